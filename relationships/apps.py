from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    name = "relationships"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Relationships"

    def ready(self) -> None:
        from relationships import signals  # noqa: F401 - models must be loaded before their signals are connected
