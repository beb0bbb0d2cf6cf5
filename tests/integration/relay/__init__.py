"""The private relay through the real handlers, on a real database of its own."""
