"""What a change to a playbook may not do: wear an article's name over a figure of ours, or contradict itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from relationships.domain.playbooks.norms import Basis, Playbook
from relationships.domain.playbooks.specs import Spec
from relationships.domain.playbooks.starting import HOUSE

HOUSE_SOURCE = HOUSE[0]
#: Sources older than printing, and years not yet come, are slips of the hand.
FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Kept:
    """A norm as it is on file, or is to be: its JSON ``value`` (None: there is no such norm) and where it is from."""

    value: Any
    reason: str
    source: str
    year: int | None
    basis: Basis

    @property
    def origin(self) -> tuple[str, int | None, Basis]:
        return self.source, self.year, self.basis


def same_value(spec: Spec, one: Any, other: Any) -> bool:
    """Whether two stored values mean the same: 1 and 1.0, a list and the tuple of it."""
    if one is None or other is None:
        return one is other
    return bool(spec.read(one) == spec.read(other))


def with_honest_origin(spec: Spec, before: Kept | None, after: Kept) -> Kept:
    """``after``, as a house default where its value is ours but its source is still that of the former value.

    A source that was changed along with the value is taken at its word. Source of the rule: a figure without its own
    source is not shown, and one that we chose says so.
    """
    if before is None or same_value(spec, before.value, after.value) or after.basis == Basis.HOUSE:
        return after
    if after.origin != before.origin:
        return after
    return replace(after, source=HOUSE_SOURCE, year=None, basis=Basis.HOUSE)


Check = Callable[[Playbook], bool]


def _above(lower: str, upper: str) -> Check:
    """Both are set and the one that belongs below is the larger."""

    def wrong(playbook: Playbook) -> bool:
        low, high = getattr(playbook, lower), getattr(playbook, upper)
        return low is not None and high is not None and low > high

    return wrong


def _without(given: str, needed: str) -> Check:
    return lambda playbook: getattr(playbook, given) is not None and getattr(playbook, needed) is None


#: (the norm that is told, when it is wrong, what to say)
_CHECKS: tuple[tuple[str, Check, str], ...] = (
    ("min_fit", _above("min_fit", "high_fit"), "The minimum lies above what counts as high fit."),
    ("lead_warn_weeks", _above("lead_warn_weeks", "lead_weeks"), "The warning would come before the lead time begins."),
    ("contract_warn_from", _above("contract_warn_from", "contract_from"), "The warning begins above the threshold."),
    ("follower_jump_percent", _without("follower_jump_percent", "follower_jump_days"), "Say within how many days."),
    ("follower_jump_days", _without("follower_jump_days", "follower_jump_percent"), "Say what jump to check."),
    (
        "usual_compensation_above", _without("usual_compensation_above", "products_first_below"),
        "Say from how many followers on: fill in “Products first under”.",
    ),
    (
        "not_ranked_by", lambda playbook: bool(set(playbook.measures) & set(playbook.not_ranked_by)),
        "A measure cannot both count and be forbidden: leave it in one of the two lists.",
    ),
)  # fmt: skip


def contradictions(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """The key of a norm that does not go with another one, and why, in a sentence."""
    for key, wrong, says in _CHECKS:
        if wrong(playbook):
            yield key, says
