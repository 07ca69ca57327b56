"""Turns narration from the past into the present and back."""
