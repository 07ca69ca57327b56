"""Reading documents of other programs: one reader for each format, none of which trusts what it reads."""
