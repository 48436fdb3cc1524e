"""What was recognised of a list's columns, as it is kept with the import: each guess with its reason."""

from typing import Any

from relationships.domain.imports import Field, Guess, Mapping, Recognised, Sureness
from relationships.models import CreatorImport


def kept(found: Recognised) -> dict[str, Any]:
    uses = tuple(guess.use for guess in found.guesses)
    guesses = [
        {
            "sureness": guess.sureness and guess.sureness.value,
            "reason": guess.reason,
            "samples": list(guess.samples),
            "others": [other.value for other in guess.others],
        }
        for guess in found.guesses
    ]
    columns = Mapping(found.headers, uses, found.network, found.measured_on).as_json()
    return {"header_at": found.header_at, "columns": columns, "guesses": guesses, "notes": list(found.notes)}


def recognised_of(record: CreatorImport) -> Recognised:
    """Raises ValueError where it was kept by another version of the product and cannot be read any more."""
    stored = record.recognised
    columns = Mapping.from_json(stored["columns"])
    guesses = tuple(
        Guess(
            use=use,
            header=columns.headers[use.position],
            sureness=Sureness(one["sureness"]) if one["sureness"] else None,
            reason=one["reason"],
            samples=tuple(one["samples"]),
            others=tuple(Field(other) for other in one["others"]),
        )
        for use, one in zip(columns.uses, stored["guesses"], strict=True)
    )
    return Recognised(
        header_at=stored["header_at"],
        headers=columns.headers,
        guesses=guesses,
        network=columns.network,
        measured_on=columns.measured_on,
        notes=tuple(stored["notes"]),
    )
