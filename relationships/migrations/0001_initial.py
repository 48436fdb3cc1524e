import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import relationships.domain.collaborations
import relationships.domain.compensation
import relationships.domain.relationships
import relationships.domain.tiers
import relationships.models.base
import relationships.models.users


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("network", models.CharField(choices=relationships.models.base.network_choices, max_length=12)),
                (
                    "handle",
                    models.CharField(help_text="As the creator writes it, or the profile's address.", max_length=200),
                ),
                ("handle_key", models.CharField(editable=False, max_length=200)),
                ("channel_id", models.CharField(blank=True, editable=False, max_length=200)),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                (
                    "followers",
                    models.PositiveBigIntegerField(
                        blank=True, help_text="Leave empty when not known: unknown is not zero.", null=True
                    ),
                ),
                (
                    "engagement_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=7,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="engagement, %",
                    ),
                ),
                (
                    "engagement_basis",
                    models.CharField(
                        blank=True,
                        choices=[("followers", "Followers"), ("reach", "Reach"), ("views", "Views")],
                        help_text="The denominator of the rate.",
                        max_length=10,
                        verbose_name="engagement measured by",
                    ),
                ),
                (
                    "measured_on",
                    models.DateField(
                        blank=True, help_text="The day on which followers and engagement were read.", null=True
                    ),
                ),
                (
                    "is_primary",
                    models.BooleanField(
                        default=False,
                        help_text="Decides the tier; else the account with most followers does.",
                        verbose_name="primary",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "-is_primary",
                    models.OrderBy(models.F("followers"), descending=True, nulls_last=True),
                    "pk",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "handle_key"),
                        name="one_account_per_handle",
                        violation_error_message="This handle is already on file for this network.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("channel_id", ""), _negated=True),
                        fields=("network", "channel_id"),
                        name="one_account_per_channel",
                        violation_error_message="This channel is already on file for this network.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("engagement_rate__isnull", True), ("engagement_rate__range", (0, 1000)), _connector="OR"
                        ),
                        name="account_engagement_in_range",
                        violation_error_message="An engagement rate is a percentage, not negative and at most 1000.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("engagement_basis", ""), ("engagement_rate__isnull", True)),
                            models.Q(
                                ("engagement_rate__isnull", False), models.Q(("engagement_basis", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="account_engagement_names_basis",
                        violation_error_message="Fill in both the engagement rate and what it is measured by, or neither.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Brand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("name", models.CharField(max_length=120, unique=True)),
                ("name_key", models.CharField(default="", editable=False, max_length=200)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The brand's name in addresses and commands.", max_length=60, unique=True
                    ),
                ),
                (
                    "market_country",
                    models.CharField(
                        blank=True,
                        choices=relationships.models.base.countries,
                        help_text="Where the brand sells: it decides which law applies.",
                        max_length=2,
                    ),
                ),
                (
                    "currency",
                    models.CharField(choices=relationships.models.base.currencies, default="EUR", max_length=3),
                ),
                (
                    "values",
                    models.TextField(
                        blank=True,
                        help_text="What the brand stands for, one value a line.",
                        verbose_name="brand values",
                    ),
                ),
            ],
            options={
                "ordering": ["name_key", "pk"],
                "permissions": [("view_all_brands", "Can see the relationships of every brand")],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("name", models.CharField(max_length=80, unique=True)),
                ("name_key", models.CharField(editable=False, max_length=200, unique=True)),
            ],
            options={
                "verbose_name_plural": "categories",
                "ordering": ["name_key"],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("name", models.CharField(max_length=60, unique=True)),
                ("name_key", models.CharField(editable=False, max_length=200, unique=True)),
            ],
            options={
                "ordering": ["name_key"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Such as Europe/Paris; it decides what is due today. Empty: the organisation's time zone.",
                        max_length=64,
                        validators=[relationships.models.users.validate_time_zone],
                    ),
                ),
                ("name_key", models.CharField(default="", editable=False, max_length=200)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Agent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("name", models.CharField(max_length=200)),
                ("agency", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "commission_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="commission, %",
                    ),
                ),
                ("notes", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("commission_percent__isnull", True),
                            ("commission_percent__range", (0, 100)),
                            _connector="OR",
                        ),
                        name="agent_commission_is_percent",
                        violation_error_message="A commission is between 0 and 100 percent.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Creator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("name", models.CharField(max_length=200)),
                ("name_key", models.CharField(db_index=True, default="", editable=False, max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("country", models.CharField(blank=True, choices=relationships.models.base.countries, max_length=2)),
                ("language", models.CharField(blank=True, choices=relationships.models.base.languages, max_length=3)),
                (
                    "motivation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("brand_love", "Brand love"),
                            ("product_discovery", "Product discovery"),
                            ("content_creation", "Content creation"),
                            ("pay", "Pay"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "is_celebrity",
                    models.BooleanField(
                        default=False,
                        help_text="A celebrity or international star is mega, whatever the count.",
                        verbose_name="celebrity",
                    ),
                ),
                ("celebrity_reason", models.CharField(blank=True, max_length=300, verbose_name="why a celebrity")),
                (
                    "data_source",
                    models.CharField(
                        blank=True,
                        help_text="Where these details came from.",
                        max_length=300,
                        verbose_name="source of the data",
                    ),
                ),
                (
                    "lawful_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("legitimate_interest", "Legitimate interest"),
                            ("consent", "Consent"),
                            ("contract", "Contract"),
                        ],
                        help_text="The ground (GDPR) on which they are kept.",
                        max_length=24,
                    ),
                ),
                ("do_not_contact", models.BooleanField(default=False)),
                ("do_not_contact_reason", models.CharField(blank=True, max_length=300, verbose_name="why not")),
                (
                    "notes",
                    models.TextField(
                        blank=True, help_text="Seen by all staff. What concerns one brand belongs in that relationship."
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("nano", "Nano"),
                            ("micro", "Micro"),
                            ("macro", "Macro"),
                            ("mega", "Mega"),
                            ("unknown", "Unknown"),
                        ],
                        db_index=True,
                        default=relationships.domain.tiers.Tier["UNKNOWN"],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("followers", models.PositiveBigIntegerField(editable=False, null=True)),
                (
                    "network",
                    models.CharField(
                        blank=True,
                        choices=relationships.models.base.network_choices,
                        default="",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "agent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="creators",
                        to="relationships.agent",
                    ),
                ),
                (
                    "main_account",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="main_account_of",
                        to="relationships.account",
                    ),
                ),
            ],
            options={
                "ordering": ["name_key", "pk"],
                "indexes": [
                    models.Index(fields=["name_key", "id"], name="creator_by_name"),
                    models.Index(fields=["followers", "id"], name="creator_by_followers"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_celebrity", False), models.Q(("celebrity_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="celebrity_has_reason",
                        violation_error_message="Say why this creator counts as a celebrity.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("do_not_contact", False),
                            models.Q(("do_not_contact_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="do_not_contact_has_reason",
                        violation_error_message="Say why this creator must not be contacted.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="account",
            name="creator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="accounts", to="relationships.creator"
            ),
        ),
        migrations.CreateModel(
            name="CreatorCategory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="creator_categories",
                        to="relationships.category",
                    ),
                ),
                (
                    "creator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="creator_categories",
                        to="relationships.creator",
                    ),
                ),
            ],
            options={
                "verbose_name": "category of a creator",
                "verbose_name_plural": "categories of creators",
                "constraints": [models.UniqueConstraint(fields=("category", "creator"), name="one_creator_category")],
            },
        ),
        migrations.AddField(
            model_name="creator",
            name="categories",
            field=models.ManyToManyField(
                related_name="creators", through="relationships.CreatorCategory", to="relationships.category"
            ),
        ),
        migrations.CreateModel(
            name="FitCriterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("key", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=80)),
                ("description", models.CharField(blank=True, max_length=300, verbose_name="what to look for")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(1000)]),
                ),
                (
                    "is_gate",
                    models.BooleanField(
                        default=False, help_text="A rating of 0 blocks, whatever the average.", verbose_name="gate"
                    ),
                ),
                (
                    "is_applicable",
                    models.BooleanField(
                        default=True, help_text="Unmarked: left out of score and coverage.", verbose_name="applicable"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="relationships.brand"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "fit criteria",
                "ordering": ["brand", "position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("brand", "key"), name="one_criterion_per_key")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAccount",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("network", models.CharField(choices=relationships.models.base.network_choices, max_length=12)),
                (
                    "handle",
                    models.CharField(help_text="As the creator writes it, or the profile's address.", max_length=200),
                ),
                ("channel_id", models.CharField(blank=True, editable=False, max_length=200)),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                (
                    "followers",
                    models.PositiveBigIntegerField(
                        blank=True, help_text="Leave empty when not known: unknown is not zero.", null=True
                    ),
                ),
                (
                    "engagement_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=7,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="engagement, %",
                    ),
                ),
                (
                    "engagement_basis",
                    models.CharField(
                        blank=True,
                        choices=[("followers", "Followers"), ("reach", "Reach"), ("views", "Views")],
                        help_text="The denominator of the rate.",
                        max_length=10,
                        verbose_name="engagement measured by",
                    ),
                ),
                (
                    "measured_on",
                    models.DateField(
                        blank=True, help_text="The day on which followers and engagement were read.", null=True
                    ),
                ),
                (
                    "is_primary",
                    models.BooleanField(
                        default=False,
                        help_text="Decides the tier; else the account with most followers does.",
                        verbose_name="primary",
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
                    "creator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.creator",
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
                "verbose_name": "historical account",
                "verbose_name_plural": "historical accounts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgent",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("name", models.CharField(max_length=200)),
                ("agency", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "commission_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="commission, %",
                    ),
                ),
                ("notes", models.TextField(blank=True)),
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
            ],
            options={
                "verbose_name": "historical agent",
                "verbose_name_plural": "historical agents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAudienceSnapshot",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("measured_on", models.DateField()),
                ("followers", models.PositiveBigIntegerField(null=True)),
                (
                    "engagement_rate",
                    models.DecimalField(decimal_places=3, max_digits=7, null=True, verbose_name="engagement, %"),
                ),
                (
                    "engagement_basis",
                    models.CharField(
                        blank=True,
                        choices=[("followers", "Followers"), ("reach", "Reach"), ("views", "Views")],
                        max_length=10,
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
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.account",
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
                "verbose_name": "historical audience snapshot",
                "verbose_name_plural": "historical audience snapshots",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBrand",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("name", models.CharField(db_index=True, max_length=120)),
                ("slug", models.SlugField(help_text="The brand's name in addresses and commands.", max_length=60)),
                (
                    "market_country",
                    models.CharField(
                        blank=True,
                        choices=relationships.models.base.countries,
                        help_text="Where the brand sells: it decides which law applies.",
                        max_length=2,
                    ),
                ),
                (
                    "currency",
                    models.CharField(choices=relationships.models.base.currencies, default="EUR", max_length=3),
                ),
                (
                    "values",
                    models.TextField(
                        blank=True,
                        help_text="What the brand stands for, one value a line.",
                        verbose_name="brand values",
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
            ],
            options={
                "verbose_name": "historical brand",
                "verbose_name_plural": "historical brands",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCategory",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("name", models.CharField(db_index=True, max_length=80)),
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
            ],
            options={
                "verbose_name": "historical category",
                "verbose_name_plural": "historical categories",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCreator",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("country", models.CharField(blank=True, choices=relationships.models.base.countries, max_length=2)),
                ("language", models.CharField(blank=True, choices=relationships.models.base.languages, max_length=3)),
                (
                    "motivation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("brand_love", "Brand love"),
                            ("product_discovery", "Product discovery"),
                            ("content_creation", "Content creation"),
                            ("pay", "Pay"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "is_celebrity",
                    models.BooleanField(
                        default=False,
                        help_text="A celebrity or international star is mega, whatever the count.",
                        verbose_name="celebrity",
                    ),
                ),
                ("celebrity_reason", models.CharField(blank=True, max_length=300, verbose_name="why a celebrity")),
                (
                    "data_source",
                    models.CharField(
                        blank=True,
                        help_text="Where these details came from.",
                        max_length=300,
                        verbose_name="source of the data",
                    ),
                ),
                (
                    "lawful_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("legitimate_interest", "Legitimate interest"),
                            ("consent", "Consent"),
                            ("contract", "Contract"),
                        ],
                        help_text="The ground (GDPR) on which they are kept.",
                        max_length=24,
                    ),
                ),
                ("do_not_contact", models.BooleanField(default=False)),
                ("do_not_contact_reason", models.CharField(blank=True, max_length=300, verbose_name="why not")),
                (
                    "notes",
                    models.TextField(
                        blank=True, help_text="Seen by all staff. What concerns one brand belongs in that relationship."
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("nano", "Nano"),
                            ("micro", "Micro"),
                            ("macro", "Macro"),
                            ("mega", "Mega"),
                            ("unknown", "Unknown"),
                        ],
                        db_index=True,
                        default=relationships.domain.tiers.Tier["UNKNOWN"],
                        editable=False,
                        max_length=8,
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
                    "agent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.agent",
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
                "verbose_name": "historical creator",
                "verbose_name_plural": "historical creators",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCreatorCategory",
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
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.category",
                    ),
                ),
                (
                    "creator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.creator",
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
                "verbose_name": "historical category of a creator",
                "verbose_name_plural": "historical categories of creators",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFitCriterion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("key", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=80)),
                ("description", models.CharField(blank=True, max_length=300, verbose_name="what to look for")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(1000)]),
                ),
                (
                    "is_gate",
                    models.BooleanField(
                        default=False, help_text="A rating of 0 blocks, whatever the average.", verbose_name="gate"
                    ),
                ),
                (
                    "is_applicable",
                    models.BooleanField(
                        default=True, help_text="Unmarked: left out of score and coverage.", verbose_name="applicable"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
            ],
            options={
                "verbose_name": "historical fit criterion",
                "verbose_name_plural": "historical fit criteria",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
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
                "verbose_name": "historical team member",
                "verbose_name_plural": "historical team members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRelationship",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("prospect", "Prospect"),
                            ("contacted", "Contacted"),
                            ("negotiating", "Negotiating"),
                            ("active", "Active"),
                            ("dormant", "Dormant"),
                            ("ended", "Ended"),
                        ],
                        default=relationships.domain.relationships.Stage["PROSPECT"],
                        max_length=12,
                    ),
                ),
                (
                    "compensation",
                    models.CharField(
                        blank=True,
                        choices=[("products", "Products"), ("paid", "Paid"), ("mixed", "Products + paid")],
                        help_text="How this creator is usually compensated by this brand.",
                        max_length=8,
                    ),
                ),
                ("next_action", models.CharField(blank=True, max_length=200)),
                ("next_action_on", models.DateField(blank=True, null=True, verbose_name="next action on")),
                ("notes", models.TextField(blank=True, help_text="Seen by this brand's team only.")),
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
                    "creator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.creator",
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
                    "owner",
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
                "verbose_name": "historical relationship",
                "verbose_name_plural": "historical relationships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTag",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("name", models.CharField(db_index=True, max_length=60)),
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
            ],
            options={
                "verbose_name": "historical tag",
                "verbose_name_plural": "historical tags",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTierBandSet",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                (
                    "network",
                    models.CharField(
                        blank=True,
                        choices=relationships.models.base.network_choices,
                        db_index=True,
                        default="",
                        help_text="Empty: every network without bands of its own.",
                        max_length=12,
                    ),
                ),
                ("micro_from", models.PositiveBigIntegerField()),
                ("macro_from", models.PositiveBigIntegerField()),
                ("mega_from", models.PositiveBigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where these bands come from, with its year.", max_length=300
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
            ],
            options={
                "verbose_name": "historical tier bands",
                "verbose_name_plural": "historical tier bands",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUser",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        db_index=True,
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Such as Europe/Paris; it decides what is due today. Empty: the organisation's time zone.",
                        max_length=64,
                        validators=[relationships.models.users.validate_time_zone],
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
            ],
            options={
                "verbose_name": "historical user",
                "verbose_name_plural": "historical users",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="relationships.brand",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "team member",
                "constraints": [models.UniqueConstraint(fields=("user", "brand"), name="one_membership_per_brand")],
            },
        ),
        migrations.AddField(
            model_name="brand",
            name="team",
            field=models.ManyToManyField(
                help_text="Who sees its relationships.",
                related_name="brands",
                through="relationships.Membership",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Relationship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("prospect", "Prospect"),
                            ("contacted", "Contacted"),
                            ("negotiating", "Negotiating"),
                            ("active", "Active"),
                            ("dormant", "Dormant"),
                            ("ended", "Ended"),
                        ],
                        default=relationships.domain.relationships.Stage["PROSPECT"],
                        max_length=12,
                    ),
                ),
                (
                    "compensation",
                    models.CharField(
                        blank=True,
                        choices=[("products", "Products"), ("paid", "Paid"), ("mixed", "Products + paid")],
                        help_text="How this creator is usually compensated by this brand.",
                        max_length=8,
                    ),
                ),
                ("next_action", models.CharField(blank=True, max_length=200)),
                ("next_action_on", models.DateField(blank=True, null=True, verbose_name="next action on")),
                ("notes", models.TextField(blank=True, help_text="Seen by this brand's team only.")),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("nano", "Nano"),
                            ("micro", "Micro"),
                            ("macro", "Macro"),
                            ("mega", "Mega"),
                            ("unknown", "Unknown"),
                        ],
                        default=relationships.domain.tiers.Tier["UNKNOWN"],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("followers", models.PositiveBigIntegerField(editable=False, null=True)),
                ("engagement_rate", models.DecimalField(decimal_places=3, editable=False, max_digits=7, null=True)),
                (
                    "engagement_basis",
                    models.CharField(
                        blank=True,
                        choices=[("followers", "Followers"), ("reach", "Reach"), ("views", "Views")],
                        default="",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "network",
                    models.CharField(
                        blank=True,
                        choices=relationships.models.base.network_choices,
                        default="",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("country", models.CharField(blank=True, default="", editable=False, max_length=2)),
                ("language", models.CharField(blank=True, default="", editable=False, max_length=3)),
                ("do_not_contact", models.BooleanField(default=False, editable=False)),
                ("creator_sort", models.CharField(default="", editable=False, max_length=200)),
                ("brand_sort", models.CharField(default="", editable=False, max_length=200)),
                ("owner_sort", models.CharField(default="", editable=False, max_length=200)),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "history_kind",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("one_off", "One off"),
                            ("ambassador", "Ambassador"),
                            ("former_ambassador", "Former ambassador"),
                        ],
                        default=relationships.domain.collaborations.HistoryKind["NONE"],
                        editable=False,
                        max_length=18,
                    ),
                ),
                ("history_count", models.PositiveIntegerField(default=0, editable=False)),
                ("history_since", models.DateField(editable=False, null=True)),
                ("history_changes_on", models.DateField(editable=False, null=True)),
                ("next_due_on", models.DateField(editable=False, null=True)),
                (
                    "next_due_kind",
                    models.CharField(
                        blank=True,
                        choices=[("action", "Action"), ("payment", "Payment")],
                        default="",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("last_touch_at", models.DateTimeField(editable=False, null=True)),
                ("fit_score", models.FloatField(editable=False, null=True)),
                ("fit_low", models.FloatField(editable=False, null=True)),
                ("fit_high", models.FloatField(editable=False, null=True)),
                ("fit_coverage", models.FloatField(default=0, editable=False)),
                ("fit_rated", models.BooleanField(default=False, editable=False)),
                ("fit_disputed", models.BooleanField(default=False, editable=False)),
                ("fit_blocked", models.BooleanField(default=False, editable=False)),
                ("fit_uncleared", models.BooleanField(default=False, editable=False)),
                ("fit_medium_from", models.DateField(editable=False, null=True)),
                ("confidence_low_from", models.DateField(editable=False, null=True)),
                (
                    "tier_rank",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(then=models.Value(0), tier="nano"),
                            models.When(then=models.Value(1), tier="micro"),
                            models.When(then=models.Value(2), tier="macro"),
                            models.When(then=models.Value(3), tier="mega"),
                            default=None,
                            output_field=models.SmallIntegerField(),
                        ),
                        null=True,
                        output_field=models.SmallIntegerField(null=True),
                    ),
                ),
                (
                    "stage_rank",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(stage="prospect", then=models.Value(0)),
                            models.When(stage="contacted", then=models.Value(1)),
                            models.When(stage="negotiating", then=models.Value(2)),
                            models.When(stage="active", then=models.Value(3)),
                            models.When(stage="dormant", then=models.Value(4)),
                            models.When(stage="ended", then=models.Value(5)),
                            default=None,
                            output_field=models.SmallIntegerField(),
                        ),
                        null=True,
                        output_field=models.SmallIntegerField(null=True),
                    ),
                ),
                (
                    "compensation_rank",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(compensation="products", then=models.Value(0)),
                            models.When(compensation="paid", then=models.Value(1)),
                            models.When(compensation="mixed", then=models.Value(2)),
                            default=None,
                            output_field=models.SmallIntegerField(),
                        ),
                        null=True,
                        output_field=models.SmallIntegerField(null=True),
                    ),
                ),
                (
                    "history_rank",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.Case(
                                    models.When(history_kind="none", then=models.Value(0)),
                                    models.When(history_kind="one_off", then=models.Value(1)),
                                    models.When(history_kind="ambassador", then=models.Value(2)),
                                    models.When(history_kind="former_ambassador", then=models.Value(3)),
                                    default=None,
                                    output_field=models.SmallIntegerField(),
                                ),
                                "*",
                                models.Value(1000),
                            ),
                            "+",
                            django.db.models.functions.comparison.Least(models.F("history_count"), models.Value(999)),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                (
                    "engagement_by_followers",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(engagement_basis="followers", then=models.F("engagement_rate")),
                            default=None,
                            output_field=models.DecimalField(decimal_places=3, max_digits=7, null=True),
                        ),
                        null=True,
                        output_field=models.DecimalField(decimal_places=3, max_digits=7, null=True),
                    ),
                ),
                (
                    "engagement_by_reach",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(engagement_basis="reach", then=models.F("engagement_rate")),
                            default=None,
                            output_field=models.DecimalField(decimal_places=3, max_digits=7, null=True),
                        ),
                        null=True,
                        output_field=models.DecimalField(decimal_places=3, max_digits=7, null=True),
                    ),
                ),
                (
                    "engagement_by_views",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(engagement_basis="views", then=models.F("engagement_rate")),
                            default=None,
                            output_field=models.DecimalField(decimal_places=3, max_digits=7, null=True),
                        ),
                        null=True,
                        output_field=models.DecimalField(decimal_places=3, max_digits=7, null=True),
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relationships",
                        to="relationships.brand",
                    ),
                ),
                (
                    "creator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relationships",
                        to="relationships.creator",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="relationships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["creator_sort", "pk"],
                "indexes": [
                    models.Index(fields=["creator_sort", "id"], name="rel_creator_sort"),
                    models.Index(fields=["brand_sort", "id"], name="rel_brand_sort"),
                    models.Index(fields=["tier_rank", "id"], name="rel_tier_rank"),
                    models.Index(fields=["followers", "id"], name="rel_followers"),
                    models.Index(fields=["engagement_by_followers", "id"], name="rel_engagement_by_followers"),
                    models.Index(fields=["engagement_by_reach", "id"], name="rel_engagement_by_reach"),
                    models.Index(fields=["engagement_by_views", "id"], name="rel_engagement_by_views"),
                    models.Index(fields=["compensation_rank", "id"], name="rel_compensation_rank"),
                    models.Index(fields=["history_rank", "id"], name="rel_history_rank"),
                    models.Index(fields=["fit_score", "id"], name="rel_fit_score"),
                    models.Index(fields=["last_touch_at", "id"], name="rel_last_touch_at"),
                    models.Index(fields=["next_due_on", "id"], name="rel_next_due_on"),
                    models.Index(fields=["stage_rank", "id"], name="rel_stage_rank"),
                    models.Index(fields=["owner_sort", "id"], name="rel_owner_sort"),
                    models.Index(
                        condition=models.Q(("history_changes_on__isnull", False)),
                        fields=["history_changes_on"],
                        name="rel_history_changes_on",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("creator", "brand"),
                        name="one_relationship_per_brand",
                        violation_error_message="This creator already has a relationship with this brand.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_action_on__isnull", True),
                            models.Q(("next_action", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="next_action_date_says_what",
                        violation_error_message="Say what the next action is, not only when.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "0 contradicts"),
                            (1, "1 weak"),
                            (2, "2 mixed"),
                            (3, "3 adequate"),
                            (4, "4 strong"),
                            (5, "5 repeated recent proof"),
                        ],
                        verbose_name="rating",
                    ),
                ),
                ("rated_on", models.DateField()),
                ("evidence", models.CharField(help_text="A note or a link that shows it.", max_length=500)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="relationships.fitcriterion",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "ordering": ["criterion__position", "-rated_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__range", (0, 5))),
                        name="rating_within_scale",
                        violation_error_message="A rating is 0 to 5.",
                    ),
                    models.UniqueConstraint(
                        fields=("relationship", "criterion", "reviewer", "rated_on"),
                        name="one_rating_a_day",
                        violation_error_message="This reviewer already rated this criterion that day: change that one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTouchpoint",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("happened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "Email"),
                            ("direct_message", "Direct message"),
                            ("phone", "Phone"),
                            ("video_call", "Video call"),
                            ("meeting", "Meeting"),
                            ("comment", "Comment"),
                            ("other", "Other"),
                        ],
                        default=relationships.domain.relationships.Channel["EMAIL"],
                        max_length=16,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("outbound", "Outbound"), ("inbound", "Inbound")],
                        default=relationships.domain.relationships.Direction["OUTBOUND"],
                        max_length=8,
                    ),
                ),
                ("summary", models.TextField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
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
                "verbose_name": "historical touchpoint",
                "verbose_name_plural": "historical touchpoints",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRating",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "0 contradicts"),
                            (1, "1 weak"),
                            (2, "2 mixed"),
                            (3, "3 adequate"),
                            (4, "4 strong"),
                            (5, "5 repeated recent proof"),
                        ],
                        verbose_name="rating",
                    ),
                ),
                ("rated_on", models.DateField()),
                ("evidence", models.CharField(help_text="A note or a link that shows it.", max_length=500)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.fitcriterion",
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
                    "reviewer",
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
                "verbose_name": "historical rating",
                "verbose_name_plural": "historical ratings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGateOverride",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
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
                    "criterion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.fitcriterion",
                    ),
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
                "verbose_name": "historical gate override",
                "verbose_name_plural": "historical gate overrides",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCollaboration",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("one_off", "One-off"), ("ambassador", "Ambassador")],
                        default=relationships.domain.collaborations.Kind["ONE_OFF"],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("agreed", "Agreed"),
                            ("live", "Live"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default=relationships.domain.collaborations.Status["PROPOSED"],
                        max_length=12,
                    ),
                ),
                (
                    "compensation",
                    models.CharField(
                        choices=[("products", "Products"), ("paid", "Paid"), ("mixed", "Products + paid")], max_length=8
                    ),
                ),
                (
                    "fee",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="fee",
                    ),
                ),
                (
                    "product_value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="product value",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True, choices=relationships.models.base.currencies, default="", max_length=3
                    ),
                ),
                (
                    "commission_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="commission on sales, %",
                    ),
                ),
                (
                    "tier_agreed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nano", "Nano"),
                            ("micro", "Micro"),
                            ("macro", "Macro"),
                            ("mega", "Mega"),
                            ("unknown", "Unknown"),
                        ],
                        editable=False,
                        help_text="Kept as it was on the day of the agreement.",
                        max_length=8,
                        verbose_name="tier when agreed",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, help_text="Its last day. Empty while open.", null=True)),
                (
                    "deliverables",
                    models.TextField(blank=True, help_text="In words: what is made, how many, where, by when."),
                ),
                (
                    "disclosure_proof",
                    models.CharField(
                        blank=True, help_text="Link or note that shows the advertising label.", max_length=500
                    ),
                ),
                ("contract_signed_on", models.DateField(blank=True, null=True)),
                ("exclusivity_until", models.DateField(blank=True, null=True)),
                ("usage_rights_until", models.DateField(blank=True, null=True)),
                ("payment_due_on", models.DateField(blank=True, null=True)),
                ("paid_on", models.DateField(blank=True, null=True)),
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
                "verbose_name": "historical collaboration",
                "verbose_name_plural": "historical collaborations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAdjudication",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "0 contradicts"),
                            (1, "1 weak"),
                            (2, "2 mixed"),
                            (3, "3 adequate"),
                            (4, "4 strong"),
                            (5, "5 repeated recent proof"),
                        ]
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
                    "criterion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.fitcriterion",
                    ),
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
                "verbose_name": "historical adjudication",
                "verbose_name_plural": "historical adjudications",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="GateOverride",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("reason", models.CharField(max_length=500)),
                ("decided_on", models.DateField()),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="relationships.fitcriterion",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gate_overrides",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("relationship", "criterion", "decided_on"),
                        name="one_override_a_day",
                        violation_error_message="This gate was already overridden that day: change that decision.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Collaboration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("one_off", "One-off"), ("ambassador", "Ambassador")],
                        default=relationships.domain.collaborations.Kind["ONE_OFF"],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("agreed", "Agreed"),
                            ("live", "Live"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default=relationships.domain.collaborations.Status["PROPOSED"],
                        max_length=12,
                    ),
                ),
                (
                    "compensation",
                    models.CharField(
                        choices=[("products", "Products"), ("paid", "Paid"), ("mixed", "Products + paid")], max_length=8
                    ),
                ),
                (
                    "fee",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="fee",
                    ),
                ),
                (
                    "product_value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="product value",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True, choices=relationships.models.base.currencies, default="", max_length=3
                    ),
                ),
                (
                    "commission_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="commission on sales, %",
                    ),
                ),
                (
                    "tier_agreed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nano", "Nano"),
                            ("micro", "Micro"),
                            ("macro", "Macro"),
                            ("mega", "Mega"),
                            ("unknown", "Unknown"),
                        ],
                        editable=False,
                        help_text="Kept as it was on the day of the agreement.",
                        max_length=8,
                        verbose_name="tier when agreed",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, help_text="Its last day. Empty while open.", null=True)),
                (
                    "deliverables",
                    models.TextField(blank=True, help_text="In words: what is made, how many, where, by when."),
                ),
                (
                    "disclosure_proof",
                    models.CharField(
                        blank=True, help_text="Link or note that shows the advertising label.", max_length=500
                    ),
                ),
                ("contract_signed_on", models.DateField(blank=True, null=True)),
                ("exclusivity_until", models.DateField(blank=True, null=True)),
                ("usage_rights_until", models.DateField(blank=True, null=True)),
                ("payment_due_on", models.DateField(blank=True, null=True)),
                ("paid_on", models.DateField(blank=True, null=True)),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="collaborations",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("starts_on"), descending=True, nulls_first=True), "-pk"],
                "indexes": [models.Index(fields=["relationship", "starts_on"], name="collaboration_by_start")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="collaboration_ends_after_start",
                        violation_error_message="A collaboration cannot end before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fee__isnull", True), ("fee__gte", 0), _connector="OR"),
                            models.Q(("product_value__isnull", True), ("product_value__gte", 0), _connector="OR"),
                        ),
                        name="collaboration_money_not_negative",
                        violation_error_message="An amount cannot be negative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("commission_percent__isnull", True),
                            ("commission_percent__range", (0, 100)),
                            _connector="OR",
                        ),
                        name="collaboration_commission_is_percent",
                        violation_error_message="A commission is between 0 and 100 percent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("compensation", relationships.domain.compensation.Compensation["PRODUCTS"]),
                                _negated=True,
                            ),
                            ("fee__isnull", True),
                            ("fee", 0),
                            _connector="OR",
                        ),
                        name="collaboration_products_without_fee",
                        violation_error_message="A fee means paid, or products + paid: choose one of these.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("compensation", relationships.domain.compensation.Compensation["PAID"]), _negated=True
                            ),
                            ("product_value__isnull", True),
                            ("product_value", 0),
                            _connector="OR",
                        ),
                        name="collaboration_paid_without_products",
                        violation_error_message="Products beside pay mean products + paid: choose that.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fee__isnull", True), ("product_value__isnull", True)),
                            models.Q(("currency", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="collaboration_money_has_currency",
                        violation_error_message="Name the currency of the amount.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adjudication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "0 contradicts"),
                            (1, "1 weak"),
                            (2, "2 mixed"),
                            (3, "3 adequate"),
                            (4, "4 strong"),
                            (5, "5 repeated recent proof"),
                        ]
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("decided_on", models.DateField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjudications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="relationships.fitcriterion",
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__range", (0, 5))),
                        name="adjudication_within_scale",
                        violation_error_message="A rating is 0 to 5.",
                    ),
                    models.UniqueConstraint(
                        fields=("relationship", "criterion", "decided_on"),
                        name="one_adjudication_a_day",
                        violation_error_message="This criterion was already adjudicated that day: change that decision.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelationshipTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relationship_tags",
                        to="relationships.relationship",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relationship_tags",
                        to="relationships.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "tag of a relationship",
                "verbose_name_plural": "tags of relationships",
                "constraints": [models.UniqueConstraint(fields=("tag", "relationship"), name="one_relationship_tag")],
            },
        ),
        migrations.AddField(
            model_name="relationship",
            name="tags",
            field=models.ManyToManyField(
                related_name="relationships", through="relationships.RelationshipTag", to="relationships.tag"
            ),
        ),
        migrations.CreateModel(
            name="HistoricalRelationshipTag",
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
                    "tag",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical tag of a relationship",
                "verbose_name_plural": "historical tags of relationships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="TierBandSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "network",
                    models.CharField(
                        blank=True,
                        choices=relationships.models.base.network_choices,
                        default="",
                        help_text="Empty: every network without bands of its own.",
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("micro_from", models.PositiveBigIntegerField()),
                ("macro_from", models.PositiveBigIntegerField()),
                ("mega_from", models.PositiveBigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where these bands come from, with its year.", max_length=300
                    ),
                ),
            ],
            options={
                "verbose_name": "tier bands",
                "verbose_name_plural": "tier bands",
                "ordering": ["network"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("macro_from__gt", models.F("micro_from")),
                            ("mega_from__gt", models.F("macro_from")),
                            ("micro_from__gt", 0),
                        ),
                        name="tier_bands_rise",
                        violation_error_message="Bands must rise: 0 < micro from < macro from < mega from.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Touchpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("happened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "Email"),
                            ("direct_message", "Direct message"),
                            ("phone", "Phone"),
                            ("video_call", "Video call"),
                            ("meeting", "Meeting"),
                            ("comment", "Comment"),
                            ("other", "Other"),
                        ],
                        default=relationships.domain.relationships.Channel["EMAIL"],
                        max_length=16,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("outbound", "Outbound"), ("inbound", "Inbound")],
                        default=relationships.domain.relationships.Direction["OUTBOUND"],
                        max_length=8,
                    ),
                ),
                ("summary", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="touchpoints",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="touchpoints",
                        to="relationships.relationship",
                    ),
                ),
            ],
            options={
                "ordering": ["-happened_at", "-pk"],
                "indexes": [models.Index(fields=["relationship", "happened_at"], name="touchpoint_by_time")],
            },
        ),
        migrations.CreateModel(
            name="AudienceSnapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("measured_on", models.DateField()),
                ("followers", models.PositiveBigIntegerField(null=True)),
                (
                    "engagement_rate",
                    models.DecimalField(decimal_places=3, max_digits=7, null=True, verbose_name="engagement, %"),
                ),
                (
                    "engagement_basis",
                    models.CharField(
                        blank=True,
                        choices=[("followers", "Followers"), ("reach", "Reach"), ("views", "Views")],
                        max_length=10,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="snapshots",
                        to="relationships.account",
                    ),
                ),
            ],
            options={
                "ordering": ["account", "measured_on"],
                "constraints": [models.UniqueConstraint(fields=("account", "measured_on"), name="one_snapshot_a_day")],
            },
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_primary", True)),
                fields=("creator",),
                name="one_primary_account",
                violation_error_message="A creator has one primary account: unmark the other one first.",
            ),
        ),
    ]
