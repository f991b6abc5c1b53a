"""Pinning an edition to the templates, fonts and engine it is issued with."""

from django.db import transaction

from cms.library.models import Edition
from cms.printing import templates
from cms.printing.models import Pin, TemplateSet


@transaction.atomic
def pin_templates(*, edition: Edition) -> Pin:
    """Pin the edition to the template set of now, once; pinned already, it stays as it was.

    Part of issuing an edition: whoever may do that needs no other right, and its log entry
    stands for both.
    """
    today = {
        "sha256": templates.current_sha256(),
        "fonts_sha256": templates.fonts_sha256(),
        "engine": templates.engine(),
        "input_version": templates.INPUT_VERSION,
    }
    found, _ = TemplateSet.objects.get_or_create(
        **today, defaults={"files": templates.current_sources()}
    )
    pin, _ = Pin.objects.get_or_create(edition=edition, defaults={"template_set": found})
    return pin
