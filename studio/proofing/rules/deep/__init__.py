"""Rules on what the language model weighed."""
