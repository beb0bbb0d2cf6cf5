"""A Slack-compatible workspace on localhost, for any Slack app."""
