from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "cms.search"
    verbose_name = "中文检索"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.search import receivers  # noqa: F401, PLC0415 - app ready
