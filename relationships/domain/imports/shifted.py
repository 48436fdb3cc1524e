"""Rows whose values stand too far right: a value that holds the separator was not quoted, so that it became two.

Such a row has more cells than there are columns. Where what is too much is blank it may as well be harmless, as in
lists whose lines all end with a separator; so the row counts as shifted only when its values contradict their columns
and putting two neighbours together mends that.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from relationships.domain.imports.clean import Problem, problem
from relationships.domain.imports.fields import DATES, Field

SHIFTED = (
    "from here on the values stand too far right, since the row has more cells than there are columns: quote the value"
    " before that holds the separator"
)
TRIED = 40
"""So many places for the separator are tried."""
_TELLING = DATES | {
    Field.FOLLOWERS,
    Field.ENGAGEMENT_RATE,
    Field.ENGAGEMENT_BASIS,
    Field.COUNTRY,
    Field.LANGUAGE,
    Field.EMAIL,
    Field.PHONE,
    Field.NETWORK,
    Field.URL,
    Field.CHANNEL_ID,
    Field.CREATOR_ID,
    Field.STAGE,
    Field.COMPENSATION,
}
"""Of these not every cell can be one."""

Read = Callable[[Sequence[str]], Sequence[Problem]]
"""All that has to be said of a row, whether it is taken or not."""


def shift_in(
    texts: Sequence[str], labels: Sequence[str], fields: Mapping[int, Field], read: Read, separator: str
) -> Problem | None:
    """What is wrong with a row of too many cells, if it is shifted: the first column whose value stands elsewhere, as
    far as its values tell. ``fields``: what the columns are, by position; ``separator``: what divides the file's cells.
    """
    width, surplus = len(labels), len(texts) - len(labels)
    unfit = _unfit(read(texts[:width]), labels)
    for at, joined in _put_together(texts, surplus, max(unfit, default=-1), separator):
        mended = unfit - (left := _unfit(read(joined), labels))
        if len(left) >= len(unfit):
            continue
        fitting = {place for place, text in enumerate(joined) if text and fields.get(place) in _TELLING} - left
        if at in fitting and fields[at] is not Field.FOLLOWERS:  # "Narnia, Spain" proves nothing; 12,5K does
            fitting.remove(at)
        if any(place in fitting or place - surplus in fitting for place in mended):
            return problem(labels[min(mended)], texts[min(mended)], SHIFTED)
    return None


def _put_together(texts: Sequence[str], surplus: int, last: int, separator: str) -> Iterator[tuple[int, Sequence[str]]]:
    """(place, row) with as many neighbours made one as there are too many cells, up to the last that does not fit."""
    for at in range(min(last + 1, TRIED)):
        parts = texts[at : at + surplus + 1]
        if all(parts):
            yield at, [*texts[:at], separator.join(parts), *texts[at + surplus + 1 :]]


def _unfit(problems: Sequence[Problem], labels: Sequence[str]) -> set[int]:
    """The columns of which something had to be said."""
    return {labels.index(each.column) for each in problems if each.column in labels}
