"""Threads to signals: work beside the window, results on the main thread."""
