"""Owns what comes back from a clerk: 台账.xlsx as a ledger again, every deviation known by its cell."""

from qdoc.returns.ledger import Deviation, ReturnedLedger, read_ledger, read_returned

__all__ = ["Deviation", "ReturnedLedger", "read_ledger", "read_returned"]
