"""XML read by pieces, with nothing in it that can do harm: no document type, hence no entities; no endless token."""

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from relationships.services.tables.archives import DAMAGED
from relationships.services.tables.limits import MAX_TOKEN
from relationships.services.tables.table import CannotTakeError

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


def new_parser() -> expat.XMLParserType:
    """A parser that gives names as they are written (``x:row``) and text in pieces of bounded length."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 16 * 1024
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise CannotTakeError("the workbook holds a document type, which no spreadsheet program writes: it is not taken")


def feed(parser: expat.XMLParserType, pieces: Iterable[bytes], *, whole: bool = True) -> Iterator[None]:
    """Gives the parser piece after piece, with a stop behind each one. ``whole``: with these pieces the document ends.

    Raises CannotTakeError for what is no XML.
    """
    at = waiting = 0
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            # A token that does not end is kept by the parser until it does.
            waiting = waiting + len(piece) if parser.CurrentByteIndex == at else 0
            at = parser.CurrentByteIndex
            if waiting > MAX_TOKEN:
                raise CannotTakeError(DAMAGED)
            yield
        parser.Parse(b"", whole)
    except expat.ExpatError as problem:
        raise CannotTakeError(DAMAGED) from problem
    yield


def walk(pieces: Iterable[bytes], start: Start) -> None:
    """Calls ``start`` with the local name and the attributes of each element."""
    parser = new_parser()
    parser.StartElementHandler = lambda tag, attributes: start(local(tag), attributes)
    for _ in feed(parser, pieces):
        pass


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def attribute(attributes: Attributes, name: str) -> str:
    """The attribute by its local name, whatever prefix it was written with; "" where it is missing."""
    return next((value for key, value in attributes.items() if local(key) == name), "")
