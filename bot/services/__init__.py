"""Use cases: one function per intention; the only place where a transaction opens."""
