"""What one column seems to be while the list is looked at, and what its cells are, told in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports.fields import Field, Sureness
from relationships.domain.imports.headers import Meaning
from relationships.domain.imports.values import Values
from relationships.domain.networks import NETWORKS

FITS = 0.8
"""Such a part of the cells settles what a column is."""
CONTRADICTS = 0.5
"""Under this part of cells that fit, the header is not believed when the cells are plainly something else."""

_KIND_WORDS: Mapping[str, str] = {
    "mentions": "accounts with their networks",
    "address": "addresses of profiles",
    "channel id": "channel ids",
    "email": "e-mail addresses",
    "handle and name": "a handle with a name beside it",
    "at": "handles with an @",
    "network": "names of networks",
    "phone": "phone numbers",
    "country word": "countries",
    "country code": "codes of countries",
    "plain country": "countries",
    "country": "countries",
    "fraction": "fractions",
    "language word": "languages",
    "language code": "codes of languages",
    "language": "languages",
    "count": "counts",
    "rate": "rates",
    "percent": "percentages",
    "day": "dates",
    "text": "words",
    "identity": "handles or addresses",
    "name": "names with a space",
    "marked": "like handles",
    "exact": "whole numbers",
    "digits": "phone numbers",
    "web": "web addresses",
    "basis": "what engagement is measured by",
    "stage": "stages",
    "compensation": "compensations",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a column seems to be, before it is compared with the others."""

    position: int
    header: str
    meaning: Meaning | None
    values: Values
    field: Field | None = None
    network: str | None = None
    basis: EngagementBasis | None = None
    sureness: Sureness | None = None
    reason: str = ""
    others: tuple[Field, ...] = ()

    def left_out(self, reason: str) -> "Draft":
        """Not used; what it was taken for stays as a choice."""
        others = tuple(dict.fromkeys((*((self.field,) if self.field else ()), *self.others)))
        return replace(self, field=None, network=None, sureness=None, reason=reason, others=others)

    def taken_for(self, taken: Field, sureness: Sureness, reason: str, network: str | None = None) -> "Draft":
        before = (self.field,) if self.field and self.field is not taken else ()
        others = tuple(dict.fromkeys((*before, *(other for other in self.others if other is not taken))))
        return replace(self, field=taken, network=network, sureness=sureness, reason=reason, others=others)


def told(values: Values, *kinds: str, words: str = "") -> str:
    """ "47 of 50 cells are countries": the commonest of some kinds."""
    kind = max(kinds, key=lambda kind: values.kinds[kind])
    what = words or _KIND_WORDS.get(kind, kind)
    return f"{values.kinds[kind]} of {values.said} cells are {what}"


def addresses(values: Values) -> str:
    """ "47 of 50 cells are TikTok addresses"."""
    network, number = values.networks.most_common(1)[0]
    if number < 0.9 * sum(values.networks.values()):
        return told(values, "address")
    return f"{number} of {values.said} cells are {NETWORKS[network].label} addresses"
