from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "campaigns.returns"
    verbose_name = "回报"
    default_auto_field = "django.db.models.BigAutoField"
