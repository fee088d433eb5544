"""Owns parsing: ``SourceText`` → ``Notice``, for any string; it never refuses and invents nothing.

Steps, each in a room of its own: fold signs, find paragraphs and noise, read the head, find candidates for numbers and
signatures, split the layers (notice, plans, annexes), outline each plan, tile the text with sections, say what is odd.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qdoc.parse.notice import parse

__all__ = ["parse"]


def __getattr__(name: str) -> Any:
    """Load the steps when a text is parsed: whoever only needs a sign of ``qdoc.parse.punctuation`` waits for none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from qdoc.parse.notice import parse

    return parse
