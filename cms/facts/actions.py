"""Facts change here, and nowhere else, so that each change leaves its trace."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from cms.facts.models import Fact


@transaction.atomic
def save_fact(*, user: AbstractUser, key: str, **fields) -> Fact:
    """Create the fact of this key or bring it up to date.

    Raises PermissionDenied without the right to change facts, ValidationError on a bad field.
    """
    if not user.has_perm("facts.change_fact"):
        raise PermissionDenied("您没有修改事实库的权限。")
    fact = Fact.objects.filter(key=key).first() or Fact(key=key)
    created = fact.pk is None
    for name, value in fields.items():
        setattr(fact, name, value)
    fact.full_clean()
    fact.save()
    log(fact, "wagtail.create" if created else "wagtail.edit", user=user)
    return fact
