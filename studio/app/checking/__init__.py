"""Proofreading as a use case: the worker, its findings, and what is done with them."""
