"""Stands before the real `rich`, which only developers' tools bring along: where Rapport serves it is not installed."""

raise ImportError("rich is not installed where Rapport serves")
