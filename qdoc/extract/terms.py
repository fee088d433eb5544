"""Owns plan terms that are no metrics (1+7+X, 双随机, 一线两圈四中心): shapes and words of corpora/terms.txt."""

from __future__ import annotations

import re
from functools import lru_cache

from qdoc.extract.verbs import alternatives
from qdoc.resources import corpus


@lru_cache(maxsize=1)
def term_pattern() -> re.Pattern[str]:
    """One pattern for every shape and every listed word."""
    lines = [line for line in corpus("terms.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    shapes = [line[1:] for line in lines if line.startswith("/")]
    return re.compile("|".join([*shapes, alternatives([line for line in lines if not line.startswith("/")])]))


def find_terms(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of plan terms in ``text[start:end)``."""
    return [match.span() for match in term_pattern().finditer(text, start, end)]
