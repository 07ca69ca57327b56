"""Colours, spacing and type as data, and what Qt makes of them."""
