"""JSON put together as text within SQL, which costs a third of `json_build_object`; which documents is said elsewhere.

Each function takes SQL expressions and gives one of type text that is never NULL.
"""

from collections.abc import Mapping

NOTHING = "'[]'"


def plain(value: str) -> str:
    """Ids, words of the vocabulary and times: never NULL, and nothing in them is escaped."""
    return f"""'"' || {value} || '"'"""


def plain_or_null(value: str) -> str:
    return f"""coalesce('"' || {value} || '"', 'null')"""


def text(value: str) -> str:
    """Words that people wrote, NULL for null."""
    return f"coalesce(to_json({value})::text, 'null')"


def obj(fields: Mapping[str, str]) -> str:
    """An object of JSON texts, or of numbers and booleans that are never NULL, in this order."""
    parts = (f"""'{"," if place else "{"}"{name}":' || {value}""" for place, (name, value) in enumerate(fields.items()))
    return f"({' || '.join(parts)} || '}}')"


def array(each: str, *, order: str = "", where: str = "") -> str:
    """An aggregate of JSON texts; an empty array where there are none."""
    ordered = f" ORDER BY {order}" if order else ""
    chosen = f" FILTER (WHERE {where})" if where else ""
    return f"coalesce('[' || string_agg({each}, ','{ordered}){chosen} || ']', {NOTHING})"


def boolean(value: str) -> str:
    return f"CASE WHEN {value} THEN 'true' ELSE 'false' END"
