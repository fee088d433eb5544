"""Owns the rules of punctuation (QD301–QD319): GB/T 15834—2011 as it bears on official documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdoc.check.patterns import Pattern, find, own_words
from qdoc.check.values import Fix, Found, Subject

_HAN = r"[㐀-鿿〇]"
_ORDER = "首先|其次|再次|最后|其一|其二|其三|第[一二三四五六七八九十]"
_PAIRS = {"（": "）", "《": "》", "“": "”", "‘": "’", "〔": "〕", "〈": "〉", "【": "】"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_HALF = re.compile(rf"(?<={_HAN})[,;:!?()]|[,;!?()](?={_HAN})|(?<=[”》）])[,;:!?]")
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_FULL_SIGNS = re.compile("[，；：！？（）]")
_FEW = 0.2  # of all such signs: up to here they are slips among full-width ones, beyond it the copy's way of writing
_INNER = re.compile(r"《([^《》\n]*)《([^《》\n]+)》([^《》\n]*)》")


def _nested(match: re.Match[str]) -> str:
    return f"《{match[1]}〈{match[2]}〉{match[3]}》"


_NUMBERED = re.compile(r"\s*[\d一二三四五六七八九十]{1,3}")
_REPEATED = re.compile(r"([，、；：！？])[ \t　]*\1+|(?<!。)。{2}(?!。)")
_START = r"(?m)^[ \t　]*"


def _of(rule: str, regex: str, message: str, after: str | None = None, group: int = 0) -> Pattern:
    return Pattern(rule, re.compile(regex), message, None if after is None else lambda _: after, group)


PATTERNS = (
    _of("QD302", "(?<=》)、(?=《)|(?<=”)、(?=“)", "书名号、引号之间的“{}”通常不用", ""),
    _of("QD303", rf"(?:{_ORDER})(、)(?!第?[一二三四五六七八九十])", "次序词后用的是“{}”，应为“，”", "，", 1),
    _of("QD304", _START + r"(?:（[一二三四五六七八九十]+）|（\d+）)([、.．，])", "带括号的序号后不再加“{}”", "", 1),
    _of("QD305", _START + r"\d{1,2}(、)(?=[^\d\s])", "阿拉伯数字序号后用的是“{}”，应为“.”", ".", 1),
    Pattern("QD306", _INNER, "书名号里又有书名号，里面的应为〈〉", _nested),
    Pattern(
        "QD307", re.compile(r"([，、；：！？])[ \t　]*\1+|(?<!。)。{2}(?!。)"), "重复的标点“{}”", lambda m: m[0][0]
    ),
    _of("QD308", r"(?<![.\d])\.{3,}(?![.\d])|。{3,}|(?<!…)…(?!…)", "省略号“{}”应为“……”", "……"),
    _of("QD309", rf"(?<={_HAN})(?:--+|(?<!—)—(?!—))(?={_HAN})", "破折号“{}”应为“——”（表示起止的一字线除外）"),
    _of("QD310", _START + "([，。、；：！？）》”’])", "“{}”不能在一段的开头", None, 1),
    _of("QD311", rf"(?<={_HAN})\"[^\"\n]{{1,40}}\"(?={_HAN}|[，。；、])", "{}用的是西文引号，应为“ ”"),
)


def signs(subject: Subject) -> Iterator[Found]:
    """Patterns of single signs."""
    yield from find(subject, PATTERNS)


def half_width(subject: Subject) -> Iterator[Found]:
    """QD301: half-width signs in Chinese text; one finding where the whole text is written so (a web copy)."""
    text = subject.source.text
    hits = [match for start, end in own_words(subject) for match in _HALF.finditer(text, start, end)]
    if not hits:
        return
    full = sum(len(_FULL_SIGNS.findall(text, start, end)) for start, end in own_words(subject))
    if len(hits) > _FEW * (len(hits) + full):
        yield Found("QD301", None, None, f"全文用的是半角标点（{len(hits)} 处），中文行文应用全角")
        return
    for match in hits:
        after = _FULL[match[0]]
        fix = Fix(match.start(), match.end(), match[0], after)
        yield Found("QD301", match.start(), match.end(), f"半角的“{match[0]}”应为全角“{after}”", fix=fix)


def pairs(subject: Subject) -> Iterator[Found]:
    """QD312: brackets, quotation and title marks come in pairs, within a paragraph or the one that it runs on into.

    A closing bracket alone behind a number at a paragraph's start (1）) is a way of numbering, not half a pair; a
    quotation of several paragraphs opens each of them and closes once.
    """
    text = subject.source.text
    open_before: list[int] = []  # marks that the paragraph before left open: a copy may break a paragraph in two
    for block in subject.source.blocks:
        waiting, line = open_before, text[block.start : block.end]
        for at, sign in enumerate(line, block.start):
            if sign in _PAIRS:
                waiting.append(at)
            elif sign in _CLOSING:
                if waiting and text[waiting[-1]] == _CLOSING[sign]:
                    waiting.pop()
                elif not (sign == "）" and _NUMBERED.fullmatch(text, block.start, at)):
                    yield Found("QD312", at, at + 1, f"{sign} 没有与它成对的 {_CLOSING[sign]}")
        yield from _alone(text, (at for at in waiting if at < block.start))
        open_before = [at for at in waiting if at >= block.start] if line.strip() else []
    yield from _alone(text, iter(open_before))


def _alone(text: str, places: Iterator[int]) -> Iterator[Found]:
    for at in places:
        if text[at] != "“":
            yield Found("QD312", at, at + 1, f"{text[at]} 没有与它成对的 {_PAIRS[text[at]]}")


CHECKS = (signs, half_width, pairs)
