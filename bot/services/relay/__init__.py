"""The private door: what it may know, and nothing more."""
