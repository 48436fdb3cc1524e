"""The ladder from a first gift to an ambassador: where a relationship stands, and what it takes to climb."""

from enum import StrEnum


class Rung(StrEnum):
    """Lowest first; FORMER comes last, since one can begin again from there."""

    NONE = "none"
    FIRST = "first"
    REPEAT = "repeat"
    OFFERED = "offered"
    AMBASSADOR = "ambassador"
    RENEWED = "renewed"
    FORMER = "former"


class LadderChoice(StrEnum):
    """What somebody decided after a few one-offs."""

    OFFER = "offer"
    NOT_YET = "not_yet"
    LET_GO = "let_go"


class ContributionKind(StrEnum):
    """What an ambassador brings beyond posts (the founding article: co-creations, reviews, marketing insights)."""

    COCREATION = "cocreation"
    REVIEW = "review"
    INSIGHT = "insight"
