"""Owns how a value becomes Word XML: escaping, line breaks, tabs, control characters, rich text and its filters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from qdoc.errors import UsageError
from qdoc.render.template_heal import MARK_OPEN
from qdoc.render.template_looks import LATER, dressed
from qdoc.render.template_parts import Placed, apart, current

# A dropped control character leaves this noncharacter, so that rendering can count and place it; it is never written.
DROPPED = "\ufdd2"
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_PAGE = '</w:t><w:br w:type="page"/><w:t xml:space="preserve">'
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\u2028\u2029]")
_MOST = 100_000  # things in a list that is printed as it is
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class WordXml(Markup):
    """A piece of Word XML that qdoc itself made; the only values that are not escaped, besides what a macro renders."""

    __slots__ = ()


def word_value(value: object) -> object:
    """What ``{{ value }}`` puts into a run: text with breaks and tabs as Word wants them; None is nothing.

    Used as Jinja's ``finalize``: plain strings are returned as they are (autoescape follows), others as safe XML.
    """
    if value.__class__ is str:
        return value if value.isprintable() else word_text(value)
    if value is None:
        return ""
    if isinstance(value, Markup | int | float):
        return value
    if isinstance(value, Rich):
        return WordXml(apart(_run(value, LATER))) if value.looks else word_value(value.text)
    if isinstance(value, Placed):
        return WordXml(apart(value.runs(LATER)))
    text = _as_text(value)
    return text if text.isprintable() else word_text(text)


def _as_text(value: object) -> str:
    if hasattr(value, "__html__") and not isinstance(value, Markup):  # another engine's XML: never printed as words
        kind = type(value).__name__
        raise UsageError(f"{kind} 是别的程序的排版片段，不能放入；请改用过滤器（加粗、颜色、链接等）、图片、图表或控件")
    if isinstance(value, (list, tuple, dict, set)) and not _prints(value):
        raise UsageError("要印的一列东西太大，套得太深")
    return str(value)


def _prints(value: object) -> bool:
    """Whether a list holds few enough things, those inside its members counted each time that they stand there."""
    left, waiting = _MOST, [value]
    while waiting:
        each = waiting.pop()
        inside = list(each.values()) if isinstance(each, dict) else each if isinstance(each, (list, tuple, set)) else ()
        left -= len(inside) + 1
        if left < 0:
            return False
        waiting += inside
    return True


def word_text(text: str) -> WordXml:
    """``text`` inside w:t: escaped, line ends as breaks, tabs and page breaks as Word wants them."""
    safe = _CONTROL.sub(DROPPED, _LINE_ENDS.sub("\n", text))
    safe = str(escape(safe))
    return WordXml(safe.replace("\n", _BREAK).replace("\t", _TAB).replace("\f", _PAGE))


def clean_text(text: str) -> str:
    """``text`` as one line that XML can hold, not escaped: for names and descriptions that qdoc writes itself."""
    return _CONTROL.sub("", _LINE_ENDS.sub(" ", text).replace("\t", " ").replace("\f", " "))


def plain_value(value: object) -> WordXml:
    """What a tag outside a Word run becomes (attribute, property, drawing): one line of escaped text."""
    if value is None:
        return WordXml("")
    text = value.text if isinstance(value, Rich) else _as_text(value)
    return WordXml(escape(_CONTROL.sub(DROPPED, _LINE_ENDS.sub(" ", text).replace("\t", " ").replace("\f", " "))))


@dataclass(frozen=True, slots=True)
class Rich:
    """Text with looks of its own; each look is an element of w:rPr by its name."""

    text: str
    looks: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.text


def _look(name: str, xml: str) -> Callable[[object], Rich | Link]:
    def dress(value: object) -> Rich | Link:
        inner = value.rich if isinstance(value, Link) else value
        rich = inner if isinstance(inner, Rich) else Rich("" if inner is None else str(inner))
        rich = replace(rich, looks=(*(look for look in rich.looks if look[0] != name), (name, xml)))
        return replace(value, rich=rich) if isinstance(value, Link) else rich

    return dress


def _digits(rgb: object) -> str:
    return re.sub(r"[^0-9A-Fa-f]", "", str(rgb))[:6].upper().rjust(6, "0")


def colour(value: object, rgb: object) -> Rich | Link:
    """Filter 颜色('C00000')."""
    return _look("color", f'<w:color w:val="{_digits(rgb)}"/>')(value)


def shade(value: object, rgb: object) -> Rich | Link:
    """Filter 底色('FFFF00'): the colour behind the text."""
    return _look("shd", f'<w:shd w:val="clear" w:color="auto" w:fill="{_digits(rgb)}"/>')(value)


def size(value: object, points: float) -> Rich | Link:
    """Filter 字号(16): in points, to the half (三号 is 16)."""
    return _look("sz", f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>')(value)


def typeface(value: object, name: object) -> Rich | Link:
    """Filter 字体('黑体'): Western and East Asian alike, so that quotation marks follow."""
    safe = escape(str(name))
    fonts = f'<w:rFonts w:ascii="{safe}" w:hAnsi="{safe}" w:eastAsia="{safe}" w:cs="{safe}" w:hint="eastAsia"/>'
    return _look("rFonts", fonts)(value)


# What a link may lead to: a page, a mailbox, or a bookmark of the same document. Nothing else is ever opened.
_ADDRESS = re.compile(r"(?:https?://[^\s\"<>\\^`{|}]+|mailto:[^\s\"<>\\^`{|}@]+@[^\s\"<>\\^`{|}@]+)", re.IGNORECASE)
_BOOKMARK = re.compile(r"#[^\W\d]\w{0,39}")
_LINK_LOOKS = (("color", '<w:color w:val="0563C1"/>'), ("u", '<w:u w:val="single"/>'))


@dataclass(frozen=True, slots=True)
class Link(Placed):
    """Text that leads to an address, as a HYPERLINK field: no external relationship is written (promise 5)."""

    rich: Rich
    instruction: str

    def __str__(self) -> str:
        return self.rich.text

    def runs(self, base: str) -> str:
        """The field: begin, instruction, part, the text, end."""
        own = dict(_LINK_LOOKS) | dict(self.rich.looks)
        looks = dressed(base, "".join(own.values()))
        sign = '<w:r>{}<w:fldChar w:fldCharType="{}"/></w:r>'
        text = f'<w:r>{looks}<w:t xml:space="preserve">{word_text(self.rich.text)}</w:t></w:r>'
        instruction = f'<w:r>{looks}<w:instrText xml:space="preserve"> {escape(self.instruction)} </w:instrText></w:r>'
        begin, part, end = (sign.format(looks, kind) for kind in ("begin", "separate", "end"))
        return begin + instruction + part + text + end


def link(value: object, address: object) -> Link:
    """Filter 链接('https://…'): http, https, mailto, or #书签 for a bookmark of the same document.

    Raises UsageError for anything else (file:, javascript:, a path, a network share).
    """
    target = str(address).strip()
    rich = value if isinstance(value, Rich) else Rich("" if value is None else str(value))
    if _BOOKMARK.fullmatch(target):
        return Link(rich, f'HYPERLINK \\l "{target[1:]}"')
    if _ADDRESS.fullmatch(target):
        return Link(rich, f'HYPERLINK "{target}"')
    raise UsageError(f"链接地址“{target}”不能使用，只能是 http://、https://、mailto: 开头的地址或 #书签名")


def chinese_date(value: object) -> str:
    """Filter 日期: 2026-03-01 → 2026年3月1日 (no leading zeros, GB/T 9704 7.3.5.4); anything else stays as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", str(value).strip())
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else str(value)


def run_value(value: object, dress: str) -> WordXml:
    """What ``{{r value }}`` puts in place of its run: runs that take on the template's properties; a list: one each."""
    base = dress.partition(MARK_OPEN)[0]
    pieces = value if isinstance(value, list | tuple) else (value,)
    return WordXml("".join(_run(piece, base) for piece in pieces))


def paragraph_value(value: object, dress: str) -> WordXml:
    """What ``{{p value }}`` puts in place of its paragraph: one paragraph for each line, dressed as the template's."""
    run_properties, _, paragraph_properties = dress.partition(MARK_OPEN)
    if isinstance(value, WordXml):
        return value
    made: list[str] = []
    for line in value if isinstance(value, list | tuple) else (value,):
        if isinstance(line, Placed):
            made.append(line.block(run_properties, paragraph_properties))
            continue
        for each in [line] if isinstance(line, Rich) else _LINE_ENDS.split("" if line is None else _as_text(line)):
            made.append(f"<w:p>{paragraph_properties}{_run(each, run_properties)}</w:p>")
    return WordXml("".join(made))


def _run(value: object, base: str) -> str:
    if isinstance(value, WordXml):
        return str(value)
    if isinstance(value, Placed):
        return value.runs(base)
    looks = "".join(xml for _, xml in value.looks) if isinstance(value, Rich) else ""
    text = word_text(_as_text(value) if value is not None else "")
    return f'<w:r>{dressed(base, looks)}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _while_filling(dress: Callable[..., object]) -> Callable[..., object]:
    """Keep Jinja from dressing constants beforehand: it would escape them, and their looks would be lost."""

    def filling(*arguments: Any, **named: Any) -> object:
        current()
        return dress(*arguments, **named)

    return filling


_LOOKS: dict[str, Callable[..., object]] = {
    "加粗": _look("b", "<w:b/>"),
    "斜体": _look("i", "<w:i/>"),
    "下划线": _look("u", '<w:u w:val="single"/>'),
    "删除线": _look("strike", "<w:strike/>"),
    "上标": _look("vertAlign", '<w:vertAlign w:val="superscript"/>'),
    "下标": _look("vertAlign", '<w:vertAlign w:val="subscript"/>'),
    "颜色": colour,
    "底色": shade,
    "字体": typeface,
    "字号": size,
    "链接": link,
}
FILTERS = {name: _while_filling(dress) for name, dress in _LOOKS.items()} | {"日期": chinese_date}
