"""Which sign divides the cells of a text: the one that makes rows of one width and leaves clean cells."""

import re
from collections import Counter
from collections.abc import Sequence

from relationships.services.tables.texts import Dialect, records

#: In the order in which they win when nothing else decides: a comma also stands in texts and in numbers.
DELIMITERS = "\t;|,"
#: A delimiter inside a cell, with no space beside it and not within a number.
_LEFT_OVER = re.compile(r"[;\t|](?! )|(?<!\d),(?! )|,(?![ \d])")
_SEP_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)


def separator_line(line: str) -> str:
    """The delimiter that Excel's own first line (``sep=;``) names, or "" where there is none."""
    found = _SEP_LINE.fullmatch(line.strip("\r\n"))
    return found[1] if found else ""


def find_dialect(lines: Sequence[str]) -> Dialect:
    """The dialect of a text, judged by its first lines (with their ends)."""
    escapes = (False, True) if any('\\"' in line for line in lines) else (False,)
    candidates = [Dialect(delimiter, escape) for escape in escapes for delimiter in DELIMITERS]
    best = max(candidates, key=lambda dialect: _fitness(lines, dialect))
    return best if _fitness(lines, best) > 0 else Dialect()


def _fitness(lines: Sequence[str], dialect: Dialect) -> float:
    """0 (no table) to 1: share of rows of the commonest width, of clean cells, and a little for more columns."""
    rows = [row for row in records(iter(lines), dialect) if any(map(str.strip, row.cells))]
    widths = Counter(len(row.cells) for row in rows if not row.fault)
    (width, count), *_ = widths.most_common(1) or [(1, 0)]
    if width == 1:
        return 0
    cells = [cell for row in rows for cell in row.cells]
    clean = sum(not _LEFT_OVER.search(cell) for cell in cells) / len(cells)
    return count / len(rows) * clean**2 * (1 - 1 / (width + 1))
