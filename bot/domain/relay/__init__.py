"""Rules of the private relay: slots, crowds, its calendar, and what a request may hold."""
