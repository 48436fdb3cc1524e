"""What may be attached to a relationship: contracts, briefs, proofs. By kind of file, never by its name alone."""

from enum import StrEnum


class AttachmentKind(StrEnum):
    """What an attached file is."""

    CONTRACT = "contract"
    BRIEF = "brief"
    PROOF = "proof"
    OTHER = "other"


#: Characters of a file's name, and bytes of its content.
NAME_MAX = 200
SIZE_MAX = 20 * 2**20
