"""Owns what is never cut in a comparison: numbers with units, dates, quoted terms, 《titles》, names of units, words.

A text is cut in two steps, so that words are only looked for where something changed: clauses first (up to a mark),
then the tokens of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qdoc.extract.metric_values import unit_kinds
from qdoc.extract.verbs import alternatives

END = "\n"
"""The token of a paragraph's end."""
_COUNT = r"[零〇一二三四五六七八九十百千万两]"
_NUMBER = r"\d+(?:[,，]\d{3})*(?:[.．]\d+)?"
_DASH = r"(?:[-—–~～－―]{1,2}|[至到])"
_WHEN = r"(?:[初底末]|[上中下]旬)?(?:之?前|以前|底前|末前|起)?"
_AFTER = r"(?:及?以[上下内]|之内|左右)?"
# An ending of a name counts only where the name began with its level: 区数据局, 市发展改革委, 省教育厅.
_BODY = (
    r"[省市区县](?:(?![和与及的在由对向将把各])[\u4e00-\u9fff]){2,9}?"
    r"(?:委员会|办公室|管委会|办事处|支队|[局厅委办])"
)
_MARK = re.compile(r"([^\w])")
_CLAUSE_END = re.compile(r"[。；！？，：,;:!?）)]+|(?=[（(])")


@lru_cache(maxsize=1)
def _fixed() -> str:
    units = alternatives([unit for unit in unit_kinds() if unit not in "%％‰"])
    unit = rf"(?:[%％‰]|[余多]?[百千万亿]*[余多]?(?:{units})?)"
    figure = rf"{_NUMBER}{unit}(?:{_DASH}{_NUMBER}{unit})?"
    return "|".join(
        (
            r"《[^《》\n]{1,120}》",
            r"“[^“”\n]{1,60}”",
            r"‘[^‘’\n]{1,60}’",
            r"[\u4e00-\u9fff]{0,6}[〔\[［]\d{4}[〕\]］]第?\d+号",
            rf"(?:^|(?<=\n))(?:\d{{1,3}}[.．、](?!\d)|[（(](?:{_COUNT}|\d){{1,3}}[)）]|{_COUNT}{{1,4}}、|第{_COUNT}{{1,4}}[条章节])",
            rf"(?:\d{{4}}年{_DASH})?(?:\d{{2,4}}年)?\d{{1,2}}月(?:{_DASH}\d{{1,2}}月)?(?:\d{{1,2}}日)?{_WHEN}",
            rf"\d{{4}}(?:年?{_DASH}\d{{4}})?年(?:[第]?[一二三四]季度)?{_WHEN}",
            rf"(?:每?年|第?[一二三四]季度|[上下]半年){_WHEN}(?<=[初底末旬前起])",
            r"“?[一二三四五六七八九十]+五”",
            rf"第(?:{_COUNT}+|\d+)[届次批期条章节项款号类个]?",
            rf"百分之{_COUNT}+",
            r"\d+(?:[+＋×/:：]\d+)+",
            figure + _AFTER,
            rf"{_COUNT}+(?:{units})",
            r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ\d+\-—.]*",
        )
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch up to a mark, or a paragraph's end: pieces with whether each is a token already."""

    text: str
    pieces: tuple[tuple[str, bool], ...]

    def tokens(self, cut: Callable[[str], Sequence[str]] | None = None) -> list[str]:
        """The clause's tokens in order; joined they are its text. ``cut`` finds words; without it marks part them."""
        found: list[str] = []
        for text, whole in self.pieces:
            if whole:
                found.append(text)
            else:
                found += (part for part in _MARK.split(text) if part) if cut is None else cut(text)
        return found


class Tokens:
    """Cuts texts of two years, whose unit names are known."""

    def __init__(self, names: Iterable[str], cut: Callable[[str], Sequence[str]]) -> None:
        """``names``: unit names as printed in either year; ``cut``: finds words, and joined they are the text."""
        known = sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
        named = "|".join(map(re.escape, known))
        self._pattern = re.compile("|".join(part for part in (named, _BODY, _fixed()) if part))
        self.cut = cut

    def whole(self, token: str) -> bool:
        """Whether ``token`` (read forwards or backwards) must never be cut."""
        return any(self._pattern.fullmatch(way) is not None for way in (token, token[::-1]))

    def clauses(self, paragraphs: Sequence[str]) -> list[Clause]:
        """The clauses of paragraphs in order; after each paragraph but the last one its end."""
        found: list[Clause] = []
        for number, paragraph in enumerate(paragraphs):
            if number:
                found.append(Clause(END, ((END, True),)))
            found += self._clauses(paragraph)
        return found

    def _clauses(self, text: str) -> list[Clause]:
        found: list[Clause] = []
        open_: list[tuple[str, bool]] = []

        def close() -> None:
            if open_:
                found.append(Clause("".join(piece for piece, _ in open_), tuple(open_)))
                open_.clear()

        for piece, whole in self._pieces(text):
            if whole:
                open_.append((piece, True))
                continue
            at = 0
            for mark in _CLAUSE_END.finditer(piece):
                if mark.end() > at:
                    open_.append((piece[at : mark.end()], False))
                at = mark.end()
                close()
            if at < len(piece):
                open_.append((piece[at:], False))
        close()
        return found

    def _pieces(self, text: str) -> list[tuple[str, bool]]:
        found: list[tuple[str, bool]] = []
        at = 0
        for match in self._pattern.finditer(text):
            if match.start() > at:
                found.append((text[at : match.start()], False))
            if match.end() > match.start():
                found.append((match[0], True))
            at = match.end()
        if at < len(text):
            found.append((text[at:], False))
        return found
