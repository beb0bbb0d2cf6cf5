"""The shape of what travels: JSON objects, whose members only their reader can judge."""

from typing import Any

Json = dict[str, Any]
