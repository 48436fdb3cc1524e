"""Whose a collaboration is, and from when on a fit has to be looked at: columns, each filled by one UPDATE."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Case, DateField, Exists, F, OuterRef, Q, Subquery, Value, When

from relationships.domain.fit_review import AT_ONCE


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    relationship = apps.get_model("relationships", "Relationship")
    own = relationship.objects.filter(pk=OuterRef("relationship_id")).values("brand_id")[:1]
    apps.get_model("relationships", "Collaboration").objects.update(brand_id=Subquery(own))
    criteria = apps.get_model("relationships", "FitCriterion").objects.filter(is_applicable=True, weight__gt=0)
    without_rubric = ~Exists(criteria.filter(brand=OuterRef("brand_id")))
    needed = Q(fit_rated=False) | Q(fit_disputed=True) | Q(fit_blocked=True)
    review_from = Case(
        When(without_rubric, then=Value(None)),
        When(needed, then=Value(AT_ONCE, DateField())),
        default=F("confidence_low_from"),
        output_field=DateField(),
    )
    relationship.objects.update(review_from=review_from)


def nothing(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The values go with their columns."""


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0011_bulk_outcomes"),
    ]

    operations = [
        migrations.AddField(
            model_name="collaboration",
            name="brand",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="relationships.brand",
            ),
        ),
        migrations.AddField(
            model_name="relationship",
            name="review_from",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.RunPython(fill, nothing),
    ]
