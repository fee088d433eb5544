"""Owns a draft's form as YAML, for engineers: a key a field, the text as a block; ``read_form_yaml`` reads it back.

Every value is a string, whatever it looks like (2026-03-02, 否): YAML's own types are not used, nor its anchors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qdoc.draft.forms import BODY_LABEL, KIND_LABEL, DraftForm
from qdoc.draft.given import Given
from qdoc.errors import InputRefused, LimitExceeded
from qdoc.model import Diagnostic, Severity

if TYPE_CHECKING:
    from yaml.nodes import Node

MOST_BYTES = 1_000_000
_DEEPEST = 2  # a field's list inside the mapping; more nesting says nothing
_RULE = "草稿是一层的“项目: 内容”，内容是文字或一列文字"
_HINT = "照 qdoc draft new 文种 -o 草稿.yaml 写出的样子写"


def form_yaml(form: DraftForm) -> str:
    """The form as YAML: what is known filled in, what each key holds and what the text says as comments."""
    import yaml

    def told(value: str) -> str:
        return yaml.safe_dump(value, allow_unicode=True, default_style='"', width=10_000).strip()

    head = [f"{KIND_LABEL}: {form.kind.name}"]
    head += [f"{label}: {told(form.values.get(label, ''))}  # {form.waiting(label)}" for label in form.kind.labels]
    if form.lines:
        text = [f"{BODY_LABEL}: |2", *(f"  {line.text}" for line in form.lines)]
    else:
        text = [*(f"# {hint}" for hint in form.kind.hints), f"{BODY_LABEL}: |2", "  "]
    return "\n".join([*head, "", *text, ""])


def read_form_yaml(data: bytes, name: str) -> tuple[Given, list[str]]:
    """Return the fields and the lines of the text that a YAML file holds; a list counts as a line an entry.

    D001 for a key that is none of a draft's. Raises LimitExceeded above ``MOST_BYTES``, InputRefused for what is no
    UTF-8, no YAML, no flat mapping, or uses anchors and tags; each with the line.
    """
    import yaml

    if len(data) > MOST_BYTES:
        rule = f"YAML 草稿最大 {MOST_BYTES // 1000:,} KB"
        raise LimitExceeded("YAML 草稿太大", file=name, rule=rule, hint="正文很长的请用 .docx 或 .txt 写")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        place = f"第 {data[: problem.start].count(10) + 1} 行"
        raise InputRefused("YAML 草稿不是 UTF-8 编码", file=name, place=place, hint="请另存为 UTF-8") from None
    loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
    try:
        _refuse_what_is_not_flat(yaml.parse(text, loader), name)
        node = yaml.compose(text, loader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"第 {mark.line + 1} 行第 {mark.column + 1} 个字" if mark else None
        hint = f"{_HINT}；内容里有冒号、井号的，加双引号"
        raise InputRefused("YAML 写得不对，读不出来", file=name, place=where, rule=_RULE, hint=hint) from None
    return _given(node, name)


def _refuse_what_is_not_flat(events: object, name: str) -> None:
    """Refuse anchors, tags and nesting before anything is built of them (a few lines can stand for gigabytes)."""
    import yaml

    depth = 0
    for event in events:  # type: ignore[attr-defined]
        place = f"第 {event.start_mark.line + 1} 行"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise InputRefused("YAML 草稿套了太多层", file=name, place=place, rule=_RULE, hint=_HINT)
        marked = isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None)
        if marked:
            raise InputRefused("YAML 草稿里不能用锚点和标签（& * !）", file=name, place=place, rule=_RULE, hint=_HINT)


def _given(node: Node | None, name: str) -> tuple[Given, list[str]]:
    import yaml

    given, lines = Given(), list[str]()
    if node is None:
        return given, lines
    if not isinstance(node, yaml.MappingNode):
        raise InputRefused("YAML 草稿不是“项目: 内容”的样子", file=name, place="第 1 行", rule=_RULE, hint=_HINT)
    for key, value in node.value:
        label = key.value.strip() if isinstance(key, yaml.ScalarNode) else ""
        words = _words(value)
        if label == BODY_LABEL:
            lines += words.split("\n")
        elif words.strip() and not given.fill(label, words):
            message = f"第 {key.start_mark.line + 1} 行“{label}”不认识，没有用上：{words[:40]}"
            given.found.append(Diagnostic("D001", Severity.WARNING, message, hint="项目的名称照草稿里原来的写"))
    return given, lines


def _words(node: Node) -> str:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    return "\n".join(str(one.value) for one in node.value if isinstance(one, yaml.ScalarNode))
