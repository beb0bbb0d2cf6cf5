"""Messages between their time and Slack: who takes which, and what becomes of them."""
