"""However a row is saved or deleted, the copies derived from it follow, in the same transaction.

Bulk paths send no signals: they call the same services themselves.
"""

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save
from django.dispatch import receiver

from relationships.models import (
    Account,
    Adjudication,
    Agent,
    Brand,
    Collaboration,
    Creator,
    FitCriterion,
    GateOverride,
    Rating,
    Relationship,
    TierBandSet,
    Touchpoint,
    User,
)
from relationships.services import audience, collaborations, copies, derived, directory, search_index
from relationships.services.fits import FIT, date_decision, give_default_rubric, rescore, scoring_of
from relationships.services.work import WORK

_FORMER = "_former_creator_ids"
_SCORING = "_scoring_before"


def _relationship_of(row: Any) -> Any:
    return Relationship.objects.filter(pk=row.relationship_id)


@receiver(pre_save, sender=Account)
def remember_former_creator(instance: Account, **_: Any) -> None:
    """An account that moves to another creator leaves copies behind with the former one."""
    former = Account.objects.filter(pk=instance.pk).values_list("creator_id", flat=True) if instance.pk else []
    vars(instance)[_FORMER] = set(former)


@receiver([post_save, post_delete], sender=Account)
@transaction.atomic
def account_changed(instance: Account, **details: Any) -> None:
    if "created" in details:
        audience.keep_snapshot(instance)
    concerned = {instance.creator_id} | vars(instance).pop(_FORMER, set())
    audience.refresh_audience(Creator.objects.filter(pk__in=concerned))


@receiver(post_save, sender=Creator)
def creator_changed(instance: Creator, **_: Any) -> None:
    audience.refresh_audience(Creator.objects.filter(pk=instance.pk))


@receiver([post_save, post_delete], sender=TierBandSet)
def bands_changed(**_: Any) -> None:
    audience.retier_everyone()


@receiver(post_save, sender=Brand)
@transaction.atomic
def brand_changed(instance: Brand, created: bool, **_: Any) -> None:
    if created:
        give_default_rubric(instance)
    copies.refresh_from_brand(instance)


@receiver(post_save, sender=User)
def user_changed(instance: User, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    if update_fields is None or "name_key" in update_fields:
        copies.refresh_from_owner(instance)


@receiver(pre_delete, sender=Agent)
@transaction.atomic
def agent_goes(instance: Agent, **_: Any) -> None:
    directory.release_creators_of(instance)


@receiver(post_save, sender=Relationship)
@transaction.atomic
def relationship_changed(instance: Relationship, **_: Any) -> None:
    derived.refresh_relationships(Relationship.objects.filter(pk=instance.pk))


@receiver(pre_save, sender=Collaboration)
def collaboration_is_saved(instance: Collaboration, **_: Any) -> None:
    collaborations.keep_tier_agreed(instance)


@receiver([post_save, post_delete], sender=Collaboration)
def collaboration_changed(instance: Collaboration, **_: Any) -> None:
    WORK.refresh(_relationship_of(instance))


@receiver([post_save, post_delete], sender=Touchpoint)
def touchpoint_changed(instance: Touchpoint, **_: Any) -> None:
    copies.refresh_touches(_relationship_of(instance))


@receiver([post_save, post_delete], sender=Rating)
@receiver([post_save, post_delete], sender=Adjudication)
@receiver([post_save, post_delete], sender=GateOverride)
def fit_evidence_changed(instance: Rating | Adjudication | GateOverride, **_: Any) -> None:
    FIT.refresh(_relationship_of(instance))


@receiver(pre_save, sender=Adjudication)
@receiver(pre_save, sender=GateOverride)
def decision_is_saved(instance: Adjudication | GateOverride, **_: Any) -> None:
    if instance._state.adding:
        date_decision(instance)


@receiver(pre_save, sender=FitCriterion)
def remember_scoring(instance: FitCriterion, **_: Any) -> None:
    vars(instance)[_SCORING] = scoring_of(instance)


@receiver(post_save, sender=FitCriterion)
def criterion_changed(instance: FitCriterion, **_: Any) -> None:
    """Another name or order scores nothing anew."""
    if vars(instance).pop(_SCORING, ()) != scoring_of(instance):
        rescore(instance.brand_id)


@receiver(post_delete, sender=FitCriterion)
def criterion_gone(instance: FitCriterion, **_: Any) -> None:
    rescore(instance.brand_id)


@receiver(post_migrate)
def migrated(sender: AppConfig, using: str, **_: Any) -> None:
    if sender.label == "relationships":
        search_index.ensure_search_index(using)
