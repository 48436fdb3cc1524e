"""What the columns of a list mean: as recognised, as a person says, and as it was kept for lists of the same header."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from relationships.domain.import_states import ImportStatus
from relationships.domain.imports import Mapping, check, signature
from relationships.models import CreatorImport, SavedMapping, User
from relationships.services.imports.recognised import recognised_of
from relationships.services.imports.turns import save_columns
from relationships.services.versions import Outdated, changed_columns, savers, version_of

__all__ = [
    "is_of_same_header",
    "mapping_of",
    "offered",
    "recognised_of",
    "require_unchanged",
    "save_as",
    "set_mapping",
    "take",
]


def mapping_of(record: CreatorImport) -> Mapping:
    return Mapping.from_json(record.mapping)


def set_mapping(record: CreatorImport, mapping: Mapping) -> None:
    """Raises ValidationError with a sentence for each thing that is missing or contradicts another, and where somebody
    has gone on with the list; `Outdated` where somebody changed its columns since ``record`` was read."""
    if record.status != ImportStatus.MAPPING:
        raise ValidationError("The columns of this list are settled: start over to change them.")
    if problems := check(mapping):
        raise ValidationError(problems)
    record.mapping = mapping.as_json()
    save_columns(record, "mapping")


def require_unchanged(record: CreatorImport, seen: datetime | None) -> None:
    """Raises `Outdated` where somebody said otherwise of the columns since they were shown as of ``seen``, or nobody
    can tell (None: of a moment that is no version)."""
    if seen == record.updated_at:
        return
    changed = changed_columns(version_of(record, seen), record)
    if changed is None or changed & {"mapping", "table"}:
        who, when = savers(record, seen)
        told = f"{who} changed the columns of this list at {when}, after you had opened them."
        raise Outdated(told if seen else "What you sent is not of the columns as they stand.", record, changed or ())


def is_of_same_header(record: CreatorImport, seen: datetime | None) -> bool:
    """Whether the columns that were shown as of ``seen`` are those of now."""
    before = version_of(record, seen)
    return before is not None and mapping_of(before).headers == mapping_of(record).headers


def offered(record: CreatorImport) -> list[SavedMapping]:
    """Those that were kept for lists with the same header."""
    return list(SavedMapping.objects.filter(signature=_signature(record.mapping)))


def take(record: CreatorImport, saved: SavedMapping) -> None:
    """Raises ValidationError where it was kept for another header, or cannot be read any more."""
    if saved.signature != _signature(record.mapping):
        raise ValidationError(f"“{saved.name}” was kept for a list with other columns.")
    try:
        kept = Mapping.from_json(saved.mapping)
    except ValueError as problem:
        raise ValidationError(f"“{saved.name}” cannot be read any more: {problem}") from problem
    set_mapping(record, kept)


def save_as(record: CreatorImport, name: str, by: User | None) -> SavedMapping:
    """Keep the columns under ``name``; one's own of that name is replaced. Raises ValidationError."""
    cleaned = " ".join(name.split())
    if not cleaned:
        raise ValidationError("Give the columns a name, such as that of the tool that the list comes from.")
    saved = SavedMapping.objects.filter(name=cleaned).first() or SavedMapping(name=cleaned, by=by)
    if saved.by_id != (by.pk if by else None):
        raise ValidationError(f"“{cleaned}” is a colleague's: choose another name.")
    saved.signature, saved.mapping = _signature(record.mapping), record.mapping
    saved.full_clean()
    saved.save()
    return saved


def _signature(mapping: dict[str, Any]) -> str:
    return signature(Mapping.from_json(mapping).headers)
