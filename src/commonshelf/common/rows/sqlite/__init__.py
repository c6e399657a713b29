"""Django's SQLite, with a shorter wait for the one write lock."""
