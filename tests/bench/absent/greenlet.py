"""Stands before the real `greenlet`, which only developers' tools bring along; see `rich` beside it."""

raise ImportError("greenlet is not installed where Rapport serves")
