"""What people do and see: the endpoints behind the page and behind `python -m sandbox act`."""
