"""The text of a section as people write it: paragraphs apart by an empty line, lists of lines that begin with a dash.

The page and the PDF read it alike, so that both show the same. Everything is plain text: nothing in it is markup.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

BULLET = "– "
_ITEM = re.compile(r"\s*[-–—•*·]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of lines, or a list of them without their dashes."""

    lines: tuple[str, ...]
    is_list: bool = False


def blocks_of(text: str) -> tuple[Block, ...]:
    return tuple(block for paragraph in re.split(r"\n\s*\n", text) for block in _blocks(paragraph))


def _blocks(paragraph: str) -> Iterator[Block]:
    lines = [line.rstrip() for line in paragraph.split("\n") if line.strip()]
    for is_list, group in groupby(lines, lambda line: _ITEM.match(line) is not None):
        yield Block(tuple(_ITEM.sub("", line, count=1) if is_list else line for line in group), is_list)
