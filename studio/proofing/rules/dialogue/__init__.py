"""Rules on the punctuation of dialogue."""
