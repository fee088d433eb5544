"""Owns the way from a plan to the record: rows with stable keys, and merging with what a clerk corrected."""

from qdoc.ledger.build import build_ledger, row_keys
from qdoc.ledger.merge import MergeChange, merge_ledger

__all__ = ["MergeChange", "build_ledger", "merge_ledger", "row_keys"]
