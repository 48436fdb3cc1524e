"""The lists of collaborations, ambassadors and fits to look at are read in the order of their own indexes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("relationships", "0012_brand_of_collaboration_and_review"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["starts_on", "id"], name="col_starts_on"),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["live_on", "id"], name="col_live_on"),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["deadline_on", "id"], name="col_deadline_on"),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["ends_on", "id"], name="col_ends_on"),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["payment_due_on", "id"], name="col_payment_due_on"),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(
                fields=[
                    "brand",
                    "status",
                    "kind",
                    "compensation",
                    "tier_agreed",
                    "live_on",
                    "deadline_on",
                    "contract_signed_on",
                    "relationship",
                ],
                name="col_facts",
            ),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["status", "starts_on", "id"], name="col_status_starts_on"),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["status", "live_on", "id"], name="col_status_live_on"),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["status", "deadline_on", "id"], name="col_status_deadline_on"),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["status", "ends_on", "id"], name="col_status_ends_on"),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(fields=["status", "payment_due_on", "id"], name="col_status_payment_due_on"),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(
                condition=models.Q(("fee__isnull", False), ("paid_on__isnull", True)),
                fields=[
                    "payment_due_on",
                    "id",
                    "brand",
                    "status",
                    "fee",
                    "accepted_on",
                    "payment_terms_days",
                    "paid_on",
                ],
                name="col_owed",
            ),
        ),
        migrations.AddIndex(
            model_name="collaboration",
            index=models.Index(
                condition=models.Q(("disclosure_proof", "")),
                fields=[
                    "status",
                    "live_on",
                    "id",
                    "brand",
                    "is_gift",
                    "delivered_on",
                    "fee",
                    "product_value",
                    "commission_percent",
                    "compensation",
                    "disclosure_proof",
                ],
                name="col_unlabelled",
            ),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(
                fields=[
                    "brand",
                    "review_from",
                    "stage",
                    "do_not_contact",
                    "fit_rated",
                    "fit_disputed",
                    "fit_blocked",
                    "confidence_low_from",
                    "owner",
                    "tier",
                ],
                name="rel_to_review",
            ),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(fields=["history_kind", "renewal_on", "id", "brand"], name="rel_kind_renewal"),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(fields=["history_kind", "history_since", "id", "brand"], name="rel_kind_since"),
        ),
    ]
