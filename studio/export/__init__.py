"""Cleaned text: uniform typography and deterministic writers."""
