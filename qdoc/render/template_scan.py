"""Owns finding the tags in a stretch of text: where each starts and ends, what it is, and its words set right."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Openers and closers also as a Chinese input method types them.
_OPEN = re.compile(r"[{｛](?:(?P<value>[{｛])|(?P<block>[%％])|(?P<comment>[#＃]))")
_CLOSE = {
    "value": re.compile(r"[}｝][}｝]"),
    "block": re.compile(r"[%％][}｝]"),
    "comment": re.compile(r"[#＃][}｝]"),
}
_STRAY = re.compile(r"[}｝][}｝]|[%％][}｝]")
_SCOPE = re.compile(r"(?P<scope>tr|tc|p|r)\s")
_DOUBLE, _SINGLE = '"“”„‟＂', "'‘’‚‛＇"
# What Word's and WPS's autocorrection and Chinese typing put where a programmer's sign belongs; never inside strings.
_SIGNS = str.maketrans(
    "（）［］｛｝，：＝＜＞｜．＋！＊－–—\u00a0\u3000\u2002\u2003",
    "()[]{},:=<>|.+!*---    ",
    "\u200b\u200c\u200d\ufeff",
)
_ENOUGH = 20
_EXAMPLE = {"value": "}}", "block": "%}", "comment": "#}"}


@dataclass(frozen=True, slots=True)
class RawTag:
    """A tag in a text: ``text[start:end]``. ``scope`` is "", p, tr, tc or r; ``body`` the words inside, healed.

    ``fault`` says in Chinese what is wrong with the tag's own signs, None when nothing is.
    """

    start: int
    end: int
    kind: str
    scope: str
    body: str
    source: str
    trim_left: bool = False
    trim_right: bool = False
    fault: str | None = None


def scan(text: str) -> tuple[RawTag, ...]:
    """Return the tags of ``text`` in order; they never overlap. A tag that does not end is returned with a fault.

    Strings inside tags may hold closing signs; curly and full-width quotes that delimit a string become straight.
    """
    tags: list[RawTag] = []
    at = open_ends = 0
    while opening := _OPEN.search(text, at):
        kind = opening.lastgroup or "value"
        tag = _comment(text, opening.start()) if kind == "comment" else _tag(text, opening.start(), kind)
        tags.append(tag)
        at = tag.end
        open_ends += tag.fault is not None
        if open_ends > _ENOUGH:
            break  # each was looked for to the paragraph's end; the rest would be no other news
    return tuple(tags)


def stray_closings(text: str, tags: tuple[RawTag, ...]) -> tuple[str, ...]:
    """Return closing signs that belong to no tag: usually a tag whose opening was damaged."""
    outside, at = [], 0
    for tag in tags:
        outside.append(text[at : tag.start])
        at = tag.end
    outside.append(text[at:])
    return tuple(found.group() for piece in outside for found in _STRAY.finditer(piece))


def _comment(text: str, start: int) -> RawTag:
    closing = _CLOSE["comment"].search(text, start + 2)
    if closing is None:
        return _unclosed(text, start, "comment")
    inside = text[start + 2 : closing.start()]
    scope = _SCOPE.match(inside)
    source = text[start : closing.end()]
    return RawTag(start, closing.end(), "comment", scope["scope"] if scope else "", inside, source)


def _unclosed(text: str, start: int, kind: str) -> RawTag:
    fault = f"标签没有结束，缺少“{_EXAMPLE[kind]}”（标签要写在同一个段落里）"
    return RawTag(start, start + 2, kind, "", "", text[start : start + 30], fault=fault)


def _tag(text: str, start: int, kind: str) -> RawTag:
    closing = _CLOSE[kind]
    out: list[str] = []
    at, depth = start + 2, 0
    while at < len(text):
        char = text[at]
        if char in _DOUBLE or char in _SINGLE:
            at = _string(text, at, closing, out)
            continue
        end = closing.match(text, at)
        if end and depth == 0:
            return _finished(text, start, end.end(), kind, "".join(out))
        inner = _OPEN.match(text, at)
        if inner and (kind == "block" or inner.lastgroup != "value"):
            break  # another tag begins: this one never ended ("{{" inside a value may be a dictionary)
        depth += (char in "{｛") - (char in "}｝" and depth > 0)
        out.append(char.translate(_SIGNS))
        at += 1
    return _unclosed(text, start, kind)


def _string(text: str, at: int, closing: re.Pattern[str], out: list[str]) -> int:
    """Copy the string literal that starts at ``at`` with straight quotes; return the place behind it."""
    opener = text[at]
    family = _DOUBLE if opener in _DOUBLE else _SINGLE
    straight = family[0]
    end = -1
    if opener == straight:
        end = _straight_end(text, at + 1, straight)
        if end >= 0 and closing.search(text, at, end):  # it would swallow the tag's end: a curly one closes it
            curly = _first_of(text, at + 1, family)
            end = curly if 0 <= curly < end else end
    if end < 0:
        end = _first_of(text, at + 1, family)
    if end < 0:
        out.append(straight)
        return at + 1
    content = text[at + 1 : end]
    if opener != straight:
        content = content.replace(straight, "\\" + straight)
    out.append(straight + content + straight)
    return end + 1


def _straight_end(text: str, at: int, quote: str) -> int:
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text[at] == quote:
            return at
        else:
            at += 1
    return -1


def _first_of(text: str, at: int, family: str) -> int:
    return next((i for i in range(at, len(text)) if text[i] in family), -1)


def _finished(text: str, start: int, end: int, kind: str, body: str) -> RawTag:
    trim_left = body.startswith(("-", "+"))
    minus_left = body.startswith("-")
    body = body[1:] if trim_left else body
    minus_right = body.endswith("-")
    body = body[:-1] if body.endswith(("-", "+")) else body
    scope = _SCOPE.match(body)
    if scope:
        body = body[scope.end() :]
    body = body.strip()
    fault = None if body else "标签里没有内容"
    name = scope["scope"] if scope else ""
    return RawTag(start, end, kind, name, body, text[start:end], minus_left, minus_right, fault)
