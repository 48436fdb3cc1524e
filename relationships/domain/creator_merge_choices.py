"""What was chosen for the fields of two records, checked against what can be chosen: a choice that is none is named."""

from collections.abc import Iterator, Mapping, Sequence

from relationships.domain.creator_merge import Field, Standing, Take, Values, options, standing

_WORDS = {Take.KEPT: "what stays", Take.ABSORBED: "what goes", Take.BOTH: "both"}
_SHOWN = 40  # characters of a made-up choice


def wrong_choices(
    fields: Sequence[Field], kept: Values, absorbed: Values, takes: Mapping[str, str], of: str = ""
) -> Iterator[str]:
    """A sentence for each of ``takes`` (by the key of a field; "" is no choice) that cannot be. ``of``: whose fields
    they are, where the page has several of a name."""
    known = {field.key: field for field in fields}
    whose = f"{of}, " if of else ""
    for key, take in takes.items():
        if not take:
            continue
        field = known.get(key)
        if field is None:
            yield f"{whose}“{key}” is no field of these records: nothing can be chosen for it."
            continue
        if take in options(field, kept, absorbed):
            continue
        yield f"{whose}{field.label}: “{take[:_SHOWN]}” is no choice; {_way(field, kept, absorbed)}."


def _way(field: Field, kept: Values, absorbed: Values) -> str:
    if can_be := options(field, kept, absorbed):
        return f"choose {' or '.join(_WORDS[one] for one in can_be)}"
    if standing(field, kept, absorbed) is Standing.RULED:
        return f"nobody chooses here: {field.why.rstrip('.')}"
    return "there is nothing to choose, since they do not contradict each other"
