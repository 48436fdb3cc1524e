"""Expected engagement as people type it, a line a range: "instagram, followers, 1–8"."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from relationships.domain.engagement import MAX_RATE, EngagementBasis
from relationships.domain.networks import NETWORKS, network_named

_RANGE = re.compile(
    r"(?P<low>[0-9]{1,6}(?:\.[0-9]{1,3})?) ?%? ?(?:–|—|-|to|…) ?(?P<high>[0-9]{1,6}(?:\.[0-9]{1,3})?) ?%?"
)
_FORM = (
    "write the network, what the rate is measured by, and the lowest and highest percentage: instagram, followers, 1–8"
)
_BASES = ", ".join(basis.value for basis in EngagementBasis)
#: Longer than any honest entry: every network by every denominator.
LINES_MAX = len(NETWORKS) * len(EngagementBasis)


class LinesError(ValueError):
    """What is wrong with which lines; ``problems`` are whole sentences, each naming its line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


def written(stored: Sequence[Mapping[str, Any]]) -> str:
    """The lines that `parse` reads back as ``stored``."""
    return "\n".join(f"{one['network']}, {one['basis']}, {one['low']:g}–{one['high']:g}" for one in stored)


def parse(text: str) -> list[dict[str, Any]]:
    """The ranges as the norm is stored. Raises LinesError with one sentence for each line that cannot be read."""
    found: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
    problems: list[str] = []
    numbered = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(numbered) > LINES_MAX:
        raise LinesError([f"At most {LINES_MAX} lines: one for each network and denominator."])
    for number, line in numbered:
        try:
            band = _band(line)
            key = band["network"], band["basis"]
            if key in found:
                raise ValueError(
                    f"line {found[key][0]} gives a range for {key[0]} by {key[1]} already; keep one of them"
                )
            found[key] = number, band
        except ValueError as problem:
            problems.append(f"Line {number}: {problem}.")
    if problems:
        raise LinesError(problems)
    return [band for _, band in found.values()]


def _band(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split(",")]
    if len(parts) != 3:
        if len(parts) > 3 and any(part[:1].isdigit() for part in parts[3:]):
            raise ValueError(f"“{line[:60]}” has too many commas; write 1.5 with a point, and {_FORM}")
        raise ValueError(f"“{line[:60]}” cannot be read; {_FORM}")
    named, basis, span = parts
    network = named.lower() if named.lower() in NETWORKS else network_named(named)
    if not network:
        raise ValueError(f"“{named[:40]}” is no network on file; choose one of {', '.join(NETWORKS)}")
    if basis.lower().removeprefix("by ") not in {one.value for one in EngagementBasis}:
        raise ValueError(f"“{basis[:40]}” is nothing that a rate is measured by; choose one of {_BASES}")
    low, high = _ends(span)
    return {"network": network, "basis": basis.lower().removeprefix("by "), "low": low, "high": high}


def _ends(span: str) -> tuple[float, float]:
    ends = _RANGE.fullmatch(span)
    if ends is None:
        raise ValueError(
            f"“{span[:40]}” is no range; write the lowest and the highest percentage, such as 1–8 or 0.5–3"
        )
    low, high = float(ends["low"]), float(ends["high"])
    if low > high:
        raise ValueError(f"{low:g} is above {high:g}; the lower percentage comes first")
    if high > MAX_RATE:
        raise ValueError(f"{high:g}% is too much; a rate is at most {MAX_RATE:,}%")
    return low, high
