"""The report of a whole programme: what is counted, of whom, and what of it may be shown."""
