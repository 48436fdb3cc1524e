import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import relationships.domain.compensation
import relationships.domain.ladder
import relationships.domain.playbooks.norms
import relationships.models.base
import relationships.models.playbooks


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0004_people_are_deactivated"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="relationship",
            name="rel_facts",
        ),
        migrations.AlterField(
            model_name="collaboration",
            name="fee",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="fee, excluding VAT",
            ),
        ),
        migrations.AlterField(
            model_name="collaboration",
            name="product_value",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="market value of products, excluding VAT",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcollaboration",
            name="fee",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="fee, excluding VAT",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcollaboration",
            name="product_value",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="market value of products, excluding VAT",
            ),
        ),
        migrations.CreateModel(
            name="AdviceDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "code",
                    models.CharField(
                        choices=relationships.models.playbooks.codes, max_length=24, verbose_name="advice"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("dismissed", "Dismissed"), ("overridden", "Overridden")],
                        default="dismissed",
                        max_length=12,
                    ),
                ),
                (
                    "facts",
                    models.CharField(editable=False, help_text="Digest of what the advice rested on.", max_length=64),
                ),
                ("reason", models.CharField(max_length=500)),
                ("until", models.DateField(help_text="The last day for which it holds.")),
                ("decided_on", models.DateField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice_decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="advice_decisions",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_on", "-pk"],
                "permissions": [("override_advice", "Can let a blocked step pass")],
                "indexes": [models.Index(fields=["code", "kind"], name="decision_by_code")],
            },
        ),
        migrations.CreateModel(
            name="Brief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("fr", "French")], default="en", max_length=3),
                ),
                ("sections", models.JSONField(default=list)),
                ("sent_at", models.DateTimeField(editable=False, null=True)),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="briefs",
                        to="relationships.collaboration",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefs_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="briefs_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "touchpoint",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="brief",
                        to="relationships.touchpoint",
                    ),
                ),
            ],
            options={
                "ordering": ["collaboration", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("collaboration", "version"), name="one_brief_per_version"),
                    models.CheckConstraint(
                        condition=models.Q(("sent_at__isnull", True), ("sent_by__isnull", False), _connector="OR"),
                        name="brief_sent_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("token_digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChecklistTick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "term",
                    models.CharField(
                        choices=[
                            ("contract", "Contract"),
                            ("deliverables", "Deliverables"),
                            ("usage_rights", "Usage rights"),
                            ("exclusivity", "Exclusivity"),
                            ("payment_terms", "Payment terms"),
                            ("approval", "Approval"),
                            ("product_choice", "Product choice"),
                            ("address", "Address"),
                            ("disclosure_words", "Disclosure words"),
                            ("light_brief", "Light brief"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, help_text="Such as “no exclusivity agreed”.", max_length=300)),
                ("ticked_on", models.DateField()),
                (
                    "collaboration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ticks",
                        to="relationships.collaboration",
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ticks",
                        to="relationships.relationship",
                    ),
                ),
                (
                    "ticked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ticks", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("relationship", "collaboration", "term"),
                        name="one_tick_per_term",
                        violation_error_message="This line is ticked already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Competitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("name", models.CharField(max_length=120)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="competitors",
                        to="relationships.brand",
                    ),
                ),
                (
                    "rival",
                    models.ForeignKey(
                        blank=True,
                        help_text="Its collaborations are then checked against agreed exclusivity.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="competitor_of",
                        to="relationships.brand",
                        verbose_name="the same brand here",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("brand", "name"),
                        name="one_competitor_per_name",
                        violation_error_message="This competitor is listed already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rival__isnull", True),
                            models.Q(("rival", models.F("brand")), _negated=True),
                            _connector="OR",
                        ),
                        name="no_brand_rivals_itself",
                        violation_error_message="A brand does not compete with itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "kind",
                    models.CharField(
                        choices=[("cocreation", "Co-creation"), ("review", "Review"), ("insight", "Insight")],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="when")),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True, help_text="What they made, or what their followers say.")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="link")),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="relationships.relationship",
                    ),
                ),
                ("tags", models.ManyToManyField(blank=True, related_name="contributions", to="relationships.tag")),
            ],
            options={
                "verbose_name": "contribution",
                "ordering": ["-happened_on", "-pk"],
                "indexes": [models.Index(fields=["relationship", "happened_on"], name="contribution_by_day")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAdviceDecision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                (
                    "code",
                    models.CharField(
                        choices=relationships.models.playbooks.codes, max_length=24, verbose_name="advice"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("dismissed", "Dismissed"), ("overridden", "Overridden")],
                        default="dismissed",
                        max_length=12,
                    ),
                ),
                (
                    "facts",
                    models.CharField(editable=False, help_text="Digest of what the advice rested on.", max_length=64),
                ),
                ("reason", models.CharField(max_length=500)),
                ("until", models.DateField(help_text="The last day for which it holds.")),
                ("decided_on", models.DateField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical advice decision",
                "verbose_name_plural": "historical advice decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBrief",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("fr", "French")], default="en", max_length=3),
                ),
                ("sections", models.JSONField(default=list)),
                ("sent_at", models.DateTimeField(editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "collaboration",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.collaboration",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "touchpoint",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.touchpoint",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical brief",
                "verbose_name_plural": "historical briefs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCalendarFeed",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical calendar feed",
                "verbose_name_plural": "historical calendar feeds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChecklistTick",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                (
                    "term",
                    models.CharField(
                        choices=[
                            ("contract", "Contract"),
                            ("deliverables", "Deliverables"),
                            ("usage_rights", "Usage rights"),
                            ("exclusivity", "Exclusivity"),
                            ("payment_terms", "Payment terms"),
                            ("approval", "Approval"),
                            ("product_choice", "Product choice"),
                            ("address", "Address"),
                            ("disclosure_words", "Disclosure words"),
                            ("light_brief", "Light brief"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, help_text="Such as “no exclusivity agreed”.", max_length=300)),
                ("ticked_on", models.DateField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "collaboration",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.collaboration",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.relationship",
                    ),
                ),
                (
                    "ticked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical checklist tick",
                "verbose_name_plural": "historical checklist ticks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCompetitor",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("name", models.CharField(max_length=120)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.brand",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rival",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Its collaborations are then checked against agreed exclusivity.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.brand",
                        verbose_name="the same brand here",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical competitor",
                "verbose_name_plural": "historical competitors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContribution",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                (
                    "kind",
                    models.CharField(
                        choices=[("cocreation", "Co-creation"), ("review", "Review"), ("insight", "Insight")],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="when")),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True, help_text="What they made, or what their followers say.")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="link")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical contribution",
                "verbose_name_plural": "historical contributions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContribution_tags",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "contribution",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.contribution",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="relationships.historicalcontribution",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalContribution_tags",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLadderDecision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                (
                    "choice",
                    models.CharField(
                        choices=[("offer", "Offer an ambassadorship"), ("not_yet", "Not yet"), ("let_go", "Let go")],
                        max_length=8,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("decided_on", models.DateField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical ladder decision",
                "verbose_name_plural": "historical ladder decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlaybook",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("nano", "Nano"),
                            ("micro", "Micro"),
                            ("macro", "Macro"),
                            ("mega", "Mega"),
                            ("unknown", "Tier not known"),
                        ],
                        max_length=8,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: every brand. A brand's own playbook holds only the norms in which it departs.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.brand",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical playbook",
                "verbose_name_plural": "historical playbooks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Playbook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("nano", "Nano"),
                            ("micro", "Micro"),
                            ("macro", "Macro"),
                            ("mega", "Mega"),
                            ("unknown", "Tier not known"),
                        ],
                        max_length=8,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: every brand. A brand's own playbook holds only the norms in which it departs.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="playbooks",
                        to="relationships.brand",
                    ),
                ),
            ],
            options={
                "ordering": ["brand__name_key", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("brand__isnull", True)),
                        fields=("tier",),
                        name="one_playbook_per_tier",
                        violation_error_message="This tier has its playbook already: change that one.",
                    ),
                    models.UniqueConstraint(
                        fields=("brand", "tier"),
                        name="one_playbook_per_brand_and_tier",
                        violation_error_message="This brand already departs from this tier's playbook: change that one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlaybookNorm",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                (
                    "key",
                    models.CharField(choices=relationships.models.playbooks.norms, max_length=40, verbose_name="norm"),
                ),
                ("value", models.JSONField(blank=True, null=True)),
                ("reason", models.CharField(max_length=400)),
                ("source", models.CharField(max_length=300)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[("seed", "Seed"), ("published", "Published"), ("house_default", "House default")],
                        default=relationships.domain.playbooks.norms.Basis["HOUSE"],
                        max_length=16,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "playbook",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.playbook",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical norm of a playbook",
                "verbose_name_plural": "historical norms of playbooks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalResult",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("measured_on", models.DateField()),
                (
                    "source",
                    models.CharField(
                        help_text="Where the figures come from, such as the creator's insights.", max_length=300
                    ),
                ),
                ("reach", models.PositiveBigIntegerField(blank=True, null=True)),
                ("impressions", models.PositiveBigIntegerField(blank=True, null=True)),
                ("engagements", models.PositiveBigIntegerField(blank=True, null=True)),
                ("views", models.PositiveBigIntegerField(blank=True, null=True)),
                ("clicks", models.PositiveBigIntegerField(blank=True, null=True)),
                ("conversions", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "currency",
                    models.CharField(
                        blank=True, choices=relationships.models.base.currencies, default="", max_length=3
                    ),
                ),
                (
                    "revenue",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="attributed revenue",
                    ),
                ),
                (
                    "margin",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="attributed gross margin",
                    ),
                ),
                (
                    "landed_product_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="landed product cost",
                    ),
                ),
                (
                    "shipping_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="shipping",
                    ),
                ),
                (
                    "commission_paid",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="commission paid",
                    ),
                ),
                (
                    "rights_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="usage rights",
                    ),
                ),
                (
                    "agency_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="agency",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "collaboration",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.collaboration",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical result",
                "verbose_name_plural": "historical results",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LadderDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "choice",
                    models.CharField(
                        choices=[("offer", "Offer an ambassadorship"), ("not_yet", "Not yet"), ("let_go", "Let go")],
                        max_length=8,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("decided_on", models.DateField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ladder_decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ladder_decisions",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PlaybookNorm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "key",
                    models.CharField(choices=relationships.models.playbooks.norms, max_length=40, verbose_name="norm"),
                ),
                ("value", models.JSONField(blank=True, null=True)),
                ("reason", models.CharField(max_length=400)),
                ("source", models.CharField(max_length=300)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[("seed", "Seed"), ("published", "Published"), ("house_default", "House default")],
                        default=relationships.domain.playbooks.norms.Basis["HOUSE"],
                        max_length=16,
                    ),
                ),
                (
                    "playbook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="norms", to="relationships.playbook"
                    ),
                ),
            ],
            options={
                "verbose_name": "norm of a playbook",
                "verbose_name_plural": "norms of playbooks",
                "ordering": ["playbook", "pk"],
                "constraints": [models.UniqueConstraint(fields=("playbook", "key"), name="one_norm_per_key")],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("measured_on", models.DateField()),
                (
                    "source",
                    models.CharField(
                        help_text="Where the figures come from, such as the creator's insights.", max_length=300
                    ),
                ),
                ("reach", models.PositiveBigIntegerField(blank=True, null=True)),
                ("impressions", models.PositiveBigIntegerField(blank=True, null=True)),
                ("engagements", models.PositiveBigIntegerField(blank=True, null=True)),
                ("views", models.PositiveBigIntegerField(blank=True, null=True)),
                ("clicks", models.PositiveBigIntegerField(blank=True, null=True)),
                ("conversions", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "currency",
                    models.CharField(
                        blank=True, choices=relationships.models.base.currencies, default="", max_length=3
                    ),
                ),
                (
                    "revenue",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="attributed revenue",
                    ),
                ),
                (
                    "margin",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="attributed gross margin",
                    ),
                ),
                (
                    "landed_product_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="landed product cost",
                    ),
                ),
                (
                    "shipping_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="shipping",
                    ),
                ),
                (
                    "commission_paid",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="commission paid",
                    ),
                ),
                (
                    "rights_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="usage rights",
                    ),
                ),
                (
                    "agency_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="agency",
                    ),
                ),
                (
                    "collaboration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="result",
                        to="relationships.collaboration",
                    ),
                ),
            ],
            options={
                "ordering": ["-measured_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agency_cost__isnull", True),
                                ("commission_paid__isnull", True),
                                ("landed_product_cost__isnull", True),
                                ("margin__isnull", True),
                                ("revenue__isnull", True),
                                ("rights_cost__isnull", True),
                                ("shipping_cost__isnull", True),
                            ),
                            models.Q(("currency", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="result_money_has_currency",
                        violation_error_message="Name the currency of the amounts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revenue__isnull", True), ("revenue__gte", 0), _connector="OR"),
                            models.Q(
                                ("landed_product_cost__isnull", True), ("landed_product_cost__gte", 0), _connector="OR"
                            ),
                            models.Q(("shipping_cost__isnull", True), ("shipping_cost__gte", 0), _connector="OR"),
                            models.Q(("commission_paid__isnull", True), ("commission_paid__gte", 0), _connector="OR"),
                            models.Q(("rights_cost__isnull", True), ("rights_cost__gte", 0), _connector="OR"),
                            models.Q(("agency_cost__isnull", True), ("agency_cost__gte", 0), _connector="OR"),
                        ),
                        name="result_money_not_negative",
                        violation_error_message="An amount cannot be negative.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingAdvice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(choices=relationships.models.playbooks.codes, max_length=24)),
                (
                    "severity",
                    models.CharField(choices=[("block", "Block"), ("warn", "Warn"), ("info", "Info")], max_length=8),
                ),
                ("dismissed", models.BooleanField(default=False)),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_advice",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "standing advice",
                "ordering": ["relationship", "pk"],
                "indexes": [models.Index(fields=["code", "dismissed", "relationship"], name="advice_by_code")],
                "constraints": [models.UniqueConstraint(fields=("relationship", "code"), name="one_advice_per_code")],
            },
        ),
        migrations.AddField(
            model_name="brand",
            name="language",
            field=models.CharField(
                choices=[("en", "English"), ("fr", "French")],
                default="en",
                help_text="What its creators read.",
                max_length=3,
                verbose_name="language of briefs",
            ),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="accepted_on",
            field=models.DateField(blank=True, null=True, verbose_name="work accepted on"),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="agreed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="approval_rounds",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="brand_promises",
            field=models.CharField(blank=True, max_length=500, verbose_name="what the brand promises"),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="cocreations_promised",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="co-creations promised"),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="deadline_on",
            field=models.DateField(blank=True, null=True, verbose_name="content due by"),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="delivered_on",
            field=models.DateField(blank=True, null=True, verbose_name="goods delivered on"),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="disclosure_words",
            field=models.CharField(
                blank=True, help_text="The advertising label agreed, such as “#ad” or “Publicité”.", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="exclusivity_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="insights_promised",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="is_gift",
            field=models.BooleanField(
                default=False,
                help_text="Products with nothing promised in return: no deadline, no deliverables.",
                verbose_name="is a gift",
            ),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="live_on",
            field=models.DateField(
                blank=True,
                help_text="A day to come while it is planned, then the day it was.",
                null=True,
                verbose_name="content live on",
            ),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="objective",
            field=models.CharField(
                blank=True, help_text="Such as “spring launch”: a contract is due per objective.", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="payment_terms_days",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="Days from acceptance to payment.", null=True, verbose_name="payment terms, days"
            ),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="products",
            field=models.CharField(
                blank=True, help_text="What the creator chose.", max_length=300, verbose_name="product choice"
            ),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="reviews_promised",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="product reviews promised"),
        ),
        migrations.AddField(
            model_name="collaboration",
            name="usage_rights",
            field=models.CharField(
                blank=True, help_text="Where the brand may use the content, such as “paid social”.", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="creator",
            name="notice_given_on",
            field=models.DateField(
                blank=True,
                help_text="Due with the first message, within a month.",
                null=True,
                verbose_name="privacy notice given on",
            ),
        ),
        migrations.AddField(
            model_name="creator",
            name="postal_address",
            field=models.TextField(blank=True, help_text="Where products are sent."),
        ),
        migrations.AddField(
            model_name="historicalbrand",
            name="language",
            field=models.CharField(
                choices=[("en", "English"), ("fr", "French")],
                default="en",
                help_text="What its creators read.",
                max_length=3,
                verbose_name="language of briefs",
            ),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="accepted_on",
            field=models.DateField(blank=True, null=True, verbose_name="work accepted on"),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="agreed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="approval_rounds",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="brand_promises",
            field=models.CharField(blank=True, max_length=500, verbose_name="what the brand promises"),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="cocreations_promised",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="co-creations promised"),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="deadline_on",
            field=models.DateField(blank=True, null=True, verbose_name="content due by"),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="delivered_on",
            field=models.DateField(blank=True, null=True, verbose_name="goods delivered on"),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="disclosure_words",
            field=models.CharField(
                blank=True, help_text="The advertising label agreed, such as “#ad” or “Publicité”.", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="exclusivity_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="insights_promised",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="is_gift",
            field=models.BooleanField(
                default=False,
                help_text="Products with nothing promised in return: no deadline, no deliverables.",
                verbose_name="is a gift",
            ),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="live_on",
            field=models.DateField(
                blank=True,
                help_text="A day to come while it is planned, then the day it was.",
                null=True,
                verbose_name="content live on",
            ),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="objective",
            field=models.CharField(
                blank=True, help_text="Such as “spring launch”: a contract is due per objective.", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="payment_terms_days",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="Days from acceptance to payment.", null=True, verbose_name="payment terms, days"
            ),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="products",
            field=models.CharField(
                blank=True, help_text="What the creator chose.", max_length=300, verbose_name="product choice"
            ),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="reviews_promised",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="product reviews promised"),
        ),
        migrations.AddField(
            model_name="historicalcollaboration",
            name="usage_rights",
            field=models.CharField(
                blank=True, help_text="Where the brand may use the content, such as “paid social”.", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="historicalcreator",
            name="notice_given_on",
            field=models.DateField(
                blank=True,
                help_text="Due with the first message, within a month.",
                null=True,
                verbose_name="privacy notice given on",
            ),
        ),
        migrations.AddField(
            model_name="historicalcreator",
            name="postal_address",
            field=models.TextField(blank=True, help_text="Where products are sent."),
        ),
        migrations.AddField(
            model_name="historicalrelationship",
            name="next_action_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("outreach", "Outreach"),
                    ("negotiation", "Negotiation"),
                    ("brief", "Brief"),
                    ("nudge", "Nudge"),
                    ("thank_you", "Thank you"),
                    ("review_request", "Review request"),
                    ("check_in", "Check in"),
                    ("ambassador_offer", "Ambassador offer"),
                    ("renewal", "Renewal"),
                    ("shipment", "Shipment"),
                    ("internal", "Internal"),
                ],
                max_length=16,
                verbose_name="kind of next action",
            ),
        ),
        migrations.AddField(
            model_name="historicaltouchpoint",
            name="carries_notice",
            field=models.BooleanField(
                default=False,
                help_text="The creator’s record then says it was given.",
                verbose_name="carries the privacy notice",
            ),
        ),
        migrations.AddField(
            model_name="historicaltouchpoint",
            name="from_template",
            field=models.BooleanField(blank=True, null=True, verbose_name="made from a template"),
        ),
        migrations.AddField(
            model_name="historicaltouchpoint",
            name="has_local_line",
            field=models.BooleanField(
                blank=True,
                help_text="A sentence that only this creator could have been sent.",
                null=True,
                verbose_name="has a local line",
            ),
        ),
        migrations.AddField(
            model_name="historicaltouchpoint",
            name="purpose",
            field=models.CharField(
                blank=True,
                choices=[
                    ("outreach", "Outreach"),
                    ("negotiation", "Negotiation"),
                    ("brief", "Brief"),
                    ("nudge", "Nudge"),
                    ("thank_you", "Thank you"),
                    ("review_request", "Review request"),
                    ("check_in", "Check in"),
                    ("ambassador_offer", "Ambassador offer"),
                    ("renewal", "Renewal"),
                    ("feedback", "Feedback"),
                    ("payment", "Payment"),
                    ("privacy_notice", "Privacy notice"),
                    ("other", "Other"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="historicaltouchpoint",
            name="through",
            field=models.CharField(
                blank=True,
                choices=[("creator", "Creator"), ("agent", "Agent")],
                help_text="Straight to the creator, or through the agent.",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="relationship",
            name="advice_infos",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="relationship",
            name="drift",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="relationship",
            name="drift_blocks",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="relationship",
            name="drift_changes_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="relationship",
            name="ladder",
            field=models.CharField(
                choices=[
                    ("none", "None"),
                    ("first", "First"),
                    ("repeat", "Repeat"),
                    ("offered", "Offered"),
                    ("ambassador", "Ambassador"),
                    ("renewed", "Renewed"),
                    ("former", "Former"),
                ],
                default=relationships.domain.ladder.Rung["NONE"],
                editable=False,
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="relationship",
            name="next_action_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("outreach", "Outreach"),
                    ("negotiation", "Negotiation"),
                    ("brief", "Brief"),
                    ("nudge", "Nudge"),
                    ("thank_you", "Thank you"),
                    ("review_request", "Review request"),
                    ("check_in", "Check in"),
                    ("ambassador_offer", "Ambassador offer"),
                    ("renewal", "Renewal"),
                    ("shipment", "Shipment"),
                    ("internal", "Internal"),
                ],
                max_length=16,
                verbose_name="kind of next action",
            ),
        ),
        migrations.AddField(
            model_name="relationship",
            name="renewal_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="touchpoint",
            name="carries_notice",
            field=models.BooleanField(
                default=False,
                help_text="The creator’s record then says it was given.",
                verbose_name="carries the privacy notice",
            ),
        ),
        migrations.AddField(
            model_name="touchpoint",
            name="from_template",
            field=models.BooleanField(blank=True, null=True, verbose_name="made from a template"),
        ),
        migrations.AddField(
            model_name="touchpoint",
            name="has_local_line",
            field=models.BooleanField(
                blank=True,
                help_text="A sentence that only this creator could have been sent.",
                null=True,
                verbose_name="has a local line",
            ),
        ),
        migrations.AddField(
            model_name="touchpoint",
            name="purpose",
            field=models.CharField(
                blank=True,
                choices=[
                    ("outreach", "Outreach"),
                    ("negotiation", "Negotiation"),
                    ("brief", "Brief"),
                    ("nudge", "Nudge"),
                    ("thank_you", "Thank you"),
                    ("review_request", "Review request"),
                    ("check_in", "Check in"),
                    ("ambassador_offer", "Ambassador offer"),
                    ("renewal", "Renewal"),
                    ("feedback", "Feedback"),
                    ("payment", "Payment"),
                    ("privacy_notice", "Privacy notice"),
                    ("other", "Other"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="touchpoint",
            name="through",
            field=models.CharField(
                blank=True,
                choices=[("creator", "Creator"), ("agent", "Agent")],
                help_text="Straight to the creator, or through the agent.",
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(fields=["drift", "id"], name="rel_drift"),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(
                fields=[
                    "brand",
                    "tier",
                    "compensation",
                    "history_kind",
                    "stage",
                    "owner",
                    "country",
                    "language",
                    "do_not_contact",
                    "fit_rated",
                    "fit_disputed",
                    "fit_blocked",
                    "fit_uncleared",
                    "followers",
                    "fit_score",
                    "next_due_on",
                    "last_touch_at",
                    "drift",
                    "drift_blocks",
                    "advice_infos",
                ],
                name="rel_facts",
            ),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(fields=["drift_changes_on", "id"], name="rel_drift_changes_on"),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(
                condition=models.Q(("renewal_on__isnull", False)), fields=["owner", "renewal_on"], name="rel_renewal_on"
            ),
        ),
        migrations.AddConstraint(
            model_name="collaboration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_gift", False),
                    ("compensation", relationships.domain.compensation.Compensation["PRODUCTS"]),
                    _connector="OR",
                ),
                name="collaboration_gift_is_products",
                violation_error_message="A gift is products only: with a fee it is an agreement.",
            ),
        ),
        migrations.AddConstraint(
            model_name="collaboration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("exclusivity_from__isnull", True),
                    ("exclusivity_until__isnull", True),
                    ("exclusivity_until__gte", models.F("exclusivity_from")),
                    _connector="OR",
                ),
                name="collaboration_exclusivity_rises",
                violation_error_message="Exclusivity cannot end before it begins.",
            ),
        ),
    ]
