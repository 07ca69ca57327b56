"""Finding errors: findings, checkers, engines, and the pipeline that runs them."""
