"""The deep layer: a small causal language model that judges doubtful places."""
