"""Rules on repeated and extra words."""
