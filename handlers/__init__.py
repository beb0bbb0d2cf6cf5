"""Slack comes in: one module per feature, each with `register(app, deps)`."""
