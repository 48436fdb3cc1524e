"""Whether two names may be one person's."""

from rapidfuzz import fuzz

#: Of 100 (house default): "mina kowalska" and "mina kowalzka" have 92, the same words in another order 100.
ALIKE = 90
#: Shorter names are alike too easily (characters, folded).
SHORTEST = 5
#: Only names that begin with the same letters are compared, so many of them: an index finds these.
BEGINNING = 6
#: How many times as long as the other a name alike can be: what differs more has under 90 of 100.
LENGTHS = (0.8, 1.25)


def are_alike(one: str, other: str) -> bool:
    """``one`` and ``other`` are folded names. The order of their words does not count."""
    if min(len(one), len(other)) < SHORTEST:
        return False
    return one == other or bool(fuzz.token_sort_ratio(one, other, score_cutoff=ALIKE))
