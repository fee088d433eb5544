"""Owns the finding that 办理状态 in the ledger holds a word that nobody knows: mistyped, or the office's own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches

from qdoc.ledger.columns import STATUSES
from qdoc.ledger.disagree import FINISHED
from qdoc.ledger.status_words import plain
from qdoc.model import Diagnostic, Ledger, Severity
from qdoc.status.conventions import WORDS
from qdoc.status.rules import Rules
from qdoc.status.values import Judgement

_NAMED = 5
_LIKE = 0.6  # of three characters one may be wrong


def strange_statuses(ledger: Ledger, rules: Rules) -> tuple[Diagnostic, ...]:
    """Return B205, one for each unknown word of 办理状态, with the rows (序号) that hold it.

    Known are the words of the list, those that close a row, the published ones that say how far, and those of the
    office's rules. The row keeps the word: an office may call things its own way, but a mistyped 已完成 leaves an item
    open, and that must not pass in silence: a word close to one that closes is a warning, any other is for review.
    """
    own = dict(rules.words)
    closing = {*FINISHED, *(word for word, means in own.items() if means is Judgement.FINISHED)}
    listed = tuple(dict.fromkeys((*STATUSES, *sorted(closing), *own)))
    found: dict[str, list[int]] = {}
    for serial, row in enumerate(ledger.rows, 1):
        if row.status.strip() and plain(row.status) not in (*listed, *WORDS):
            found.setdefault(row.status.strip(), []).append(serial)
    return tuple(_finding(word, rows, listed, closing) for word, rows in found.items())


def _finding(word: str, rows: list[int], known: Sequence[str], closing: Collection[str]) -> Diagnostic:
    places = "、".join(f"第{serial}条" for serial in rows[:_NAMED])
    more = f"等，共 {len(rows)} 条" if len(rows) > _NAMED else ""
    near = get_close_matches(plain(word), known, n=1, cutoff=_LIKE)
    told = f"{places}{more}事项的办理状态“{word}”不是已知的状态词，按没有完成处理"
    if near:
        severity = Severity.WARNING if near[0] in closing else Severity.REVIEW
        return Diagnostic("B205", severity, told, hint=f"是不是“{near[0]}”？请在台账中改正")
    hint = f"请改成列表里的词（{'、'.join(STATUSES)}），或在 单位信息.xlsx 的“规则”里写明它算哪一种"
    return Diagnostic("B205", Severity.REVIEW, told, hint=hint)
