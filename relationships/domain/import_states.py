"""Where the bringing in of a list stands, what became of its rows, and what a person decides about a doubtful one."""

from collections.abc import Mapping
from enum import StrEnum


class ImportStatus(StrEnum):
    """From the file's arrival to its end. Whatever is not one of `RESTING` is being worked on."""

    MAPPING = "mapping"
    STAGING = "staging"
    READY = "ready"
    APPLYING = "applying"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    CANCELLED = "cancelled"
    FAILED = "failed"


#: Nobody works on an import in one of these: it waits for a person, or is over.
RESTING = frozenset(
    {
        ImportStatus.MAPPING,
        ImportStatus.READY,
        ImportStatus.DONE,
        ImportStatus.UNDONE,
        ImportStatus.CANCELLED,
        ImportStatus.FAILED,
    }
)
#: Said to whoever asks for something that the list is past, or has not come to.
STANDS: Mapping[str, str] = {
    ImportStatus.MAPPING: "its columns are to be checked",
    ImportStatus.STAGING: "it is being read",
    ImportStatus.READY: "it waits to be brought in",
    ImportStatus.APPLYING: "it is being brought in",
    ImportStatus.DONE: "it is brought in already",
    ImportStatus.UNDOING: "it is being taken back",
    ImportStatus.UNDONE: "it is taken back already",
    ImportStatus.CANCELLED: "it was cancelled",
    ImportStatus.FAILED: "it could not be brought in",
}
#: Nothing of these was ever written to the directory: they can be thrown away.
WITHOUT_TRACE = frozenset({ImportStatus.MAPPING, ImportStatus.READY, ImportStatus.CANCELLED, ImportStatus.FAILED})


class Outcome(StrEnum):
    """What a row does.

    FOLDED: it speaks of somebody whom an earlier row of the list speaks of. TORN: its accounts are several creators' on
    file. LEFT: a person said that it is not to be brought in.
    """

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DOUBT = "doubt"
    FOLDED = "folded"
    TORN = "torn"
    LEFT = "left"


class Decision(StrEnum):
    """What a person says about a row in doubt: the creator on file, somebody new, or not to be brought in."""

    JOIN = "join"
    NEW = "new"
    LEAVE = "leave"
