"""Owns what a form had printed and came back changed: it is never read as an answer, and never passed over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from qdoc.asking import FormLine
from qdoc.ledger.form_columns import TARGET_HEADER
from qdoc.ledger.key import fold_text
from qdoc.returns.form_values import Answer, Piece

UNIT_HEADER = "计量单位"
PRINTED = ("时限", TARGET_HEADER, UNIT_HEADER)
"""Headings of printed columns that hold what a row of the ledger says; the words of tasks are ``form_match``'s."""
_BARE = re.compile(r"[+-]?[\d.,]+%?")


def changed_cells(piece: Piece, line: FormLine) -> Iterator[tuple[Answer, str, str]]:
    """Yield each printed cell of ``piece`` that says something else than ``line`` asks, why it is told and what to do.

    An emptied cell says nothing. A row that names its figure is held to that one, any other to all of the line's.
    """
    for answer in piece.printed:
        metrics = [one for one in line.metrics if answer.target in ("", one.id)]
        wanted = {
            "时限": [] if piece.below else [line.deadline or "—"],
            TARGET_HEADER: [one.target for one in metrics],
            UNIT_HEADER: [one.unit for one in metrics],
        }[answer.of]
        if _plain(answer.text) in {_plain(text) for text in wanted}:
            continue
        printed = "、".join(filter(None, dict.fromkeys(wanted)))
        why = f"这一格不填，应为“{printed}”；写的没有采用" if printed else "这一格不填，原来是空的；写的没有采用"
        figure = answer.of != "时限" and _BARE.fullmatch(_plain(answer.text))
        hint = "像是完成数值填错了格，请与该单位核对后在台账中补填" if figure else "目标、时限要改的，按程序另行报批"
        yield answer, why, hint


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", fold_text(text)).split())
