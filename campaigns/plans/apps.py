from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "campaigns.plans"
    verbose_name = "宣传方案"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from campaigns.plans import receivers  # noqa: F401, PLC0415 - app ready
