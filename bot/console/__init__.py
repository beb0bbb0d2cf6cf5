"""One module per `python app.py COMMAND`."""
