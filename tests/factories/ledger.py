"""Entries of every kind, posted through the ledger's own actions."""

from campaigns.ledger import actions
from campaigns.ledger.enums import WriteOffReason
from campaigns.ledger.models import Entry
from cms.branches.models import Branch, User
from cms.library.models import Edition


class Shelf:
    """One edition at one branch in one pair of hands: `shelf.receives(100)` posts an entry."""

    def __init__(self, branch: Branch, edition: Edition, user: User):
        self.branch, self.edition, self.user = branch, edition, user

    def _common(self, quantity: int, more: dict) -> dict:
        return {
            "branch": self.branch,
            "edition": self.edition,
            "user": self.user,
            "quantity": quantity,
            **more,
        }

    def receives(self, quantity: int, **more) -> Entry:
        return actions.record_receipt(**self._common(quantity, more))

    def hands_out(self, quantity: int, **more) -> Entry:
        return actions.record_handout(**self._common(quantity, more))

    def writes_off(self, quantity: int, **more) -> Entry:
        more.setdefault("reason", WriteOffReason.DAMAGED)
        return actions.write_off(**self._common(quantity, more))

    def sends(self, quantity: int, to: Branch, **more) -> tuple[Entry, Entry]:
        common = self._common(quantity, more)
        return actions.transfer(from_branch=common.pop("branch"), to_branch=to, **common)

    def counts(self, counted: int, **more) -> Entry:
        return actions.record_stocktake(
            branch=self.branch, edition=self.edition, user=self.user, counted=counted, **more
        )

    def reverses(self, entry: Entry, **more) -> Entry:
        return actions.reverse_entry(entry=entry, user=self.user, **more)
