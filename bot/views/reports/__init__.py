"""How the report of a programme is shown: on a screen, in a message, as pictures, as a table and on paper."""
