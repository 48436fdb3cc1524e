"""Cells that a spreadsheet reads as text and not as a formula, and such cells as they were before."""

import re

#: What a spreadsheet may take for the beginning of a formula; apostrophes before it would be lost on the way back.
_FORMULA = re.compile(r"'*[=+\-@\t\r\0]")
_ESCAPED = re.compile(r"''*[=+\-@\t\r\0]")
#: A formula that is a text and nothing else: so tools keep spreadsheet programs from reading a cell as a number.
_QUOTED = re.compile(r'="((?:[^"]|"")*)"')


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would otherwise compute it."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain_cell(cell: str) -> str:
    """The text of which `safe_cell` made this cell; `="0151"`, as other tools write a text, is 0151."""
    if cell[:1] == "=" and (quoted := _QUOTED.fullmatch(cell.strip())):
        return quoted[1].replace('""', '"')
    return cell[1:] if _ESCAPED.match(cell) else cell
