from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "campaigns.desk"
    verbose_name = "大堂工作台"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from campaigns.desk import checks  # noqa: F401, PLC0415 - app ready
