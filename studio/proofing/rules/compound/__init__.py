"""Rules on compound words."""
