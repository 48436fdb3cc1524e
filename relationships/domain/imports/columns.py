"""What one column means: what its header says, weighed against what its cells are."""

from collections.abc import Mapping
from dataclasses import replace

from relationships.domain.imports.cells import scaled_count
from relationships.domain.imports.drafts import CONTRADICTS, FITS, Draft, addresses, told
from relationships.domain.imports.fields import ACCOUNT_FIELDS, FIELD_LABELS, Field, Sureness
from relationships.domain.imports.headers import Meaning, header_key, network_in
from relationships.domain.imports.plainly import IN_WORDS, plainly, varied_handles
from relationships.domain.imports.strangers import COMMENTS, INTERACTIONS
from relationships.domain.imports.values import Values
from relationships.domain.networks import NETWORKS

_FIT: Mapping[Field, tuple[str, ...]] = {
    Field.HANDLE: ("identity",),
    Field.NAME: ("text",),
    Field.FAMILY_NAME: ("text",),
    Field.NETWORK: ("network",),
    Field.CHANNEL_ID: ("channel id", "address"),
    Field.URL: ("address", "web", "identity"),
    Field.FOLLOWERS: ("count",),
    Field.ENGAGEMENT_RATE: ("rate",),
    Field.ENGAGEMENT_BASIS: ("basis",),
    Field.COUNTRY: ("country",),
    Field.LANGUAGE: ("language",),
    Field.CATEGORIES: ("text",),
    Field.EMAIL: ("email",),
    Field.PHONE: ("phone", "digits"),
    Field.MEASURED_ON: ("day",),
    Field.OTHER_ACCOUNTS: ("address", "web", "mentions"),
    Field.CREATOR_ID: ("exact",),
    Field.STAGE: ("stage",),
    Field.COMPENSATION: ("compensation",),
    Field.TAGS: ("text",),
    Field.NEXT_ACTION_ON: ("day",),
}
"""Field -> kinds of cells that can be one; of fields that are not here (notes) any cell can."""


_NO_RATES = 0.1
"""So many figures above 100 show that what is called a rate is none."""


def draft(position: int, header: str, meaning: Meaning | None, values: Values) -> Draft:
    """What a column seems to be, by itself."""
    start = Draft(position, header, meaning, values)
    if meaning and meaning.field:
        return _named(start, meaning, meaning.field)
    if meaning and meaning.stranger:
        return _stranger(start, meaning)
    return _unnamed(start)


def _named(start: Draft, meaning: Meaning, said: Field) -> Draft:
    """A column whose header names a field."""
    values, label = start.values, FIELD_LABELS[said]
    network = meaning.network if said in ACCOUNT_FIELDS else None
    here = replace(start, field=said, network=network, basis=meaning.basis)
    if not values.said:
        return here.taken_for(said, Sureness.LIKELY, f"the header says {label}; no cell says anything", network)
    if meaning.scale != 1:
        return _scaled(here, meaning.scale)
    if said not in _FIT:
        return here.taken_for(said, Sureness.SURE, f"the header says {label}", network)
    return _weighed(here, meaning, said)


def _scaled(here: Draft, scale: int) -> Draft:
    """Followers in thousands or millions, unless the cells are so large that they must be whole all the same."""
    counts = [_count(cell, scale) for cell in here.values.cells]
    known = [found for found in counts if found is not None]
    if len(known) < FITS * len(counts):
        few = f"but only {len(known)} of {len(counts)} cells are such counts"
        return here.left_out(f"the header says followers in steps of {scale:,}, {few} (write whole numbers)")
    reason = f"the header says followers in steps of {scale:,}, and {len(known)} of {len(counts)} cells are such counts"
    return here.taken_for(Field.FOLLOWERS, Sureness.LIKELY, reason, here.network)


def _count(cell: str, scale: int) -> int | None:
    try:
        return scaled_count(cell, scale)
    except ValueError:
        return None


def _weighed(here: Draft, meaning: Meaning, said: Field) -> Draft:
    """A column whose header names a field, by what its cells say to that."""
    values, network, label = here.values, here.network, FIELD_LABELS[said]
    if said in (Field.HANDLE, Field.NAME) and (other := _handle_or_name(here, meaning)):
        return other
    share = values.share(*_FIT[said])
    if said is Field.URL and values.share("address", "web") < CONTRADICTS <= values.share("handle"):
        reason = f"{told(values, 'identity', words='handles')}, although the header says {label}"
        return here.taken_for(Field.HANDLE, Sureness.LIKELY, reason, network)
    far = min(values.said - values.kinds["rate"], values.kinds["count"])
    if said is Field.ENGAGEMENT_RATE and CONTRADICTS < share <= 1 - _NO_RATES and far >= _NO_RATES * values.said:
        return here.left_out(f"the header says {label}, but {far} of {values.said} cells are above 100: no rates")
    if said is Field.HANDLE and network and values.share("count") >= FITS and values.share("short") >= CONTRADICTS:
        reason = f"{told(values, 'count')}, under a network's name"
        return here.taken_for(Field.FOLLOWERS, Sureness.LIKELY, reason, network)
    loose = said is Field.HANDLE or said in IN_WORDS or share < CONTRADICTS
    if plain := plainly(here, meaning) if loose else None:
        return plain
    return _fitting(here, meaning, share) if share >= CONTRADICTS else _unfit(here, said)


def _fitting(here: Draft, meaning: Meaning, share: float) -> Draft:
    """A column whose cells are what its header says."""
    said, network, values = meaning.field or Field.NOTES, here.network, here.values
    label = FIELD_LABELS[said]
    sureness = Sureness.SURE if share >= FITS else Sureness.LIKELY
    reason = f"the header says {label}, and {told(values, *_FIT[said])}"
    network = _network_by_cells(here) or network
    if network != here.network and meaning.network:
        reason = f"{addresses(values)}, although the header says {NETWORKS[meaning.network].label}"
        sureness = Sureness.LIKELY
    return here.taken_for(said, sureness, reason, network)


def _network_by_cells(here: Draft) -> str | None:
    """Another network than the header's, when nearly all of the cells are addresses of it."""
    if here.network is None or not here.values.mostly("address", FITS):
        return None
    network, number = here.values.networks.most_common(1)[0]
    return network if number >= FITS * here.values.networks.total() else None


def _unfit(here: Draft, said: Field) -> Draft:
    values = here.values
    kinds = _FIT[said]
    few = f"the header says {FIELD_LABELS[said]}, but only {told(values, *kinds)}"
    if said is Field.ENGAGEMENT_RATE and values.share("count") >= FITS:
        few = f"the header says {FIELD_LABELS[said]}, but {told(values, 'count')}: interactions, not a rate"
    return here.left_out(few)


def _handle_or_name(here: Draft, meaning: Meaning) -> Draft | None:
    """ "Instagram name" and "channel" are used for both, and some cells hold both."""
    values = here.values
    if values.share("handle and name") >= 0.6 and varied_handles(values):
        return here.taken_for(Field.HANDLE, Sureness.LIKELY, told(values, "handle and name"), meaning.network)
    if here.field is Field.NAME and values.share("at") >= CONTRADICTS:
        reason = f"{told(values, 'at')}, although the header says name"
        return here.taken_for(Field.HANDLE, Sureness.LIKELY, reason, meaning.network)
    loose = meaning.network is not None and header_key(here.header).endswith("name")
    spaced = values.share("name") >= (0.2 if loose else CONTRADICTS) > values.share("address", "at")
    spaced = spaced and values.kinds["name"] >= min(2, values.said)  # one name is a slip
    if here.field is Field.HANDLE and spaced:
        reason = f"{told(values, 'name')}, although the header says handle"
        return here.taken_for(Field.NAME, Sureness.LIKELY, reason)
    return None


def _stranger(start: Draft, meaning: Meaning) -> Draft:
    """A column that Rapport does not take in, unless its cells are plainly something else."""
    why = f"the header says {meaning.stranger}, which Rapport does not keep"
    if meaning.stranger == INTERACTIONS and start.values.share("percent", "fraction") >= FITS:
        reason = f"the header says {meaning.stranger}, but {told(start.values, 'percent', 'fraction')}"
        return start.taken_for(Field.ENGAGEMENT_RATE, Sureness.LIKELY, reason, meaning.network)
    if meaning.firm or not start.values.said or start.values.share("count", "rate", "percent") >= CONTRADICTS:
        return replace(start, reason=why)
    if found := plainly(start, replace(meaning, network=network_in(start.header))):
        return found
    lettered = sum(any(map(str.isalpha, cell)) for cell in start.values.cells)
    if meaning.stranger == COMMENTS and lettered >= FITS * start.values.said <= start.values.kinds["text"]:
        return start.taken_for(Field.NOTES, Sureness.LIKELY, "the header says comments, and the cells are words")
    return replace(start, reason=why)


def _unnamed(start: Draft) -> Draft:
    """A column whose header says nothing that we know."""
    values = start.values
    if not values.said:
        return replace(start, reason="the header is not known, and no cell says anything")
    if found := plainly(start, Meaning(network=network_in(start.header))):
        return found
    others = _possible(values)
    return replace(start, reason="neither the header nor the cells tell what it is", others=others)


def _possible(values: Values) -> tuple[Field, ...]:
    """What a column without a known header could be."""
    table = (
        ("count", Field.FOLLOWERS),
        ("percent", Field.ENGAGEMENT_RATE),
        ("rate", Field.ENGAGEMENT_RATE),
        ("day", Field.MEASURED_ON),
        ("marked", Field.HANDLE),
        ("digits", Field.PHONE),
        ("text", Field.NAME),
        ("text", Field.CATEGORIES),
        ("text", Field.NOTES),
    )
    return tuple(dict.fromkeys(found for kind, found in table if values.share(kind) >= FITS))
