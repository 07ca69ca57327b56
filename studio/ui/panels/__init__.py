"""Panels of the sidebar."""
