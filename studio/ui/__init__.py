"""The window: the only Qt code."""
