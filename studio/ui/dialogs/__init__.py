"""Dialogs, bars and views around the page."""
