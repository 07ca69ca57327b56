"""Rules on capitals."""
