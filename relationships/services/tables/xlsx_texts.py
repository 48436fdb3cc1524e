"""The texts that the sheets of a workbook share: the first ones in memory, the others in a temporary file."""

import os
import re
import tempfile
from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache
from xml.parsers import expat

from relationships.services.tables.limits import MAX_CELL
from relationships.services.tables.markup import Attributes, feed, local, new_parser

_IN_MEMORY = 100_000  # texts
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAX_PIECES = 16  # of the parser's text; longer than any cell may be


class TextReader:
    """Gathers the text of one element (``si`` or ``is``): all runs of it, but no phonetic guide."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._silent = 0
        self._taking = False

    def start(self, name: str) -> None:
        if name == "rPh":
            self._silent += 1
        self._taking = name == "t" and not self._silent

    def end(self, name: str) -> None:
        if name == "rPh":
            self._silent -= 1
        self._taking = False

    def text(self, piece: str) -> None:
        if self._taking and len(self.pieces) < _MAX_PIECES:
            self.pieces.append(piece)

    def taken(self) -> str:
        whole = unescaped("".join(self.pieces))
        self.pieces.clear()
        return whole


def unescaped(text: str) -> str:
    """Signs that XML cannot hold are written ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class SharedTexts:
    """``first``: a list of the first texts; ``text(i)``: any of them; "" where there is none."""

    def __init__(self, pieces: Iterable[bytes] | None) -> None:
        self.first: list[str] = []
        self._ends = array("Q", [0])
        self._rest = tempfile.TemporaryFile(prefix="rapport-texts-")  # noqa: SIM115 - lives as long as the workbook
        reader = TextReader()
        parser = new_parser()
        self._listen(parser, reader)
        for _ in feed(parser, pieces) if pieces else ():
            pass
        self._rest.flush()
        self.text: Callable[[int], str] = lru_cache(50_000)(self._text)

    def _listen(self, parser: expat.XMLParserType, reader: TextReader) -> None:
        def start(tag: str, _: Attributes) -> None:
            reader.start(local(tag))

        def end(tag: str) -> None:
            name = local(tag)
            reader.end(name)
            if name == "si":
                self._keep(reader.taken())

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = reader.text

    def _keep(self, text: str) -> None:
        text = text[: MAX_CELL + 1]
        if len(self.first) < _IN_MEMORY:
            self.first.append(text)
            return
        data = text.encode("utf-8", "replace")
        self._rest.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def _text(self, at: int) -> str:
        if at < len(self.first):
            return self.first[at] if at >= 0 else ""
        at -= len(self.first)
        if at + 1 >= len(self._ends):
            return ""
        start, end = self._ends[at], self._ends[at + 1]
        return os.pread(self._rest.fileno(), end - start, start).decode()
