"""Owns the rules of punctuation (QD301–QD319): GB/T 15834—2011 as it bears on official documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdoc.check.lines import all_lines
from qdoc.check.patterns import Pattern, find, own_words
from qdoc.check.values import Fix, Found, Subject

_HAN = r"[㐀-鿿〇]"
_ORDER = "(?:首先|其次|再次|最后|其一|其二|其三|第[一二三四五六七八九十])"
_CLAUSE = r"(?:^|(?<=[。；：，！？\s　]))"  # 质量第一、效益优先 is no ordinal of the text
_PAIRS = {"（": "）", "《": "》", "“": "”", "‘": "’", "〔": "〕", "〈": "〉", "【": "】"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_HALF = re.compile(rf"(?<={_HAN})[,;:!?]|[,;!?](?={_HAN})|(?<=[”》）])[,;:!?]")
_FIELDS = re.compile(r"\s*(?:---[ \t]*\n)?(?:[^\s:：，。]{1,12}:(?:[ \t][^\n]*)?\n){2,}")
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_WITH_HAN = re.compile(_HAN)
_BEFORE = re.compile(rf"(?:{_HAN}|[”》])$")
_LATIN = re.compile(r"[0-9A-Za-z]$")
_BRACKETS = re.compile("[（()）]")
_NUMBER_BEHIND = re.compile(r"\s*第?\d{1,4}号")
_LONGEST_PAIR = 200  # signs; what is further apart is told and not corrected
_FEW = 0.2  # of a kind: up to here half-width ones are slips among full-width ones, beyond it the copy's way of writing
_INNER = re.compile(r"《([^《》\n]*)《([^《》\n]+)》([^《》\n]*)》")


def _nested(match: re.Match[str]) -> str:
    return f"《{match[1]}〈{match[2]}〉{match[3]}》"


_NUMBERED = re.compile(r"\s*(?:[\d一二三四五六七八九十]{1,3}|[A-Za-z])")
_WIDE = {"(": "（", ")": "）"}
_MARKS = re.compile("[（）《》“”‘’〔〕〈〉【】()]")
_DEEPEST = 50  # marks inside each other; more is no writing, and looking through all would take for ever
_BROKEN = 3  # paragraphs that a copy may make of one
_START = r"(?m)^[ \t　]*"


_EXPLAINS = "[这那]|即|也就是|就是|尤其|特别是|包括|例如"
_FIRST = re.compile(_START + "([，。、；：！？）》”’])")
_SHOWN = 3  # places that are quoted


def _of(rule: str, regex: str, message: str, after: str | None = None, group: int = 0) -> Pattern:
    return Pattern(rule, re.compile(regex), message, None if after is None else lambda _: after, group)


PATTERNS = (
    _of("QD302", "(?<=》)、(?=《)|(?<=”)、(?=“)", "书名号、引号之间的“{}”通常不用", ""),
    _of("QD303", rf"(?m){_CLAUSE}{_ORDER}(、)(?!第?[一二三四五六七八九十])", "次序词后用的是“{}”，应为“，”", "，", 1),
    _of("QD304", _START + r"(?:（[一二三四五六七八九十]+）|（\d+）)([、.．，])", "带括号的序号后不再加“{}”", "", 1),
    _of("QD305", _START + r"\d{1,2}(、)(?=[^\d\s])", "阿拉伯数字序号后用的是“{}”，应为“.”", ".", 1),
    Pattern("QD306", _INNER, "书名号里又有书名号，里面的应为〈〉", _nested),
    Pattern(
        "QD307", re.compile(r"([，、；：！？])[ \t　]*\1+|(?<!。)。{2}(?!。)"), "重复的标点“{}”", lambda m: m[0][0]
    ),
    _of("QD308", r"(?<![.\d])\.{3,}(?![.\d])|(?<!…)…(?![…\t])", "省略号“{}”应为“……”", "……"),
    _of("QD308", "。{3,}", "“{}”是省略号的应为“……”，不是的留一个句号"),
    _of("QD309", r"(?<=[㐀-鿿〇”》）])--+(?=[㐀-鿿〇“《（])", "“{}”不是破折号，破折号为“——”"),
    # one dash between names (甲地—乙地, 设计—制造) is right; before what explains, it is half of one
    _of("QD309", rf"(?<=[㐀-鿿〇”》）])(?<!—)—(?!—)(?={_EXPLAINS})", "“{}”后面是说明的，应为破折号“——”"),
    _of("QD311", rf"(?<={_HAN})\"[^\"\n]{{1,40}}\"(?={_HAN}|[，。；、])", "{}用的是西文引号，应为“ ”"),
)


def signs(subject: Subject) -> Iterator[Found]:
    """Patterns of single signs."""
    yield from find(subject, PATTERNS)


def paragraphs(subject: Subject) -> Iterator[Found]:
    """QD310: a mark at a paragraph's start; once a document, for a copy that breaks its lines does it many times."""
    text = subject.source.text
    hits = [match.span(1) for start, end in own_words(subject) for match in _FIRST.finditer(text, start, end)]
    if not hits:
        return
    message = f"“{text[slice(*hits[0])]}”不能在一段的开头"
    if len(hits) > 1:
        others = "、".join(f"“{text[at : at + 8].split(chr(10))[0].strip()}”" for at, _ in hits[1 : 1 + _SHOWN])
        message += f"；全文共 {len(hits)} 处，其余如 {others}"
    yield Found("QD310", *hits[0], message)


def half_width(subject: Subject) -> Iterator[Found]:
    """QD301: half-width signs in Chinese text; one finding where they are written so throughout (a web copy)."""
    text = subject.source.text
    stretches = tuple(own_words(subject))
    fields = _FIELDS.match(text)
    below = fields.end() if fields else 0  # fields above the document (状态: 有效) are the copyist's, for a program
    hits = [match for start, end in stretches for match in _HALF.finditer(text, start, end) if match.start() >= below]
    right = sum(text.count(sign, start, end) for start, end in stretches for sign in _FULL.values())
    if _throughout(len(hits), right):
        yield Found("QD301", None, None, _habit("标点", len(hits), right))
        return
    for match in hits:
        after = _FULL[match[0]]
        fix = Fix(match.start(), match.end(), match[0], after)
        yield Found("QD301", match.start(), match.end(), f"半角的“{match[0]}”应为全角“{after}”", fix=fix)


def brackets(subject: Subject) -> Iterator[Found]:
    """QD301: half-width brackets by Chinese characters, and pairs of which only one half is: whole pairs or nothing.

    A copy may have half-width brackets throughout and full-width commas: then they are told once, mixed pairs apart.
    """
    text = subject.source.text
    found = list(_bracketed(subject))
    half = [(start, end) for start, end in found if text[start] + text[end] == "()" and _is_chinese(text, start, end)]
    full = sum(text[start] + text[end] == "（）" for start, end in found)
    throughout = _throughout(2 * len(half), 2 * full)
    if throughout:
        yield Found("QD301", None, None, _habit("括号", 2 * len(half), 2 * full))
    for start, end in found:
        signs = text[start] + text[end]
        if _NUMBER_BEHIND.match(text, end + 1) and text[start + 1 : end].isdecimal():
            continue  # the year of a document's number: QD201, QD203
        if signs == "（）" or (signs == "()" and (throughout or not _is_chinese(text, start, end))):
            continue
        words = text[start : end + 1]
        fix = Fix(start, end + 1, words, f"（{words[1:-1]}）") if len(words) <= _LONGEST_PAIR else None
        said = "半角的括号应为全角“（）”" if signs == "()" else f"括号“{signs}”一半是半角，应为“（）”"
        yield Found("QD301", start, end + 1, said, fix=fix)


def _throughout(half: int, full: int) -> bool:
    return half > max(2, _FEW * (half + full))


def _habit(name: str, half: int, full: int) -> str:
    if half > full:
        return f"全文用的是半角{name}（{half} 处），中文行文应用全角"
    return f"半角{name}有 {half} 处（全角 {full} 处），写法不一，中文行文应用全角"


def _bracketed(subject: Subject) -> Iterator[tuple[int, int]]:
    """Where brackets of a paragraph open and close, of either width, in the order of their ends."""
    text = subject.source.text
    for start, end in all_lines(subject):
        opened: list[int] = []
        for match in _BRACKETS.finditer(text, start, end):
            if match[0] in "（(":
                opened.append(match.start())
            elif opened:
                yield opened.pop(), match.start()


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Whether a pair of brackets is the text's own: with Chinese in it, behind Chinese or before it; f(x) is not."""
    before, after = text[max(start - 1, 0) : start], text[end + 1 : end + 2]
    if _WITH_HAN.search(text, start, end) or _BEFORE.match(before):
        return True
    return _WITH_HAN.match(after) is not None and _LATIN.match(before) is None


def pairs(subject: Subject) -> Iterator[Found]:
    """QD312: brackets, quotation and title marks come in pairs, in a paragraph or in one of the next few.

    A copy breaks a paragraph where a link or a page ends, so that a mark may be closed up to three paragraphs on.
    Half- and full-width brackets make a pair (QD301 tells the width). A closing bracket alone behind a number at a
    paragraph's start (1）) is a way of numbering, not half a pair; a quotation of several paragraphs opens each of them
    and closes once.
    """
    text = subject.source.text
    waiting: list[tuple[int, str, int]] = []  # where, which mark, in which paragraph
    for number, (start, end) in enumerate(all_lines(subject)):
        yield from _alone(one for one in waiting if number - one[2] > _BROKEN)
        waiting = [one for one in waiting if number - one[2] <= _BROKEN]
        for match in _MARKS.finditer(text, start, end):
            at, sign = match.start(), _WIDE.get(match[0], match[0])
            if sign in _PAIRS:
                waiting.append((at, sign, number))
            elif (opened := _opened(waiting, _CLOSING[sign])) is not None:
                yield from _alone(iter(waiting[opened + 1 :]))
                del waiting[opened:]
            elif not (sign == "）" and _NUMBERED.fullmatch(text, start, at)):
                yield Found("QD312", at, at + 1, f"{sign} 没有与它成对的 {_CLOSING[sign]}")
    yield from _alone(iter(waiting))


def _opened(waiting: list[tuple[int, str, int]], opening: str) -> int | None:
    """Which of the marks that wait to be closed is the last ``opening``."""
    last = len(waiting) - 1
    return next((at for at in range(last, max(last - _DEEPEST, -1), -1) if waiting[at][1] == opening), None)


def _alone(marks: Iterator[tuple[int, str, int]]) -> Iterator[Found]:
    for at, sign, _ in marks:
        if sign != "“":
            yield Found("QD312", at, at + 1, f"{sign} 没有与它成对的 {_PAIRS[sign]}")


CHECKS = (signs, paragraphs, half_width, brackets, pairs)
