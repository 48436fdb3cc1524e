"""However a row is saved or deleted, the copies derived from it follow, in the same transaction.

Bulk paths send no signals: they call the same services themselves.
"""

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_save
from django.dispatch import receiver

from relationships.models import (
    Account,
    Adjudication,
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
from relationships.services import audience, collaborations, copies, derived, search_index
from relationships.services.fits import FIT, give_default_rubric
from relationships.services.work import WORK

_FORMER = "_former_creator_ids"


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
def user_changed(instance: User, **_: Any) -> None:
    copies.refresh_from_owner(instance)


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


@receiver([post_save, post_delete], sender=FitCriterion)
def rubric_changed(instance: FitCriterion, **_: Any) -> None:
    FIT.refresh(Relationship.objects.filter(brand_id=instance.brand_id))


@receiver(post_migrate)
def migrated(sender: AppConfig, using: str, **_: Any) -> None:
    if sender.label == "relationships":
        search_index.ensure_search_index(using)
