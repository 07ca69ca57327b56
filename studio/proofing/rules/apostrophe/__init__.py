"""Rules on apostrophes."""
