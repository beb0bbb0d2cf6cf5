"""Slack entry points of the private door."""
