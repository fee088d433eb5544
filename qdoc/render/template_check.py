"""Owns what can be wrong with a template's tags before it is filled: their blocks, what these enclose, their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from qdoc.render.template_heal import Fault, Tag
from qdoc.render.template_limits import BROKEN, NESTED
from qdoc.render.template_syntax import STATEMENTS, explain, meant, unknown_word

_TOKEN = re.compile("<(?P<end>/?)(?P<name>[\\w:.-]+)(?P<rest>[^>]*)>|\ufdd0(?P<tag>\\d+)\ufdd1")
_MARKS = re.compile("\ufdd0(\\d+)\ufdd1")
_CLOSED_BY = {
    "for": "endfor",
    "if": "endif",
    "with": "endwith",
    "macro": "endmacro",
    "call": "endcall",
    "filter": "endfilter",
    "set": "endset",
}
_MIDDLE = {"elif": ("if",), "else": ("if", "for")}
_LOOSE = frozenset({"set", "do", "break", "continue"})
_FORBIDDEN = frozenset({"include", "import", "from", "extends", "block", "autoescape", "raw"})
_KNOWN = frozenset({*STATEMENTS, *_CLOSED_BY, *_CLOSED_BY.values(), *_LOOSE, *_FORBIDDEN})
_COMPLETION = {"elif": ("{% if x %}", "{% endif %}"), "else": ("{% if x %}", "{% endif %}")}
_LOOP = re.compile(r"(?:for|fro|循环)\s+(?P<names>[^\W\d]\w*)(?:\s+(?:\S+\s+)?(?P<list>[^\W\d][\w.]*)\s*$)?")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}|auto")
_WHOLE = {"w:tc": "单元格", "w:tr": "表格行", "w:tbl": "表格", "w:txbxContent": "文本框"}


Stack = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Open:
    index: int
    word: str
    stack: Stack


def tag_stacks(xml: str) -> Iterator[tuple[int, Stack]]:
    """Yield each tag of the marked XML in order, with the elements open around it (name and running number)."""
    stack: list[tuple[str, int]] = []
    for number, found in enumerate(_TOKEN.finditer(xml)):
        if found["tag"] is not None:
            yield int(found["tag"]), tuple(stack)
        elif found["end"]:
            stack.pop()
        else:
            for inner in _MARKS.finditer(found["rest"]):
                yield int(inner[1]), (*stack, ("@", number))
            if not found["rest"].endswith("/"):
                stack.append((found["name"], number))


def check_blocks(xml: str, tags: list[Tag]) -> list[Fault]:
    """Find blocks that do not close, close wrongly, or enclose part of a cell, row or table.

    A block is sound when the same elements are open at its start, its middle and its end: then whatever it repeats or
    leaves out, the XML stays whole. Cells, rows, tables and text boxes must be the very same.
    """
    faults: list[Fault] = []
    opened: list[_Open] = []
    for index, stack in tag_stacks(xml):
        tag = tags[index]
        word = tag.word
        if tag.kind != "block":
            continue
        if word not in _KNOWN and meant(word) in {"for", "if"}:
            word = meant(word) or ""  # told elsewhere; here it opens what it was meant to open
        if word in _CLOSED_BY and not (word == "set" and "=" in tag.body):
            opened.append(_Open(index, word, stack))
        elif word in _MIDDLE:
            if not opened or opened[-1].word not in _MIDDLE[word]:
                faults.append(_fault("T010", tag, f"{word} 前面没有对应的 if"))
            else:
                faults += _crossing(tags[opened[-1].index], opened[-1].stack, tag, stack)
        elif word.startswith("end"):
            if opened and _CLOSED_BY[opened[-1].word] == word:
                begun = opened.pop()
                faults += _crossing(tags[begun.index], begun.stack, tag, stack)
            else:
                faults += _mismatch(opened, tag, tags)
    for left in opened:
        tag = tags[left.index]
        faults.append(_fault("T011", tag, f"没有结束，缺少 {{% {_CLOSED_BY[left.word]} %}}"))
    return faults


def _mismatch(opened: list[_Open], tag: Tag, tags: list[Tag]) -> list[Fault]:
    words = [_CLOSED_BY[each.word] for each in opened]
    if tag.word not in words:
        return [_fault("T010", tag, f"前面没有对应的 {tag.word.removeprefix('end')}")]
    faults: list[Fault] = []
    while _CLOSED_BY[opened[-1].word] != tag.word:
        left = tags[opened.pop().index]
        faults.append(_fault("T011", left, f"在 {tag.source}（{tag.place}）之前没有结束"))
    opened.pop()
    return faults


def _crossing(begun: Tag, begin: Stack, ended: Tag, end: Stack) -> list[Fault]:
    names_differ = [name for name, _ in begin] != [name for name, _ in end]
    paired = None
    if begun.scope != ended.scope:
        scope, tag = (begun.scope, ended) if begun.scope else (ended.scope, begun)
        paired = f"两个标签要写成一样的：{tag.source} 应写成 {{%{scope} {tag.body} %}}"
    for name, label in _WHOLE.items():
        if [each for each in begin if each[0] == name] != [each for each in end if each[0] == name]:
            kind = {"w:tc": "{%tc %} 或 {%tr %}", "w:tr": "{%tr %}"}.get(name, "{%p %}")
            message = f"与 {ended.source}（{ended.place}）不在同一个{label}里，跨{label}的循环或条件会破坏表格"
            return [_fault("T012", begun, message, paired or f"请改用 {kind}，或把两个标签放进同一个{label}")]
    if names_differ:
        message = f"与 {ended.source}（{ended.place}）所在的层次不同，填写后文件会打不开"
        return [_fault("T012", begun, message, paired or "两个标签请都写在段落文字里，或都用 {%p %}")]
    return []


def parse_alone(tags: Iterable[Tag], environment: Environment) -> tuple[list[tuple[Tag, nodes.Template]], list[Fault]]:
    """Parse each tag by itself, so that each error has its place; return what could be parsed and the faults."""
    trees: list[tuple[Tag, nodes.Template]] = []
    faults: list[Fault] = []
    for tag in tags:
        if tag.kind == "comment" or tag.word in _FORBIDDEN:
            continue
        try:
            tree = environment.parse(_alone(tag))
            list(tree.find_all(nodes.Name))  # so deep that it cannot be walked: told here
            trees.append((tag, tree))
        except BROKEN:
            faults.append(_fault("T014", tag, NESTED))
        except TemplateSyntaxError as error:
            faults.append(_fault("T014", tag, *explain(error, tag.word)))
            if loop := _LOOP.match(tag.body):  # so that what stands in the loop is still looked at
                healed = f"{{% for {loop['names']} in {loop['list'] or repr('')} %}}{{% endfor %}}"
                trees.append((tag, environment.parse(healed)))
    return trees, faults


def check_forbidden(tags: Iterable[Tag]) -> list[Fault]:
    """Find statements that a template may not use: it only places values."""
    message, hint = "模板里不能使用 {}", "模板只负责放置内容"
    return [_fault("T013", tag, message.format(tag.word), hint) for tag in tags if tag.word in _FORBIDDEN]


def check_words(tags: Iterable[Tag], environment: Environment) -> list[Fault]:
    """Find filters and tests that do not exist, or are qdoc's own. Tags that cannot be parsed are passed over."""
    faults: list[Fault] = []
    for tag in tags:
        words_in = "|" in tag.body or " is " in tag.body or tag.word == "filter" or tag.context == "attribute"
        if tag.kind == "comment" or not words_in:
            continue
        try:
            tree = environment.parse(_alone(tag))
        except (TemplateSyntaxError, *BROKEN):
            continue
        words = [("过滤器", each.name, environment.filters) for each in tree.find_all(nodes.Filter)]
        words += [("判断", each.name, environment.tests) for each in tree.find_all(nodes.Test)]
        faults += _cell_value(tree, tag)
        said = (unknown_word(kind, name, known) for kind, name, known in words)
        faults += [_fault("T015", tag, message) for message in said if message]
    return faults


def _cell_value(tree: nodes.Template, tag: Tag) -> list[Fault]:
    """A written-out value of {% colspan %} must be a number above 0, one of {% cellbg %} a colour."""
    word = re.match(r"[{｛][%％]\s*(colspan|cellbg)\b", tag.source)
    value = next((each.value for each in tree.find_all(nodes.Const)), None)
    if word is None or value is None or next(tree.find_all(nodes.Name), None) is not None:
        return []
    if word[1] == "colspan" and not (str(value).isdecimal() and int(value) > 0):
        return [_fault("T005", tag, f"colspan 后面要写数字，“{value}”不是", "如 {% colspan 2 %}")]
    if word[1] == "cellbg" and not _COLOUR.fullmatch(str(value)):
        return [_fault("T005", tag, f"cellbg 后面要写颜色，“{value}”不是", "写六位颜色代码，如 {% cellbg 'FFF2CC' %}")]
    return []


def _alone(tag: Tag) -> str:
    """The tag as a whole little template of its own."""
    if tag.kind == "value":
        return "{{ " + tag.body + " }}"
    statement = "{% " + tag.body + " %}"
    if tag.word.startswith("end"):
        opening = tag.word.removeprefix("end")
        heads = {"for": "for x in y", "if": "if x", "macro": "macro m()", "call": "call m()", "filter": "filter upper"}
        heads |= {"set": "set x", "with": "with"}
        return "{% " + heads[opening] + " %}" + statement if opening in heads else statement
    if tag.word in _COMPLETION:
        return statement.join(_COMPLETION[tag.word])
    if tag.word in _CLOSED_BY and not (tag.word == "set" and "=" in tag.body):
        return statement + "{% " + _CLOSED_BY[tag.word] + " %}"
    return statement


def _fault(code: str, tag: Tag, message: str, hint: str | None = None) -> Fault:
    return Fault(code, tag.place, tag.source, message, hint)
