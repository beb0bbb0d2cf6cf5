"""The real bot in the real sandbox, each a process of its own."""
