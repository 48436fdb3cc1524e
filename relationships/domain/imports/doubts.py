"""What a person should look at again in a mapping that can be used: addresses against the network that was chosen."""

from collections import Counter
from collections.abc import Sequence

from relationships.domain.imports.fields import Field
from relationships.domain.imports.handles import address_in, pieces
from relationships.domain.imports.mapping import Mapping, labels_of
from relationships.domain.networks import NETWORKS

_ADDRESSES = (Field.URL, Field.HANDLE)
"""Columns in which addresses may stand."""


def doubts(mapping: Mapping, samples: Sequence[Sequence[str]]) -> list[str]:
    """Sentences. ``samples``: some cells of each column, in their order."""
    labels = labels_of(mapping.headers)
    row_says = any(use.field is Field.NETWORK for use in mapping.uses)
    found = []
    for use in mapping.uses:
        network = use.network or (None if row_says else mapping.network)
        if use.field not in _ADDRESSES or network is None or network not in NETWORKS or use.position >= len(samples):
            continue
        if there := _elsewhere(samples[use.position], network):
            here, other = NETWORKS[network].label, NETWORKS[there].label
            what = "column" if use.network else "list"
            found.append(
                f"The addresses in “{labels[use.position]}” are of {other}, but the {what} is said to be of {here}:"
                f" choose {other}, unless they are further accounts."
            )
    return found


def _elsewhere(cells: Sequence[str], network: str) -> str | None:
    """The network of most of the addresses in some cells, where that is another one."""
    named = Counter(told.network for cell in cells for piece in pieces(cell) if (told := address_in(piece)))
    if not named or named[network] * 2 >= named.total():
        return None
    return named.most_common(1)[0][0]
