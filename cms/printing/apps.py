from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "cms.printing"
    verbose_name = "印制"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.printing import checks, receivers  # noqa: F401, PLC0415 - app ready
