"""Rules on grammar."""
