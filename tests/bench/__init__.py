"""The benchmark: what Rapport promises about speed, measured beside named peers and the physical limit.

`python -m tests.bench [--json FILE]` runs every measure of `tests.bench.measures`, a module each, and ends with 1 when
a bound is broken. A ratio is always made of two numbers of one run, and three runs give the median: machines differ,
and the same machine differs from hour to hour.
"""
