"""Owns how a value becomes Word XML: escaping, line breaks, tabs, control characters, rich text and its filters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from qdoc.render.template_heal import MARK_OPEN

# A dropped control character leaves this noncharacter, so that rendering can count and place it; it is never written.
DROPPED = "\ufdd2"
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
_PAGE = '</w:t><w:br w:type="page"/><w:t xml:space="preserve">'
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class WordXml(Markup):
    """A piece of Word XML that qdoc itself made; the only values that are not escaped, besides what a macro renders."""

    __slots__ = ()


def word_value(value: object) -> object:
    """What ``{{ value }}`` puts into a run: text with breaks and tabs as Word wants them; None is nothing.

    Used as Jinja's ``finalize``: plain strings are returned as they are (autoescape follows), others as safe XML.
    """
    if value.__class__ is str:
        return value if value.isprintable() else _word_text(value)
    if value is None:
        return ""
    if isinstance(value, Markup | int | float):
        return value
    if isinstance(value, Rich):
        return word_value(value.text)
    text = str(value)
    return text if text.isprintable() else _word_text(text)


def _word_text(text: str) -> WordXml:
    safe = _CONTROL.sub(DROPPED, _LINE_ENDS.sub("\n", text))
    safe = str(escape(safe))
    return WordXml(safe.replace("\n", _BREAK).replace("\t", _TAB).replace("\f", _PAGE))


def plain_value(value: object) -> WordXml:
    """What a tag outside a Word run becomes (attribute, property, drawing): one line of escaped text."""
    if value is None:
        return WordXml("")
    text = value.text if isinstance(value, Rich) else str(value)
    return WordXml(escape(_CONTROL.sub(DROPPED, _LINE_ENDS.sub(" ", text).replace("\t", " ").replace("\f", " "))))


@dataclass(frozen=True, slots=True)
class Rich:
    """Text with looks of its own, for ``{{r }}``; each look is an element of w:rPr."""

    text: str
    looks: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.text


def _look(name: str, xml: str) -> Callable[[object], Rich]:
    def dress(value: object) -> Rich:
        rich = value if isinstance(value, Rich) else Rich("" if value is None else str(value))
        return replace(rich, looks=(*(look for look in rich.looks if look[0] != name), (name, xml)))

    return dress


def colour(value: object, rgb: object) -> Rich:
    """Filter 颜色('C00000')."""
    digits = re.sub(r"[^0-9A-Fa-f]", "", str(rgb))[:6].upper().rjust(6, "0")
    return _look("color", f'<w:color w:val="{digits}"/>')(value)


def typeface(value: object, name: object) -> Rich:
    """Filter 字体('黑体'): Western and East Asian alike, so that quotation marks follow."""
    safe = escape(str(name))
    fonts = f'<w:rFonts w:ascii="{safe}" w:hAnsi="{safe}" w:eastAsia="{safe}" w:cs="{safe}" w:hint="eastAsia"/>'
    return _look("rFonts", fonts)(value)


def chinese_date(value: object) -> str:
    """Filter 日期: 2026-03-01 → 2026年3月1日 (no leading zeros, GB/T 9704 7.3.5.4); anything else stays as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", str(value).strip())
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else str(value)


# The order the schema wants inside w:rPr, for the looks that filters set.
_RPR_ORDER = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "strike",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
)
_CHILD = re.compile(r"<w:(\w+)(?:[^<>]*/>|[^<>]*>.*?</w:\1>)", re.DOTALL)


def run_value(value: object, dress: str) -> WordXml:
    """What ``{{r value }}`` puts in place of its run: one run, the value's looks over the template's properties."""
    base = dress.partition(MARK_OPEN)[0]
    return WordXml(_run(value, base))


def paragraph_value(value: object, dress: str) -> WordXml:
    """What ``{{p value }}`` puts in place of its paragraph: one paragraph for each line, dressed as the template's."""
    run_properties, _, paragraph_properties = dress.partition(MARK_OPEN)
    if isinstance(value, WordXml):
        return value
    lines = value if isinstance(value, list | tuple) else [value]
    split: list[object] = []
    for line in lines:
        split += [line] if isinstance(line, Rich) else _LINE_ENDS.split("" if line is None else str(line))
    return WordXml("".join(f"<w:p>{paragraph_properties}{_run(line, run_properties)}</w:p>" for line in split))


def _run(value: object, base: str) -> str:
    if isinstance(value, WordXml):
        return str(value)
    looks = value.looks if isinstance(value, Rich) else ()
    text = _word_text(str(value) if value is not None else "")
    return f'<w:r>{_dressed(base, looks)}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _dressed(base: str, looks: tuple[tuple[str, str], ...]) -> str:
    if not looks:
        return base
    inner = base.partition(">")[2].rpartition("</")[0]
    children = {found[1]: found[0] for found in _CHILD.finditer(inner)}
    children.update(looks)
    rank = {name: place for place, name in enumerate(_RPR_ORDER)}
    ordered = sorted(children, key=lambda name: rank.get(name, len(rank)))
    return "<w:rPr>" + "".join(children[name] for name in ordered) + "</w:rPr>"


def changed(loop: Any, column: int, value: object) -> bool:
    """Whether ``value`` differs from the last one of its own ``column`` in this loop.

    ``loop.changed`` knows only one last value, so that two merged columns of a row would undo each other.
    """
    if loop.first:
        loop.qdoc_last = {}
    differs = column not in loop.qdoc_last or loop.qdoc_last[column] != value
    loop.qdoc_last[column] = value
    return bool(differs)


FILTERS: dict[str, Callable[..., object]] = {
    "加粗": _look("b", "<w:b/>"),
    "下划线": _look("u", '<w:u w:val="single"/>'),
    "颜色": colour,
    "字体": typeface,
    "日期": chinese_date,
}
