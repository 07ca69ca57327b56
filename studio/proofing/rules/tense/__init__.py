"""Rules on narrative tense."""
