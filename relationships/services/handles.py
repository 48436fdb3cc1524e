"""Which handles are taken."""

from collections import defaultdict
from collections.abc import Iterable

from relationships.models import Account

Handle = tuple[str, str]


def taken(wanted: Iterable[Handle]) -> set[Handle]:
    """Those of ``wanted``, as (network, key), that an account on file has. One indexed query a network."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for network, key in wanted:
        keys[network].add(key)
    return {
        (network, key)
        for network, some in keys.items()
        for key in Account.objects.filter(network=network, handle_key__in=some)
        .order_by()
        .values_list("handle_key", flat=True)
    }
