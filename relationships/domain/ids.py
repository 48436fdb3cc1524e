"""What can be a row's id at all, wherever one comes from outside: an address, a form, a list of them."""

from collections.abc import Iterable

#: The most that a column of ids holds, on both databases.
MAX_ID = 2**63 - 1


def is_id(value: object) -> bool:
    """Whether ``value`` can be a row's id: digits, and not more than the column holds."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) <= MAX_ID


def ids_of(values: Iterable[object]) -> list[int]:
    """Each id among ``values`` once, in their order; what can be none is left out."""
    return list(dict.fromkeys(int(str(value)) for value in values if is_id(value)))
