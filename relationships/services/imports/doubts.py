"""Rows of a list that may mean a creator on file: found, and decided by a person."""

from django.core.exceptions import ValidationError
from django.db import transaction

from relationships.domain.import_states import STANDS, Decision, ImportStatus, Outcome
from relationships.domain.likeness import are_alike
from relationships.models import CreatorImport, StagedRow
from relationships.querysets.staged.doubts import doubt_the_same, named_alike
from relationships.querysets.staged.statements import ROWS, Parameters, execute_many
from relationships.services.imports.preparing import judge_again

_LIKE_NAME = "a name alike in the same country"
_DOUBT = f"UPDATE {ROWS} SET candidate_id = %s, doubt = %s WHERE creator_import_id = %s AND number = %s"


def find_doubts(parameters: Parameters) -> None:
    doubt_the_same(parameters)
    found: list[tuple[int, str, int, int]] = []
    for candidates in named_alike(parameters):
        alike = next((one for one in candidates if are_alike(one.name, one.on_file)), None)
        if alike:
            found.append((alike.creator_id, _LIKE_NAME, parameters["of"], alike.number))
    execute_many(_DOUBT, found)


def decide(creator_import: CreatorImport, number: int, decision: Decision) -> None:
    """Say what the doubtful row ``number`` means. Raises ValidationError where it is not in doubt (any more)."""
    _decide(creator_import, decision, number=number)


def decide_all(creator_import: CreatorImport, decision: Decision) -> int:
    """The same for every row that is in doubt and not decided; returns how many."""
    return _decide(creator_import, decision, outcome=Outcome.DOUBT)


def _decide(creator_import: CreatorImport, decision: Decision, **which: object) -> int:
    with transaction.atomic():
        status = CreatorImport.objects.select_for_update().values_list("status", flat=True).get(pk=creator_import.pk)
        if status != ImportStatus.READY:
            raise ValidationError(f"Nothing can be decided about this list any more: {STANDS[status]}.")
        rows = StagedRow.objects.filter(creator_import=creator_import, candidate_id__isnull=False, **which)
        decided = rows.update(decision=decision)
        if not decided and "number" in which:
            raise ValidationError("That row is not in doubt any more. Nothing was done.")
        judge_again(creator_import)
    return decided
