"""A person's hands and eyes for a command line: what `python -m sandbox act` does."""
