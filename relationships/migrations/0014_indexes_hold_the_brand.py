"""What a list sorts and filters by is decided within an index: each holds the brand, and one holds every filter."""

from django.db import migrations, models
from django.db.models import Q

SORTED = (
    "creator_sort", "brand_sort", "tier_rank", "followers", "engagement_by_followers", "engagement_by_reach",
    "engagement_by_views", "compensation_rank", "history_rank", "fit_score", "last_touch_at",
    "next_due_on", "stage_rank", "owner_sort", "drift",
)  # fmt: skip
PLACES = ("country", "language")
FACTS = (
    "brand", "tier", "compensation", "history_kind", "stage", "owner", "country", "language", "do_not_contact",
    "fit_rated", "fit_disputed", "fit_blocked", "fit_uncleared", "followers", "fit_score", "next_due_on",
    "last_touch_at", "drift", "drift_blocks", "advice_infos", "creator", "fit_medium_from", "confidence_low_from",
    "renewal_on", "review_from", "engagement_by_followers", "engagement_by_reach", "engagement_by_views",
)  # fmt: skip
OF_COLLABORATIONS = {
    "starts_on": ("brand", "live_on"),
    "live_on": ("brand",),
    "deadline_on": ("brand",),
    "ends_on": ("brand",),
    "payment_due_on": ("brand",),
}


def _index(name: str, *fields: str, condition: Q | None = None) -> migrations.AddIndex:
    return migrations.AddIndex("relationship", models.Index(fields=fields, name=name, condition=condition))


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0013_indexes_of_lists"),
    ]

    operations = [
        *(migrations.RemoveIndex("relationship", f"rel_{column}") for column in SORTED),
        migrations.RemoveIndex("relationship", "rel_tier_followers"),
        migrations.RemoveIndex("relationship", "rel_facts"),
        *(_index(f"rel_{column}", column, "id", "brand") for column in (*SORTED, *PLACES)),
        _index("rel_facts", *FACTS),
        _index("rel_tier_followers", "tier", "followers", "id", "brand"),
        _index("rel_do_not_contact", "id", "brand", "do_not_contact", condition=Q(do_not_contact=True)),
        _index("rel_confidence", "fit_medium_from", "confidence_low_from", "id", "brand", condition=Q(fit_rated=True)),
        *(migrations.RemoveIndex("collaboration", f"col_{column}") for column in OF_COLLABORATIONS),
        *(
            migrations.AddIndex("collaboration", models.Index(fields=[column, "id", *more], name=f"col_{column}"))
            for column, more in OF_COLLABORATIONS.items()
        ),
        migrations.AddIndex("account", models.Index(fields=["network", "creator"], name="account_by_network")),
    ]
