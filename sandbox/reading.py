"""Reading JSON that anybody may have written: what cannot be kept and shown again is no JSON here."""

import json
import math

LONGEST_SHOWN = 40


def read_json(raw: str | bytes) -> object:
    """Return what a JSON text says.

    Raises:
        ValueError: it is not JSON, or holds what JSON cannot: NaN, an infinite number, half a surrogate pair; or it
            is nested too deeply to be read.
    """
    try:
        found: object = json.loads(raw, parse_float=_finite, parse_constant=_finite)
    except RecursionError:
        raise ValueError("It is nested too deeply.") from None
    json.dumps(found, ensure_ascii=False).encode()  # UnicodeEncodeError, a ValueError: half a character
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:LONGEST_SHOWN]} is no number.")
    return number
