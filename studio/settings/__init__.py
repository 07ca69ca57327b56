"""The typed settings of the program."""
