"""Owns the way from a plan written as plain text to the parts of a notice; what is not written becomes 【待补：…】."""

from qdoc.draft.build import parse_draft
from qdoc.draft.values import DraftParagraph, NoticeDraft

__all__ = ["DraftParagraph", "NoticeDraft", "parse_draft"]
