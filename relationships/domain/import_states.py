"""Where the bringing in of a list stands, what became of its rows, and what a person decides about a doubtful one."""

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
