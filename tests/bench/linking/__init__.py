"""Some weeks of a programme in which a few people ask privately, and somebody who tries to find out who."""
