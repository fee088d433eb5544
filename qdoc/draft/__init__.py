"""Owns the way from a plain text to the parts of an official document; what is not written becomes 【待补：…】."""

from qdoc.draft.build import parse_draft
from qdoc.draft.values import FILE, LETTER, MINUTES, UPWARD, AnnexText, DraftParagraph, Looks, NoticeDraft

__all__ = ["FILE", "LETTER", "MINUTES", "UPWARD"]
__all__ += ["AnnexText", "DraftParagraph", "Looks", "NoticeDraft", "parse_draft"]
