"""The main window, a part of it in each file."""
