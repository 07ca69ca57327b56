"""The page: writing prose, marks of findings and the card that explains them."""
