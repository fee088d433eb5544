"""Owns the tags that act on more than their words: {%p %} paragraph, {%tr %} row, {%tc %} cell, {%r %} run."""

from __future__ import annotations

import copy
import re

from lxml import etree

from qdoc.render.template_cells import carry_out_cells, carry_out_sideways
from qdoc.render.template_grid import mark_shares
from qdoc.render.template_heal import Fault, Tag, Work, has_objects, heal, mark
from qdoc.render.template_place import ancestor, local
from qdoc.render.template_tree import erase, give_way, put_before, text_of, twin_of

_ELEMENTS = {"p": "段落", "tr": "表格行", "tc": "单元格", "r": "文字块"}
_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_OPENING = frozenset({"for", "if", "with", "macro", "call", "filter"})


def find_tags(root: etree._Element, label: str) -> Work:
    """Find every tag of a part and stand each where it acts: ``heal``, then ``carry_out``."""
    work = heal(root, label)
    carry_out(work)
    return work


def carry_out(work: Work) -> None:
    """Move every structural tag to where it acts. Faults name scopes out of place and text that would be lost.

    A paragraph, row or cell that holds nothing but its structural tags gives way to them; one that holds a complete
    set (``{%tr for %} … {%tr endfor %}`` in one row) is wrapped by them; anything else is a fault, never a silent loss.
    """
    mark_shares(work)
    carry_out_cells(work)
    for scope in ("tr", "tc", "p"):
        containers: dict[etree._Element, list[int]] = {}
        for index, tag in enumerate(work.tags):
            if tag.scope != scope:
                continue
            holder = work.holders[index]
            container = holder if scope == "p" else ancestor(holder, scope)
            if container is None:
                work.faults.append(
                    Fault("T003", tag.place, tag.source, f"{{%{scope} %}} 不在表格里，找不到所属的{_ELEMENTS[scope]}")
                )
            else:
                containers.setdefault(container, []).append(index)
        for container, indexes in containers.items():
            _container(work, container, indexes, scope)
    carry_out_sideways(work)
    for index, tag in enumerate(work.tags):
        if tag.scope == "r":
            _split_run(work, index)


def _container(work: Work, container: etree._Element, indexes: list[int], scope: str) -> None:
    marks = [mark(index) for index in indexes]
    rest = text_of(container)
    for sign in marks:
        rest = rest.replace(sign, "")
    first = work.tags[indexes[0]]
    if next(container.iter("{*}sectPr"), None) is not None:
        work.faults.append(
            Fault("T004", first.place, first.source, "所在段落带有分节符，替换后分节会丢失", "请把标签移到单独的段落")
        )
    elif not rest.strip() and not has_objects(container):
        give_way(container, "".join(marks))
    else:
        cut = _wrapping_cut([work.tags[index] for index in indexes])
        if cut is None:
            shown = _MARK.sub(lambda found: work.tags[int(found[1])].source, rest).strip()[:20]
            kind = _ELEMENTS[scope]
            message = f"所在{kind}里还有别的内容“{shown}”，替换后会丢失"
            hint = f"请把 {{%{scope} %}} 单独放在一个{kind}里，或把开始和结束标签都写在这个{kind}里"
            work.faults.append(Fault("T004", first.place, first.source, message, hint))
            return
        erase(container, marks)
        put_before(container, "".join(marks[:cut]))
        container.tail = "".join(marks[cut:]) + (container.tail or "")


def _wrapping_cut(tags: list[Tag]) -> int | None:
    """Where the closing tags begin when ``tags`` open and close around one whole; None when they do not."""
    cut = next((i for i, tag in enumerate(tags) if tag.word not in _OPENING), len(tags))
    opened = [tag.word for tag in tags[:cut]]
    closed = [tag.word for tag in tags[cut:]]
    return cut if opened and closed == ["end" + word for word in reversed(opened)] else None


def _split_run(work: Work, index: int) -> None:
    """Take the mark out of its run: what stands before and behind it keep runs of their own, dressed alike."""
    sign = mark(index)
    text = next((each for each in work.root.iter() if local(each) == "t" and sign in (each.text or "")), None)
    run = ancestor(text, "r") if text is not None else None
    if text is None or run is None:
        return
    before, _, after = (text.text or "").partition(sign)
    behind = list(text.itersiblings())
    text.text = before
    if after or behind:
        second = copy.deepcopy(run)
        second.tail = run.tail
        for each in [each for each in second if local(each) != "rPr"]:
            second.remove(each)
        if after:
            twin = twin_of(text)
            twin.text = after
            second.append(twin)
        second.extend(behind)
        run.tail = None
        run.addnext(second)
    run.tail = sign + (run.tail or "")
    if not before and all(local(each) == "rPr" or each is text for each in run):
        give_way(run, "")
