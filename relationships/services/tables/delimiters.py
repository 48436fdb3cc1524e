"""Which sign divides the cells of a text: the one that makes rows of one width and leaves clean cells."""

import re
from collections import Counter
from collections.abc import Sequence

from relationships.services.tables.texts import Dialect, records

#: In the order in which they win when nothing else decides: a comma also stands in texts and in numbers.
DELIMITERS = "\t;|,^~"
#: A delimiter inside a cell, with no space beside it and not within a number.
_LEFT_OVER = re.compile(r"[;\t|](?! )|(?<!\d),(?! )|,(?![ \d])")
#: Excel's own first line, which names the delimiter (``sep=;``).
_SPACED = re.compile(r'[\t;|,^~] +"')
_SEP_LINE = re.compile(r'\s*"?sep=([^"\s\w]|\t)"?\s*', re.IGNORECASE)


def find_dialect(lines: Sequence[str]) -> Dialect | None:
    """The dialect of a text, judged by its first lines (with their ends); None where no sign makes columns of it."""
    named = _SEP_LINE.fullmatch(lines[0].strip("\r\n")) if lines else None
    if named:
        return Dialect(named[1], named=True)
    escapes = (True, False) if any('\\"' in line for line in lines) else (False,)
    spaces = (True, False) if any(_SPACED.search(line) for line in lines) else (False,)
    candidates = [Dialect(d, escape, spaced) for escape in escapes for spaced in spaces for d in DELIMITERS]
    fits = [_fitness(lines, dialect) for dialect in candidates]
    return candidates[fits.index(max(fits))] if max(fits) > 0 else None


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
