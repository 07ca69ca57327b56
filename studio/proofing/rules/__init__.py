"""One rule, one file: each module of a kind holds one checker."""
