"""Stands before the real `greenlet`: only developers' tools bring it along, and it is not installed where Rapport serves."""

raise ImportError("greenlet is not installed where Rapport serves")
