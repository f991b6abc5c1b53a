"""Counting scans."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from wagtail.log_actions import log

from campaigns.returns.enums import ScanMeans
from campaigns.returns.models import DailyScan
from cms.branches.models import Branch, User
from cms.branches.permissions import require_can_act_for
from cms.branches.queries import head_office
from cms.library.models import Edition


@transaction.atomic
def count_scan(*, edition: Edition, branch: Branch | None, on: date, means: ScanMeans) -> None:
    """Add one to the day's count. Stores nothing about the reader; needs no user.

    The counter row is its own record: there is no one to name in an audit entry.
    """
    key = {"edition": edition, "branch": branch, "on": on, "means": means}
    if DailyScan.objects.filter(**key).update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            DailyScan.objects.create(**key, count=1)
    except IntegrityError:  # another reader opened the day's row a moment before us
        DailyScan.objects.filter(**key).update(count=F("count") + 1)


@transaction.atomic
def add_scans(
    *, user: User, counts: dict[tuple[Edition, Branch | None, date, ScanMeans], int]
) -> int:
    """Write many days' counts at once, for days that have none yet; return how many rows.

    Raises PermissionDenied unless the user may act for head office's whole tree.
    """
    root = head_office()
    require_can_act_for(user, root)
    rows = [
        DailyScan(edition=e, branch=b, on=on, means=means, count=n)
        for (e, b, on, means), n in counts.items()
    ]
    DailyScan.objects.bulk_create(rows, batch_size=2_000)
    if rows:
        data = {"rows": len(rows), "openings": sum(counts.values())}
        log(root, "returns.add_scans", user=user, data=data)
    return len(rows)
