"""A year of a programme, played in process on a clock that is moved by hand: what reaches whom, and when."""
