"""Texts that come in, go out, or change throughout the story."""
