"""The private relay's pure rules and views."""
