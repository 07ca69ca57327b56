"""Makes the language model's run-time form from its published weights; part of the set-up."""
