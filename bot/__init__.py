"""The product: what Rapport does, apart from how Slack reaches it and where things are kept."""
