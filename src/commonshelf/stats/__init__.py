"""Statistics without the application: NumPy and SciPy in, frozen results out. Nothing here imports Django or writes to its input."""
