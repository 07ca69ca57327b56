"""How well the proofreader finds slips, and how quiet it is, on texts written for it."""
