"""Changes to the order and number of chapters and scenes, and taking them back."""
