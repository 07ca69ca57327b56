"""Rules on agreement."""
