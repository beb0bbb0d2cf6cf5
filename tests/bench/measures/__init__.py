"""One module per measure: `KEYS` of the JSON object, and `async def measure(folder)`, which returns a Result for each.

A measure is at home in `tests.bench.__main__.MEASURES` only when it stands there; `test_report.py` holds the promise.
"""
