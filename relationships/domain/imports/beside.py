"""What stands beside a table on the same sheet: sums, pivot tables, remarks, behind a column that is all blank."""

from collections.abc import Sequence
from itertools import takewhile

from relationships.domain.imports.drafts import Draft

WHY = "stands apart from the list, behind a blank column, and has no header"


def without_others(drafts: Sequence[Draft]) -> list[Draft]:
    """Columns without a header behind the last one that has a header and behind a blank column are none of the list."""
    nameless = len(list(takewhile(lambda draft: not draft.header, reversed(drafts))))
    behind = drafts[len(drafts) - nameless :]
    gap = next((draft.position for draft in behind if draft.values.blank and not _is_filled(draft)), len(drafts))
    return [draft.left_out(WHY) if draft.position > gap and _is_filled(draft) else draft for draft in drafts]


def _is_filled(draft: Draft) -> bool:
    return bool(draft.values.said or draft.values.unknown)
