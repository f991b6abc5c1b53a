from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "cms.library"
    verbose_name = "素材库"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.library import forms, models, receivers  # noqa: F401, PLC0415 - app ready

        # Models stand below forms and cannot name theirs.
        models.MaterialPage.base_form_class = forms.MaterialForm
