from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "cms.facts"
    verbose_name = "事实库"
    default_auto_field = "django.db.models.BigAutoField"
