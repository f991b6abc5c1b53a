"""Everything that may be posted to the ledger."""

from campaigns.ledger.actions.entries import (
    PastEntry,
    post_history,
    record_handout,
    record_print,
    record_receipt,
    record_stocktake,
    reverse_entry,
    transfer,
    write_off,
)
from campaigns.ledger.actions.recalls import acknowledge_recall, answer_recall

__all__ = [
    "PastEntry",
    "acknowledge_recall",
    "answer_recall",
    "post_history",
    "record_handout",
    "record_print",
    "record_receipt",
    "record_stocktake",
    "reverse_entry",
    "transfer",
    "write_off",
]
