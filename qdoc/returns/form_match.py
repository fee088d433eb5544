"""Owns whose line a row of a returned form is: by its hidden key, else by its words; both must agree; never a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from qdoc.asking import Form, FormLine, FormMetric
from qdoc.ledger.key import fold_text
from qdoc.returns.form_values import Answer, Piece

_MARKS = re.compile(r"[\W_]")
_NOT_LETTERS = re.compile(r"[\W\d_]")
_TELLING = 6  # signs that a text must have to tell a line by itself
KEEP_KEYS = "请在原表里填写，不要另建表或改动任务名称；也可以重新导出这个单位的填报表再填"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row of a form belongs: its line, or why nobody can say. ``torn``: key and words name different lines."""

    line: FormLine | None
    why: str = ""
    torn: bool = False


class Lines:
    """The lines of one unit's form, found by key, by ledger rows or by words.

    Args:
        form: what the unit is asked.
        single: gives the same, asked by 事项: for a form whose tasks had other rows when it was handed out.
        by_words: whether words may decide where a key is lost (not for the form of another plan).
    """

    def __init__(self, form: Form, single: Callable[[], Form | None], *, by_words: bool = True) -> None:
        self._lines = form.lines
        self._by_words = by_words
        self._by_key = {line.key: line for line in form.lines}
        self._by_rows = {frozenset(line.row_keys): line for line in form.lines}
        self._ask_single = single
        self._single: dict[str, FormLine] | None = None
        self._by_title: dict[str, list[FormLine]] = {}
        self._by_text: dict[str, list[FormLine]] = {}
        self._by_both: dict[tuple[str, str], list[FormLine]] = {}
        for line in form.lines:
            title, text = _title(line), _letters("".join(line.texts))
            self._by_title.setdefault(title, []).append(line)
            self._by_text.setdefault(text, []).append(line)
            self._by_both.setdefault((title, text), []).append(line)

    def find(self, piece: Piece) -> Place:
        """Return the line that ``piece`` answers."""
        known = self._by_key.get(piece.key) or self._by_rows.get(frozenset(piece.row_keys)) or self._of_rows(piece)
        alike = self._alike(piece)
        if known is not None:
            if piece.below or not (piece.task or piece.text) or self._agrees(known, piece, alike):
                return Place(known)
            shown = _cut(piece.task or piece.text)
            return Place(None, f"隐藏的识别码是“{_cut(named(known))}”的，表上写的是“{shown}”，两者对不上", torn=True)
        if piece.key:
            return Place(None, "隐藏的识别码不是这个单位这一期的，或这一项已不由该单位办理")
        if not self._by_words or not (piece.task or piece.text):
            return Place(None, "没有识别码，也没有写明是哪一项")
        if not alike and (row := self._row_alike(piece)) is not None:
            return Place(row)
        if len(alike) == 1:
            return Place(alike[0])
        shown = _cut(piece.task or piece.text)
        if alike:
            return Place(None, f"没有识别码，而“{shown}”有 {len(alike)} 项，不知道是哪一项")
        return Place(None, f"没有识别码，填报事项中没有与“{shown}”完全相同的")

    def _of_rows(self, piece: Piece) -> FormLine | None:
        """A line made anew for a task that had other rows when the form was handed out."""
        if not piece.row_keys:
            return None
        single = self._singles()
        mine = [single[key] for key in piece.row_keys if key in single]
        if not mine or len({line.leads for line in mine}) > 1:
            return None
        return replace(
            mine[0],
            row_keys=tuple(line.row_keys[0] for line in mine),
            texts=tuple(text for line in mine for text in line.texts),
            metrics=tuple(metric for line in mine for metric in line.metrics),
        )

    def _row_alike(self, piece: Piece) -> FormLine | None:
        """The one row with the title and the text of ``piece``: a form by 事项 that lost what it remembered."""
        title, text = _plain(piece.task), _letters(piece.text)
        if not title or not text:
            return None
        found = [line for line in self._singles().values() if (_title(line), _letters(line.texts[0])) == (title, text)]
        return found[0] if len(found) == 1 else None

    def _singles(self) -> dict[str, FormLine]:
        """The unit's rows, each a line of its own, by the row's key."""
        if self._single is None:
            asked = self._ask_single()
            self._single = {line.row_keys[0]: line for line in asked.lines} if asked else {}
        return self._single

    def _alike(self, piece: Piece) -> list[FormLine]:
        """The lines that have the words of ``piece``: all of them, else its title, else its text; by its role then."""
        title, text = _plain(piece.task), _letters(piece.text)
        titled = self._by_title.get(title, []) if title else []
        texted = self._by_text.get(text, []) if len(text) >= _TELLING else []
        whole = self._by_both.get((title, text), [])
        if titled and text and not whole:
            return []  # the title of one line with the text of another, or of one row of it
        found = whole or titled or texted
        if len(found) > 1 and piece.role:
            role = _plain(piece.role)
            found = [line for line in found if role.startswith(_plain(line.role))] or found
        return found

    def _agrees(self, known: FormLine, piece: Piece, alike: list[FormLine]) -> bool:
        if any(line.row_keys == known.row_keys for line in alike):
            return True
        if alike:
            return False
        title, text = _plain(piece.task), _letters(piece.text)
        number = _plain(known.number)
        return bool(
            (title and title == _title(known))
            or (text and text == _letters("".join(known.texts)))
            or (number and title.startswith(number) and not title[len(number) :][:1].isdigit())
        )


def metric_of(line: FormLine, answer: Answer) -> FormMetric | str:
    """Return which figure of ``line`` an answer in 完成数值 gives, or why nobody can say.

    The metric's id decides, unless the target printed beside it is another's; without it the printed target does.
    """
    shown = fold_text(answer.target)
    by_id = [metric for metric in line.metrics if answer.of and metric.id == answer.of]
    by_target = [metric for metric in line.metrics if shown and fold_text(metric.target) == shown]
    if by_id:
        if shown and by_target and by_id[0] not in by_target:
            return f"隐藏的指标码是“{_cut(by_id[0].target)}”的，旁边写的目标值是“{_cut(answer.target)}”"
        return by_id[0]
    if len(by_target) == 1:
        return by_target[0]
    if len(line.metrics) == 1 and not shown and not answer.of:
        return line.metrics[0]
    if not line.metrics and len(line.row_keys) == 1:
        return FormMetric("", line.row_keys[0], "", "", numeric=False)
    if not line.metrics:
        return "这一项没有要填的数值，不知道记在哪一条事项上"
    return f"这一项要填 {len(line.metrics)} 个数值，不知道这是哪一个"


def named(line: FormLine) -> str:
    """The line as a clerk knows it: number and title, else its first words."""
    return f"{line.number}{line.task}" if line.task else line.texts[0]


def _title(line: FormLine) -> str:
    if not (line.number or line.task):
        return _plain(line.theme)
    return _plain(line.task if line.task.startswith(line.number) else f"{line.number}{line.task}")


@lru_cache(maxsize=16_384)
def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=16_384)
def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text))


def _cut(text: str, length: int = 24) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[:length] + "…"
