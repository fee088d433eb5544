"""Owns the decision which printed items are tasks: by depth, what they hold, and who is named at their end."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.parse.attribution import ends_attributed
from qdoc.parse.headings import Heading, article_states_no_work, names_no_work, names_support, read_heading
from qdoc.parse.numbering import ARTICLE, CHAPTER, DIGIT_BRACKET, SECTION, STRONG
from qdoc.parse.tree import Node
from qdoc.parse.view import View

_FRAGMENT = 28
_HEADING_AND_LINE = 60
_LONG_ITEM = 80
_PRINCIPLES = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A decided node: a task, or a theme with items under it; ``bears``: False for chapters that name no work."""

    node: Node
    heading: Heading
    is_task: bool
    bears: bool
    items: tuple[Item, ...] = ()


def decide(view: View, top: list[Node]) -> tuple[Item, ...]:
    """Return every top node decided, its items under it.

    A chapter whose items are printed under it is a theme, and the items are tasks; where most top items hold no
    numbered ones, they are the tasks themselves. An inner item with numbered ones under it is a theme when it prints
    only a heading, or when units are named at the end of each of its items; else it is one task and what it numbers
    are its parts.
    """
    headings = [read_heading(view, n.mark.end, n.own_end, bool(n.children)) for n in top]
    working = [
        n
        for n, h in zip(top, headings, strict=True)
        if not names_no_work(view.folded[h.start : h.end], bool(n.children))
    ] or top
    holding = sum(_holds_items(n) for n in working)
    flat = holding < len(working) * 0.5
    return tuple(_decide_top(view, n, h, flat) for n, h in zip(top, headings, strict=True))


def _decide_top(view: View, node: Node, heading: Heading, flat: bool) -> Item:
    if node.mark.rank == ARTICLE:
        return _article(view, node, heading)
    if names_no_work(view.folded[heading.start : heading.end], bool(node.children)):
        items = tuple(_decide(view, child, 1) for child in node.children)
        if not _named_at_ends(view, node):
            return Item(node, heading, False, False)
        return Item(node, heading, False, True, items)
    if not node.children:
        # prose under a general heading, in a plan whose tasks are numbered, backs the tasks and is none itself
        backs = (
            not flat
            and (_states_principles(view, node) or names_support(view.folded[heading.start : heading.end]))
            and not _attributed(view, node)
        )
        return Item(node, heading, not backs, not backs)
    outer = node.mark.rank in (CHAPTER, SECTION) or node.mark.rank < CHAPTER
    if flat and not outer and not heading.alone and not _named_at_ends(view, node):
        return Item(node, heading, True, True)
    if flat and not outer and not _holds_items(node):
        return Item(node, heading, True, True)
    return Item(node, heading, False, True, tuple(_decide(view, child, 1) for child in node.children))


def _states_principles(view: View, node: Node) -> bool:
    """Whether a first chapter of prose sets out principles (——坚持…), each in a paragraph of its own."""
    paragraphs = view.within(node.start, node.end)
    return node.mark.value == 1 and sum(view.folded.startswith("——", p.start) for p in paragraphs) >= _PRINCIPLES


def _article(view: View, node: Node, heading: Heading) -> Item:
    works = not article_states_no_work(view, node.mark.end, node.end)
    return Item(node, heading, works, works)


def _decide(view: View, node: Node, depth: int) -> Item:
    heading = read_heading(view, node.mark.end, node.own_end, bool(node.children))
    if node.mark.rank == ARTICLE:
        return _article(view, node, heading)
    if not node.children:
        bears = not (
            names_no_work(view.folded[heading.start : heading.end], bool(node.children)) and not _attributed(view, node)
        )
        return Item(node, heading, bears, bears)
    outer = node.mark.rank in (CHAPTER, SECTION) or node.mark.rank < CHAPTER
    if outer or _is_theme(view, node, heading):
        if names_no_work(view.folded[heading.start : heading.end], bool(node.children)) and not _named_at_ends(
            view, node
        ):
            return Item(node, heading, False, False)
        return Item(node, heading, False, True, tuple(_decide(view, child, depth + 1) for child in node.children))
    return Item(node, heading, True, True)


def _is_theme(view: View, node: Node, heading: Heading) -> bool:
    children = node.children
    if len(children) < 2:
        # a heading of its own above one item that names its units
        return heading.alone and children[0].mark.rank < DIGIT_BRACKET and _attributed(view, children[0])
    if _named_at_ends(view, node):
        return True
    if children[0].mark.rank >= DIGIT_BRACKET:
        return False
    if not heading.alone and not _only_units(view, heading):
        return _introduces(view, node, heading)
    mean = sum(c.end - c.start for c in children) / len(children)
    return mean >= _FRAGMENT or sum(_has_body(view, c) for c in children) * 2 > len(children)


def _only_units(view: View, heading: Heading) -> bool:
    """Whether nothing but a line of units stands between a heading and its items; they hold for all of these."""
    body = view.folded[heading.body : heading.body_end].strip()
    return "\n" not in body and ends_attributed(view.folded, heading.body, heading.body_end) and body[0] in "([责牵"


def _introduces(view: View, node: Node, heading: Heading) -> bool:
    """Whether a heading on its own line and a few words stand above paragraphs that have headings and long texts."""
    children = node.children
    longest = max(c.end - c.start for c in children)
    return (
        heading.body in view.starts
        and heading.body_end - heading.body < longest
        and all(c.mark.strength == STRONG and c.end - c.start >= _LONG_ITEM and _has_body(view, c) for c in children)
    )


def _holds_items(node: Node) -> bool:
    """Whether a top node holds items: numbers of the second or third level, or longer ones right below its heading."""
    if not node.children:
        return False
    if node.children[0].mark.rank < DIGIT_BRACKET:
        return True
    mean = sum(c.end - c.start for c in node.children) / len(node.children)
    return node.own_end - node.start <= _HEADING_AND_LINE and mean > _FRAGMENT


def _has_body(view: View, node: Node) -> bool:
    return not read_heading(view, node.mark.end, node.own_end).alone


def _named_at_ends(view: View, node: Node) -> bool:
    """Whether units are named at the end of half of the items under the node (of at least two)."""
    named = sum(_attributed(view, c) for c in node.children)
    return named >= 2 and named >= len(node.children) * 0.5


def _attributed(view: View, node: Node) -> bool:
    return ends_attributed(view.folded, node.start, node.end)
