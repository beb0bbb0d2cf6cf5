"""The clockwork: ticks, senders, the Slack gateway, cached look-ups, log redaction, start and stop."""
