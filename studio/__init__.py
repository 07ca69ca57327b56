"""Story Studio: a writing and proofreading studio for fiction."""

__version__ = "0.1.0"
