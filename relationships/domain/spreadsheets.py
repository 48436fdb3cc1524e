"""Cells that a spreadsheet reads as text and not as a formula."""

#: What a spreadsheet may take for the beginning of a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would otherwise compute it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
