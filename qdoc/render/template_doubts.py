"""Owns what a template may do but hardly means: lone braces, loops cut across paragraphs, duties that it drops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from qdoc.render.package import read_package
from qdoc.render.template_assemble import Assembled, assemble
from qdoc.render.template_check import parse_alone, tag_stacks
from qdoc.render.template_fields import Fields, walk
from qdoc.render.template_heal import Fault, Tag, Work
from qdoc.render.template_limits import BROKEN
from qdoc.render.template_open import open_parts
from qdoc.render.template_place import ancestor, local, place_of
from qdoc.render.template_scan import scan
from qdoc.render.template_scopes import find_tags
from qdoc.render.templates import environment

_LONE = re.compile(r"[{｛]\s*([^\s{}｛｝%％#＃][^{}｛｝%％#＃]{0,30}?)\s*[}｝]+|[{｛]([%％][^{}｛｝]{1,60}?)[}｝]")
DROPPED_CODE = "T023"
_WHOLE = frozenset({"w:tc", "w:tr", "w:tbl", "w:txbxContent"})  # crossing these is an error already


def find_doubts(data: bytes, name: str, fields: Fields, essential: Mapping[str, str]) -> tuple[Fault, ...]:
    """List what the office should look at in a template; none of it keeps the template from being filled.

    Args:
        data: the bytes of the .docx.
        name: the file as the user calls it.
        fields: the known fields.
        essential: path of a field → what the reader loses where no tag uses it.

    Raises:
        DamagedFile, EncryptedFile, LimitExceeded: as ``check_template``.
    """
    doubts: list[Fault] = []
    used: set[str] = set()
    whole: set[str] = set()
    sure = True
    parts, _ = open_parts(read_package(data, name), name)
    for part in parts:
        doubts += _lone_braces(part.root, part.label, fields)
        work = find_tags(part.root, part.label)
        if not work.tags:
            continue
        assembled = assemble(work)
        doubts += _cut_paragraphs(assembled, work)
        try:
            walker = walk(environment().parse(assembled.source), assembled.tag_at, fields)
        except (TemplateSyntaxError, *BROKEN):
            sure = False
            used |= _named(assembled)
            continue
        doubts += walker.doubts
        used |= walker.used
        whole |= walker.whole
    return (*doubts, *_dropped(essential, used, whole, sure=sure))


def _named(assembled: Assembled) -> set[str]:
    """The names that tags hold, where the whole cannot be parsed."""
    trees, _ = parse_alone(assembled.tags, environment())
    return {each.name for _, tree in trees for each in tree.find_all(nodes.Name)}


def _dropped(essential: Mapping[str, str], used: set[str], whole: set[str], *, sure: bool) -> Iterable[Fault]:
    """The essential fields that no tag uses; where tags are broken, only the fields of the first level are judged."""
    told: set[str] = set()
    for paths, loss in essential.items():
        ways = [_missing(path, used, whole, sure=sure) for path in paths.split("|")]
        if None in ways or ways[0] in told:
            continue
        told.add(ways[0] or "")
        named = "或".join(_named_field(each or "") for each in ways)
        yield Fault(DROPPED_CODE, "整个模板", "", f"没有用到{named}：{loss}", "如果是有意不印，可以不管")


def _missing(path: str, used: set[str], whole: set[str], *, sure: bool) -> str | None:
    """The first step of ``path`` that no tag takes; None where it is used."""
    steps = path.split(".")
    above = [".".join(steps[: count + 1]) for count in range(len(steps))]
    if whole.intersection(above):
        return None
    return next((each for each in (above if sure else above[:1]) if each not in used), None)


def _named_field(path: str) -> str:
    """牵头事项.待确认 → “牵头事项”里的“待确认”."""
    above, _, field = path.rpartition(".")
    return (f"“{above.replace('.', '”里“')}”里的" if above else "") + f"“{field}”"


def _lone_braces(root: etree._Element, label: str, fields: Fields) -> Iterable[Fault]:
    """{字段} with one brace, or {% … } and { % … }: they would be printed as they stand."""
    for paragraph in [each for each in root.iter() if local(each) == "p"]:
        own = (each for each in paragraph.iter() if local(each) == "t" and ancestor(each, "p") is paragraph)
        text = "".join(each.text or "" for each in own)
        if "{" not in text and "｛" not in text:
            continue
        for raw in reversed(scan(text)):
            text = text[: raw.start] + text[raw.end :]
        for found in _LONE.finditer(text):
            inside = (found[1] or "").strip()
            if found[2] or _like_a_field(inside, fields):
                hint = f"写成 {{{{ {inside} }}}}" if inside else "写成 {% … %}"
                message = "只有一边或一个花括号，不会被替换，会照样印出来"
                yield Fault("T022", place_of(paragraph, label), found.group(), message, hint)


def _like_a_field(text: str, fields: Fields) -> bool:
    head = re.split(r"[.|\s]", text, maxsplit=1)[0]
    members = {name for meaning in fields.values() for name in _members(meaning)}
    return head in fields or head in members or (head != text and "." in text)


def _members(meaning: object) -> Iterable[str]:
    inner = meaning[0] if isinstance(meaning, list) and meaning else meaning
    return inner if isinstance(inner, Mapping) else ()


def _cut_paragraphs(assembled: Assembled, work: Work) -> Iterable[Fault]:
    """Loops without {%p %} that begin in one paragraph and end in another: every turn leaves an empty paragraph."""
    opened: list[tuple[Tag, tuple[tuple[str, int], ...]]] = []
    for index, stack in tag_stacks(assembled.marked):
        tag = work.tags[index]
        if tag.kind != "block" or tag.word not in {"for", "endfor"}:
            continue
        if tag.word == "for":
            opened.append((tag, stack))
        elif opened:
            begun, begin = opened.pop()
            trimmed = begun.trim_left or begun.trim_right or tag.trim_left or tag.trim_right
            whole = [each for each in begin if each[0] in _WHOLE] == [each for each in stack if each[0] in _WHOLE]
            if whole and not trimmed and _paragraph(begin) != _paragraph(stack):
                message = f"循环从这一段开始，到{tag.place}才结束，每重复一次都会多出空段"
                yield Fault("T021", begun.place, begun.source, message, "整段重复请用 {%p for … %} 和 {%p endfor %}")


def _paragraph(stack: tuple[tuple[str, int], ...]) -> tuple[str, int] | None:
    return next((each for each in reversed(stack) if each[0] == "w:p"), None)
