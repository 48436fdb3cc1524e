"""The tier rule as SQL, built from the domain's own bands."""

from collections.abc import Mapping

from django.db.models import Case, CharField, F, Q, Value, When

from relationships.domain.tiers import Bands, Tier


def tier_case(default: Bands, by_network: Mapping[str, Bands]) -> Case:
    """`domain.tiers.tier_for` over the columns ``is_celebrity``, ``followers`` and ``network`` of one row.

    ``by_network``: the bands of networks that have their own; every other network uses ``default``.
    """
    whens = [When(is_celebrity=True, then=Value(Tier.MEGA)), When(followers__isnull=True, then=Value(Tier.UNKNOWN))]
    for network, bands in by_network.items():
        whens += _edges(bands, Q(network=network))
    return Case(*whens, *_edges(default, Q()), default=F("tier"), output_field=CharField())


def _edges(bands: Bands, where: Q) -> list[When]:
    return [When(where & Q(followers__gte=edge), then=Value(tier)) for tier, edge in bands.lower_edges()]


def tier_sql(followers: str, network: str, default: Bands, by_network: Mapping[str, Bands]) -> str:
    """The same rule as plain SQL over two columns, for somebody who is no celebrity."""
    whens = [f"WHEN {followers} IS NULL THEN '{Tier.UNKNOWN}'"]
    for key, bands in by_network.items():
        whens += [
            f"WHEN {network} = '{key}' AND {followers} >= {edge} THEN '{tier}'" for tier, edge in bands.lower_edges()
        ]
    whens += [f"WHEN {followers} >= {edge} THEN '{tier}'" for tier, edge in default.lower_edges()]
    return f"CASE {' '.join(whens)} END"
