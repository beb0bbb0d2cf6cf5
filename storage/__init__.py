"""What is kept: tables and every query on them. Imports nothing of ours."""
