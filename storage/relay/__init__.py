"""The private relay's own database: who asked for a facilitator stands nowhere in it."""
