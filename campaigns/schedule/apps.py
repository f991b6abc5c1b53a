from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "campaigns.schedule"
    verbose_name = "适老日程"
    default_auto_field = "django.db.models.BigAutoField"
