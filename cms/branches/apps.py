from django.apps import AppConfig


class BranchesConfig(AppConfig):
    name = "cms.branches"
    verbose_name = "网点"
    default_auto_field = "django.db.models.BigAutoField"
