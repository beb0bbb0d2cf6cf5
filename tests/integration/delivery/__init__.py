"""Messages from their time to their end."""
