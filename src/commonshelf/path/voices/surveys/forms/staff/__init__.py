"""What writing, translating and opening a survey asks."""
