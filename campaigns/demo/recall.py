"""One recall under way: a tip improved, its first edition stopped, one outlet has answered."""

import uuid
from datetime import date, timedelta

from campaigns.demo.activity import NAMESPACE
from campaigns.demo.materials import let_out
from campaigns.demo.network import Team
from campaigns.ledger import actions as ledger
from campaigns.ledger.enums import EntryKind
from cms.branches.models import User
from cms.branches.queries import branch_by_code
from cms.library.actions import withdraw_edition
from cms.library.enums import RecallSeverity
from cms.library.models import Edition, TipPage
from cms.library.queries import current_edition

SLUG = "fake-courier-service"
SUMMARY = "真赔钱原路退回，不用您下软件、报密码、给验证码。"
CHANGE_NOTE = "开头一句补上了“给验证码”。"
REASON = "开头一句漏了“给验证码”，请换用新版。"
DELIVERED = {"0111": 60, "0112": 80, "0121": 40, "0123": 100}
DAYS_AGO = 6
ANSWERS_AT, ANSWERED_BY = "0121", "lobby2"


def recall_a_tip(team: Team, admin: User, today: date) -> Edition:
    """Deliver a tip to four outlets, publish it anew, stop the old one, let one outlet answer."""
    tip = TipPage.objects.get(slug=SLUG)
    old = current_edition(tip)
    ledger.post_history(past=deliveries(old, today - timedelta(days=DAYS_AGO)), user=admin)
    tip.summary, tip.change_note = SUMMARY, CHANGE_NOTE
    let_out(tip, team)
    old = withdraw_edition(
        edition=old, user=team.approver, severity=RecallSeverity.STOP, reason=REASON
    )
    ledger.answer_recall(
        branch=branch_by_code(ANSWERS_AT),
        edition=old,
        destroyed=DELIVERED[ANSWERS_AT] - 2,
        used=2,
        kept=0,
        user=User.objects.get(username=ANSWERED_BY),
        client_ref=uuid.uuid5(NAMESPACE, f"recall {ANSWERS_AT} {old.code}"),
    )
    return old


def deliveries(edition: Edition, on: date) -> list[ledger.PastEntry]:
    return [
        ledger.PastEntry(
            kind=EntryKind.RECEIPT,
            branch=branch_by_code(code),
            edition=edition,
            quantity=sheets,
            occurred_on=on,
            client_ref=uuid.uuid5(NAMESPACE, f"receipt {code} {edition.code} {on}"),
        )
        for code, sheets in DELIVERED.items()
    ]
