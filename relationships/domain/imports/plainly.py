"""What the cells of a column plainly are, when that is something else than its header says."""

from relationships.domain.imports.drafts import FITS, Draft, addresses, told
from relationships.domain.imports.fields import ACCOUNT_FIELDS, FIELD_LABELS, Field, Sureness
from relationships.domain.imports.headers import Meaning
from relationships.domain.imports.values import Values, handle_beside_name
from relationships.domain.networks import NETWORKS, network_named

# In this order: kind of cells, part of them that is needed, what the column then is. What cannot be mistaken for
# anything else needs less.
_TELLING: tuple[tuple[str, float, Field], ...] = (
    ("mentions", 0.6, Field.OTHER_ACCOUNTS),
    ("address", 0.6, Field.URL),
    ("channel id", 0.6, Field.CHANNEL_ID),
    ("email", 0.6, Field.EMAIL),
    ("handle and name", 0.8, Field.HANDLE),
    ("at", 0.6, Field.HANDLE),
    ("network", 0.9, Field.NETWORK),
    ("phone", 0.8, Field.PHONE),
    ("country word", 0.8, Field.COUNTRY),
    ("country code", 0.9, Field.COUNTRY),
    ("plain country", 0.9, Field.COUNTRY),
    ("language word", 0.8, Field.LANGUAGE),
    ("language code", 0.9, Field.LANGUAGE),
)
_UNMISTAKABLE = frozenset(("mentions", "address", "channel id", "email", "at"))
_NO_HANDLES = (Field.URL, Field.CHANNEL_ID, Field.EMAIL)
IN_WORDS = (Field.NAME, Field.FAMILY_NAME, Field.CATEGORIES, Field.TAGS)
_CODES = frozenset(("country code", "plain country", "language code"))
_CODES_MIN = 3
"""A column under an unknown header that has fewer different ones may say something else: DM, or "no" and "si"."""
_WORDY = ("country word", "country code", "plain country", "language word", "language code", "network")


def plainly(here: Draft, meaning: Meaning) -> Draft | None:
    """What the cells plainly are, when that is something else than the header says."""
    values = here.values
    for kind, share, found in _TELLING:
        if found is here.field or not _tells(here, kind, share):
            continue
        if here.field is Field.HANDLE and (kind != "mentions" and (here.network or found not in _NO_HANDLES)):
            continue
        if here.field in IN_WORDS and kind in _WORDY and not _all_networks(here, kind):
            continue  # Chad and Jordan are names, and "Spanish" a topic
        seen = addresses(values) if kind == "address" else told(values, kind)
        said = FIELD_LABELS[here.field] if here.field else meaning.stranger
        reason = f"{seen}, although the header says {said}" if said else seen
        return here.taken_for(found, Sureness.LIKELY, reason, _network(here, meaning, found))
    return None


def _network(here: Draft, meaning: Meaning, found: Field) -> str | None:
    """Whose column it is: the network that its header names, unless its addresses are of others."""
    named = here.network or meaning.network
    if found not in ACCOUNT_FIELDS or (found is Field.URL and not here.values.networks[named or ""]):
        return None
    return named


def _all_networks(here: Draft, kind: str) -> bool:
    """A "channel" is not only a name: where each cell is a network, it is that."""
    return kind == "network" and here.field is Field.NAME and here.values.share(kind) == 1


def _tells(here: Draft, kind: str, share: float) -> bool:
    """Whether such a part of the cells is of a kind. A column of handles may have addresses among them."""
    values = here.values
    if kind in _CODES and values.distinct < _CODES_MIN:
        return False
    if kind == "network" and not any(map(is_site, values.cells)):
        return False
    if kind == "handle and name" and not varied_handles(values):
        return False
    if here.field is Field.HANDLE and kind != "mentions":
        return values.share(kind) >= FITS
    return values.mostly(kind, share) if kind in _UNMISTAKABLE else values.share(kind) >= share


def is_site(cell: str) -> bool:
    """Whether a cell names a network with addresses of its own: "blog" and "other" are kinds of many things."""
    named = network_named(cell)
    return named is not None and NETWORKS[named].hosts is not None


def varied_handles(values: Values) -> bool:
    """Whether what stands beside the names tells people apart, as no places do."""
    handles = [handle for cell in values.cells if (handle := handle_beside_name(cell))]
    return len(set(handles)) >= FITS * len(handles)
