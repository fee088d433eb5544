"""Owns 审阅.html: one self-contained page that shows the notice beside everything qdoc read from it."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from qdoc.model import Basis, Ledger, Notice, Plan
from qdoc.render.review_cards import UNASSIGNED, Card, Group, make_groups
from qdoc.render.review_choices import Choice, choice_html, choices_of, panel_html, unit_names
from qdoc.render.review_decide import DECIDE_SCRIPT
from qdoc.render.review_script import SCRIPT
from qdoc.render.review_source import Mark, plain, safe, source_html
from qdoc.render.review_style import STYLE
from qdoc.render.review_tags import Tag

_KINDS = (
    ("obligation", "事项"),
    ("unit", "单位"),
    ("metric", "指标"),
    ("deadline", "时限"),
    ("citation", "依据"),
    ("review", "待核"),
)
_SCRIPT = SCRIPT + DECIDE_SCRIPT
_DRAWN = {"unit", "metric", "deadline", "citation"}


def review_html(notice: Notice, plan: Plan, ledger: Ledger | None = None, *, confirmations: bytes = b"") -> bytes:
    """Return 审阅.html as UTF-8 bytes.

    Args:
        notice: the parsed notice, for its source text and what of it is boilerplate.
        plan: what was extracted from it.
        ledger: the record, where the clerk has edited it: confirmed values are shown as 已确认, and what is open in
            it can be decided in the page, which then saves a 确认.json.
        confirmations: 确认.json as it stands beside the ledger; the saved one keeps what it holds.

    The page loads nothing, and nothing in it can run from the document: all text is escaped, and the policy in its
    head allows only the one style sheet and the one script whose hashes it names. Same arguments, same bytes.
    """
    groups = make_groups(plan, ledger)
    numbered = _number(groups)
    marks = [
        Mark(start, end, number, _mark_style(tag)) for number, tag in enumerate(numbered) for start, end in tag.places
    ]
    title = _title(plan)
    choices = choices_of(plan, ledger)
    panel = _panel(plan, choices, confirmations)
    body = "".join(_body(notice, plan, groups, numbered, marks, title, choices, panel))
    policy = (
        f"default-src 'none'; style-src '{_digest(STYLE)}'; script-src '{_digest(_SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    page = (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>审阅：{plain(title)}</title><style>{STYLE}</style></head>\n"
        f"{body}<script>{_SCRIPT}</script></body></html>\n"
    )
    return page.encode("utf-8")


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")


def _number(groups: Iterable[Group]) -> list[Tag]:
    """Every tag in the order of the page; its place in this list is its number there."""
    tags: list[Tag] = []
    for group in groups:
        tags += group.path
        for card in group.cards:
            tags += (card.head, *card.tags)
    return tags


def _mark_style(tag: Tag) -> str:
    if tag.kind in ("theme", "task", "obligation"):
        return {"theme": "th", "task": "", "obligation": "ob"}[tag.kind]
    if tag.kind == "review":
        return "" if tag.label == UNASSIGNED else "rv"
    if tag.kind in _DRAWN and tag.basis is Basis.STATED:
        return f"mk {tag.kind[0]}"
    return ""


def _title(plan: Plan) -> str:
    for candidate in (*(one.title for one in plan.plans), plan.letterhead.title):
        if candidate:
            return candidate
    return plan.source.name


def _body(
    notice: Notice,
    plan: Plan,
    groups: tuple[Group, ...],
    numbered: list[Tag],
    marks: list[Mark],
    title: str,
    choices: Mapping[str, tuple[Choice, ...]],
    panel: str,
) -> Iterator[str]:
    yield f'<body><header><h1>{safe(title)}</h1><p class="about">{_about(plan)}</p>'
    yield from _filters(numbered)
    yield panel
    yield '</header><main><section id="source" tabindex="0" aria-label="原文"><h2>原文</h2><div class="text">'
    yield source_html(notice, marks)
    yield '</div></section><section id="tags" aria-label="标注"><h2>读出的内容</h2>'
    counter, questions = iter(range(len(numbered))), count()
    for group in groups:
        yield from (_heading_html(tag, next(counter)) for tag in group.path)
        for card in group.cards:
            yield _card_html(card, counter, choices.get(card.task, ()), questions)
    yield '<p id="none" hidden>没有符合筛选的标注。</p></section></main>'


def _about(plan: Plan) -> str:
    source = plan.source
    parts = [
        f"{plain(source.name)}",
        f"{source.length:,} 字",
        f"{len({task.theme for task in plan.tasks if task.theme})} 个主题",
        f"{len(plan.tasks)} 项任务",
        f'<span title="原文件的 SHA-256：{plain(source.sha256)}">指纹 {plain(source.sha256[:12])}</span>',
    ]
    return " · ".join(parts)


def _filters(numbered: list[Tag]) -> Iterator[str]:
    """Counts on top, which are the filters too."""
    kinds = Counter(tag.kind for tag in numbered)
    bases = Counter(tag.basis for tag in numbered if tag.kind in ("unit", "metric", "deadline"))
    yield '<nav aria-label="筛选"><span class="set" role="group" aria-label="看哪一类">'
    yield f'<button data-k="" aria-pressed="true">全部<b>{sum(kinds[kind] for kind, _ in _KINDS)}</b></button>'
    for kind, name in _KINDS:
        yield f'<button data-k="{kind}" aria-pressed="false">{name}<b>{kinds[kind]}</b></button>'
    yield '</span><span class="set" role="group" aria-label="来源是什么">'
    for basis in Basis:
        count = f"<b>{bases[basis]}</b>"
        yield f'<button data-b="{basis}" class="{basis}" aria-pressed="false">{basis.label}{count}</button>'
    keys = (("J K", "上下"), ("N", "下一处待核"), ("Esc", "取消"))
    yield f'</span><span class="keys">{"".join(f"<kbd>{key}</kbd> {what}" for key, what in keys)}</span></nav>'


def _heading_html(tag: Tag, number: int) -> str:
    return f'<h3><a id="g{number}" href="#g{number}" data-kind="theme">{safe(tag.value)}</a></h3>'


def _panel(plan: Plan, choices: Mapping[str, tuple[Choice, ...]], confirmations: bytes) -> str:
    total = sum(map(len, choices.values()))
    return panel_html(total, unit_names(plan), confirmations) if total else ""


def _card_html(card: Card, counter: Iterator[int], choices: tuple[Choice, ...], questions: Iterator[int]) -> str:
    number = next(counter)
    label = f'<span class="nr">{safe(card.head.label)}</span>' if card.head.label else ""
    inner = f"{label}{safe(card.head.value)}"
    if card.head.places:
        inner = f'<a id="g{number}" href="#g{number}" data-kind="task">{inner}</a>'
    numbered = [(tag, next(counter)) for tag in card.tags]
    places = [at for tag, at in numbered if tag.kind == "obligation"]
    asked = "".join(
        choice_html(
            one,
            next(questions),
            whole=len(one.orders) >= len(places),
            shows=places[one.orders[0] - 1] if places else number,
            several=at == 0 and sum(bool(each.units) for each in choices) > 1,
        )
        for at, one in enumerate(choices)
    )
    rows = "".join(_tag_html(tag, at) for tag, at in numbered)
    return f"<article><h4>{inner}</h4>{asked}{rows}</article>"


def _tag_html(tag: Tag, number: int) -> str:
    basis = f'<span class="pill {tag.basis}">{tag.basis.label}</span>' if tag.basis and tag.kind != "head" else ""
    if tag.kind == "obligation":
        basis = ""
    note = f"<small>{safe(tag.note)}</small>" if tag.note else ""
    inner = f'<span class="lb">{safe(tag.label)}</span><span class="vl">{basis}{safe(tag.value)}{note}</span>'
    attributes = f'class="tag {tag.kind}" data-kind="{tag.kind}" data-basis="{tag.basis or ""}"'
    if tag.places:
        return f'<a id="g{number}" href="#g{number}" {attributes}>{inner}</a>'
    return f'<div id="g{number}" {attributes}>{inner}</div>'
