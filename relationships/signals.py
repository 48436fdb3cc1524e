"""However a row is saved or deleted, the copies derived from it follow, in the same transaction.

Bulk paths send no signals: they call the same services themselves.
"""

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_save
from django.dispatch import receiver
from simple_history.signals import pre_create_historical_record

from relationships.models import (
    Account,
    Adjudication,
    AdviceDecision,
    Agent,
    Attachment,
    AudienceSnapshot,
    Brand,
    Brief,
    ChecklistTick,
    Collaboration,
    Competitor,
    Creator,
    FitCriterion,
    GateOverride,
    LadderDecision,
    PlaybookNorm,
    Rating,
    Relationship,
    Result,
    SavedView,
    TierBandSet,
    Touchpoint,
    User,
)
from relationships.services import (
    attachments,
    audience,
    collaborations,
    copies,
    derived,
    directory,
    notices,
    releases,
    search_index,
    standing,
    transitions,
)
from relationships.services.audit import acting_user
from relationships.services.fits import FIT, date_decision, give_default_rubric, rescore, scoring_of
from relationships.services.work import WORK

_FORMER = "_former_creator_ids"
_SCORING = "_scoring_before"
_BEFORE = "_advised_by_before"


def _remember(instance: Any, *columns: str) -> None:
    """What of a row decides advice, as it is on file; nothing while it is not yet."""
    stored = type(instance)._default_manager.filter(pk=instance.pk).values_list(*columns).first()
    vars(instance)[_BEFORE] = stored


def _before(instance: Any) -> Any:
    return vars(instance).pop(_BEFORE, None)


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
    concerned = Creator.objects.filter(pk__in={instance.creator_id} | vars(instance).pop(_FORMER, set()))
    audience.refresh_audience(concerned)
    standing.advise_creators_anew(concerned)


@receiver([post_save, post_delete], sender=AudienceSnapshot)
def snapshot_changed(instance: AudienceSnapshot, **_: Any) -> None:
    standing.advise_creators_anew(Creator.objects.filter(main_account=instance.account_id))


@receiver(post_save, sender=Creator)
@transaction.atomic
def creator_changed(instance: Creator, **_: Any) -> None:
    creator = Creator.objects.filter(pk=instance.pk)
    audience.refresh_audience(creator)
    standing.advise_creators_anew(creator)


@receiver(pre_create_historical_record, sender=Creator.history.model)
def history_tells_the_tier_on_file(instance: Creator, history_instance: Any, **_: Any) -> None:
    """Saving leaves the derived columns alone, and what an instance holds of them may be an hour old."""
    history_instance.tier = (
        Creator.objects.filter(pk=instance.pk).values_list("tier", flat=True).first() or instance.tier
    )


@receiver([post_save, post_delete], sender=TierBandSet)
def bands_changed(**_: Any) -> None:
    audience.retier_everyone()


@receiver(pre_save, sender=Brand)
def remember_market(instance: Brand, **_: Any) -> None:
    _remember(instance, "market_country")


@receiver(post_save, sender=Brand)
@transaction.atomic
def brand_changed(instance: Brand, created: bool, **_: Any) -> None:
    before = _before(instance)
    if created:
        give_default_rubric(instance)
    copies.refresh_from_brand(instance)
    if before != (instance.market_country,):
        standing.advise_brand_anew(instance.pk)


@receiver(pre_save, sender=Competitor)
def remember_rival(instance: Competitor, **_: Any) -> None:
    _remember(instance, "brand_id", "rival_id")


@receiver([post_save, post_delete], sender=Competitor)
@transaction.atomic
def competitor_changed(instance: Competitor, **_: Any) -> None:
    pairs: set[Any] = {_before(instance), (instance.brand_id, instance.rival_id)}
    standing.advise_competitors_anew(pair for pair in pairs if pair and all(pair))


@receiver(post_save, sender=User)
def user_changed(instance: User, update_fields: frozenset[str] | None = None, **_: Any) -> None:
    if update_fields is None or "name_key" in update_fields:
        copies.refresh_from_owner(instance)


@receiver(post_delete, sender=Attachment)
def attachment_is_gone(instance: Attachment, **_: Any) -> None:
    attachments.forget_file(instance)


@receiver(pre_delete, sender=Agent)
@transaction.atomic
def agent_goes(instance: Agent, **_: Any) -> None:
    directory.release_creators_of(instance)


@receiver(pre_delete, sender=Brand)
@receiver(pre_delete, sender=Collaboration)
@receiver(pre_delete, sender=SavedView)
@receiver(pre_delete, sender=Touchpoint)
def others_point_at_it(instance: Brand | Collaboration | SavedView | Touchpoint, **_: Any) -> None:
    releases.release(instance)


@receiver(pre_save, sender=Relationship)
def relationship_is_saved(instance: Relationship, raw: bool = False, **_: Any) -> None:
    if not raw:
        transitions.check_save(instance, acting_user())


@receiver(post_save, sender=Relationship)
@transaction.atomic
def relationship_changed(instance: Relationship, **_: Any) -> None:
    derived.refresh_relationships(Relationship.objects.filter(pk=instance.pk))


@receiver(pre_save, sender=Collaboration)
def collaboration_is_saved(instance: Collaboration, raw: bool = False, **_: Any) -> None:
    if not raw:
        collaborations.keep_brand(instance)
        collaborations.keep_agreement(instance)
        transitions.check_save(instance, acting_user())


@receiver([post_save, post_delete], sender=Collaboration)
@transaction.atomic
def collaboration_changed(instance: Collaboration, **_: Any) -> None:
    relationship = standing.relationship_of(instance)
    WORK.refresh(relationship)
    standing.advise_anew_with_rivals(relationship)


@receiver(pre_save, sender=Touchpoint)
def touchpoint_is_saved(instance: Touchpoint, raw: bool = False, **_: Any) -> None:
    if not raw:
        transitions.check_save(instance, acting_user())


@receiver([post_save, post_delete], sender=Touchpoint)
@transaction.atomic
def touchpoint_changed(instance: Touchpoint, **details: Any) -> None:
    relationship = standing.relationship_of(instance)
    copies.refresh_touches(relationship)
    if "created" in details and not details.get("raw"):
        notices.keep_notice(instance)
    standing.advise_anew(relationship)


@receiver([post_save, post_delete], sender=Rating)
@receiver([post_save, post_delete], sender=Adjudication)
@receiver([post_save, post_delete], sender=GateOverride)
@transaction.atomic
def fit_evidence_changed(instance: Rating | Adjudication | GateOverride, **_: Any) -> None:
    relationship = standing.relationship_of(instance)
    FIT.refresh(relationship)
    standing.advise_anew(relationship)


@receiver([post_save, post_delete], sender=ChecklistTick)
@receiver([post_save, post_delete], sender=LadderDecision)
@receiver([post_save, post_delete], sender=AdviceDecision)
def said_about_relationship(instance: ChecklistTick | LadderDecision | AdviceDecision, **_: Any) -> None:
    standing.advise_anew(standing.relationship_of(instance))


@receiver([post_save, post_delete], sender=Result)
@receiver([post_save, post_delete], sender=Brief)
def said_about_collaboration(instance: Result | Brief, **_: Any) -> None:
    standing.advise_anew(Relationship.objects.filter(collaborations=instance.collaboration_id))


@receiver(pre_save, sender=PlaybookNorm)
def remember_norm(instance: PlaybookNorm, **_: Any) -> None:
    _remember(instance, "playbook_id", "key", "value")


@receiver([post_save, post_delete], sender=PlaybookNorm)
def norm_changed(instance: PlaybookNorm, **_: Any) -> None:
    """Another reason or source advises nobody anew."""
    if _before(instance) != (instance.playbook_id, instance.key, instance.value):
        standing.advise_tier_anew(instance.playbook)


@receiver(pre_save, sender=Adjudication)
@receiver(pre_save, sender=GateOverride)
def decision_is_saved(instance: Adjudication | GateOverride, **_: Any) -> None:
    if instance._state.adding:
        date_decision(instance)


@receiver(pre_save, sender=FitCriterion)
def remember_scoring(instance: FitCriterion, **_: Any) -> None:
    vars(instance)[_SCORING] = scoring_of(instance)
    _remember(instance, "name", "position")


@receiver(post_save, sender=FitCriterion)
@transaction.atomic
def criterion_changed(instance: FitCriterion, **_: Any) -> None:
    """Another name or order scores nothing anew; but advice names the gates, and decisions about it rest on that."""
    is_told_anew = _before(instance) != (instance.name, instance.position) and instance.is_gate
    scores_anew = vars(instance).pop(_SCORING, ()) != scoring_of(instance)
    if scores_anew:
        rescore(instance.brand_id)
    if scores_anew or is_told_anew:
        standing.advise_brand_anew(instance.brand_id)


@receiver(post_delete, sender=FitCriterion)
@transaction.atomic
def criterion_gone(instance: FitCriterion, **_: Any) -> None:
    rescore(instance.brand_id)
    standing.advise_brand_anew(instance.brand_id)


@receiver(post_migrate)
def migrated(sender: AppConfig, using: str, **_: Any) -> None:
    if sender.label == "relationships":
        search_index.ensure_search_index(using)
