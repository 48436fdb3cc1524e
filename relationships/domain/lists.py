"""The words of the lists: how dense they are, what is done to many rows at once, in which formats rows leave."""

from enum import StrEnum


class Density(StrEnum):
    """How much room a row has."""

    COMPACT = "compact"
    COMFORTABLE = "comfortable"


class BulkAction(StrEnum):
    """What can be done to many relationships at once, each of them undoable."""

    OWNER = "owner"
    STAGE = "stage"
    NEXT_ACTION = "next_action"
    COMPENSATION = "compensation"
    TAG_ADD = "tag_add"
    TAG_REMOVE = "tag_remove"
    DO_NOT_CONTACT = "do_not_contact"


class FileFormat(StrEnum):
    """The formats in which a list's rows leave."""

    CSV = "csv"
    XLSX = "xlsx"
