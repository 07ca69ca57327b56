"""Rules on words that are spelt right and are wrong."""
