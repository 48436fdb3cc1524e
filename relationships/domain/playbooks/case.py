"""One relationship on one day, as the rules look at it: what is open, live or counted is told apart once."""

from collections.abc import Iterable
from datetime import date

from relationships.domain.collaborations import HistoryKind, Status
from relationships.domain.playbooks.advice import Advice, Code, Severity, Transition
from relationships.domain.playbooks.facts import CollaborationFacts, Facts, TouchFacts
from relationships.domain.playbooks.norms import Basis, Origin, Playbook
from relationships.domain.relationships import Direction, Purpose, Stage

#: Where a rule rests on no norm of the playbook, or on one that was put on file without its source.
HOUSE = Origin("", "House default", None, Basis.HOUSE)
NOTHING: frozenset[Transition] = frozenset()

# Looked up once: a hundred thousand relationships are asked in one pass, and a member of an enum is slow to find.
_AMBASSADOR, _CANCELLED, _OUTBOUND, _INBOUND = (
    HistoryKind.AMBASSADOR, Status.CANCELLED, Direction.OUTBOUND, Direction.INBOUND,
)  # fmt: skip
_WORKING_STAGES = frozenset({Stage.ACTIVE, Stage.NEGOTIATING})
_WORKING: frozenset[Status] = frozenset({Status.AGREED, Status.LIVE})


class Case:
    """Facts, playbook and day, with what most rules ask for.

    ``standing`` is every collaboration but the cancelled ones; ``open``, ``live`` and ``counted`` are parts of it, all
    in order of time. Touches after the day have not happened. ``asked`` collects what a rule would need to know.
    """

    __slots__ = ("asked", "counted", "facts", "last_outbound", "last_touch", "live", "on", "open", "playbook",
                 "standing")  # fmt: skip

    def __init__(self, facts: Facts, playbook: Playbook, on: date) -> None:
        self.facts = facts
        self.playbook = playbook
        self.on = on
        self.asked: list[str] = []
        self.standing = [c for c in facts.collaborations if c.status != _CANCELLED]
        self.live = [c for c in self.standing if c.is_live(on)]
        self.open = [c for c in self.standing if c.is_open(on)] if len(self.live) < len(self.standing) else []
        self.counted = [c for c in self.standing if c.counts]
        self.last_touch: TouchFacts | None = None
        self.last_outbound: TouchFacts | None = None
        for touch in reversed(facts.touches):
            if touch.on <= on:
                self.last_touch = self.last_touch or touch
                if touch.direction == _OUTBOUND:
                    self.last_outbound = touch
                    break

    def ask(self, what: str) -> None:
        """Note what has to be known before a rule can speak."""
        if what not in self.asked:
            self.asked.append(what)

    def origin(self, norm: str) -> Origin:
        return self.playbook.origins.get(norm, HOUSE)

    @property
    def last_inbound(self) -> TouchFacts | None:
        return next((t for t in reversed(self.facts.touches) if t.direction == _INBOUND and t.on <= self.on), None)

    @property
    def kept_since(self) -> date | None:
        """The day from which the years of keeping a silent prospect run: their last word, or the basis's last renewal,
        whichever came later; where there is neither, the day on which they were put on file."""
        answered, renewed = self.last_inbound, self.facts.basis_renewed_on
        days = [answered.on] if answered else []
        if renewed is not None and renewed <= self.on:
            days.append(renewed)
        return max(days, default=self.facts.on_file_since)

    @property
    def spending(self) -> list[CollaborationFacts]:
        """The open ones that still cost money or products."""
        return [c for c in self.open if c.spends(self.on) or c.ships(self.on)]

    def sent(self, purpose: Purpose, since: date) -> int:
        """How many messages of ours were about that, from ``since`` until today."""
        return sum(
            touch.purpose == purpose and touch.direction == _OUTBOUND and since <= touch.on <= self.on
            for touch in self.facts.touches
        )

    @property
    def is_active(self) -> bool:
        """Whether the two work together, or are about to."""
        if self.facts.stage in _WORKING_STAGES:
            return True
        return any(c.status in _WORKING for c in self.standing)

    @property
    def touch_norm(self) -> str:
        """Which of the playbook's cadences applies."""
        if self.facts.history == _AMBASSADOR:
            return "touch_days_ambassador"
        return "touch_days_active" if self.is_active else "touch_days_others"

    def touch_days(self) -> int | None:
        """Days that may pass between two touches; None where the playbook has no such norm, and after the end."""
        if self.facts.stage == Stage.ENDED:
            return None
        ambassador = self.facts.history == _AMBASSADOR
        return self.playbook.touch_days(ambassador=ambassador, active=self.is_active)


def advice(  # noqa: PLR0913 - each is one part of what an advice says
    code: Code,
    severity: Severity,
    what: str,
    why: str,
    origin: Origin,
    rests_on: Iterable[object],
    *,
    about: Iterable[CollaborationFacts] = (),
    stops: frozenset[Transition] = NOTHING,
    missing: tuple[str, ...] = (),
) -> Advice:
    """An `Advice` whose ``facts`` are written from ``rests_on``: what it rests on, never how long ago that was."""
    return Advice(
        code=code,
        severity=severity,
        what=what,
        why=why,
        source=origin.source,
        year=origin.year,
        basis=origin.basis,
        facts="|".join(map(str, rests_on)),
        about=tuple(c.id for c in about),
        stops=stops,
        missing=missing,
    )
