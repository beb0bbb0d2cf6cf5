"""Stands before the real `greenlet`, which only developers' tools bring along: where Rapport serves it is not installed."""

raise ImportError("greenlet is not installed where Rapport serves")
