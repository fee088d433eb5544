"""Owns a Word file's runs by their place in the text: cut at places, taken out and put in as tracked changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.check.corrections import Edit
from qdoc.read.docx_body import Traced
from qdoc.read.docx_names import W, child, value

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ONE = frozenset(W + name for name in ("tab", "ptab", "cr", "br", "noBreakHyphen", "sym"))
_NONE = frozenset(W + name for name in ("rPr", "lastRenderedPageBreak", "softHyphen", "annotationRef"))
_THROUGH = frozenset(
    W + name for name in ("p", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir")
)
"""What a run may lie in, within its paragraph, so that it can be changed there."""
_OTHERS = frozenset(W + name for name in ("ins", "moveTo", "del", "moveFrom"))
_HELD = ("dataBinding", "dropDownList", "comboBox", "date")
"""Content controls that fill themselves or offer a choice."""
_LOCKED = ("contentLocked", "sdtContentLocked")


@dataclass(slots=True)
class Piece:
    """A stretch of the text and the run that shows it. ``tail``: what stands behind it now (its replacement)."""

    run: _Element
    start: int
    end: int
    solid: bool  # shows something that cannot be cut or written anew (a field's result, a picture, a symbol)
    head: _Element
    tail: _Element


class Runs:
    """The runs of one document. Cuts first, then changes: what was found stays what it is."""

    def __init__(self, traced: Iterable[Traced], body: _Element, tracked: Callable[[str], _Element]) -> None:
        """``traced``: the paragraphs as read; ``tracked``: makes an empty w:ins or w:del with its number and author."""
        self._lines = [Line(each) for each in sorted(traced, key=lambda one: (one.start, one.end))]
        self._starts = [line.start for line in self._lines]
        self._in_fields = _in_fields(body)
        self._tracked = tracked

    def line(self, at: int) -> Line | None:
        """The paragraph that shows ``at``; None in what is no paragraph of the body (a header, a note)."""
        found = bisect_right(self._starts, at) - 1
        line = self._lines[found] if found >= 0 else None
        return line if line is not None and line.start <= at <= line.end else None

    def first(self) -> Line | None:
        """The first paragraph that shows anything."""
        return next((line for line in self._lines if line.pieces), None)

    def hindrance(self, edits: Sequence[Edit]) -> str:
        """Say why ``edits`` cannot be tracked changes here ("" where they can)."""
        for edit in edits:
            line = self.line(edit.start)
            if line is None or edit.end > line.end:
                return "这里不在正文的一个段落里，没有改"
            pieces = line.between(edit.start, edit.end) if edit.start < edit.end else line.beside(edit.start)
            if not pieces or (edit.start < edit.end and edit.start < line.pieces[0].start):
                return "这是自动编号，请在编号格式里改"
            reasons = [self._refusal(piece) for piece in pieces]
            if all(reasons) or (edit.start < edit.end and any(reasons)):
                return next(filter(None, reasons))
        return ""

    def _refusal(self, piece: Piece) -> str:
        if piece.solid or piece.run in self._in_fields:
            return "这里是域、符号或图形，请在 Word 里改"
        for above in piece.run.iterancestors():
            if above.tag in _OTHERS:
                return "这里已有别人的修订，没有再改"
            if above.tag == W + "sdt" and _is_held(child(above, "sdtPr")):
                return "这里是锁定或自动填写的控件，没有改"
            if above.tag == W + "body":
                return ""
            if above.tag == W + "txbxContent" or (above.tag not in _THROUGH and _is_inline(above)):
                return "这里是文本框、域或拼音，请在 Word 里改"
        return ""

    def cut(self, places: Iterable[int]) -> None:
        """Let runs end at ``places``, where they can be cut; all at once, for each cut copies what is behind it."""
        inside: dict[int, list[int]] = {}
        for at in sorted(set(places)):
            line = bisect_right(self._starts, at) - 1
            inside.setdefault(line, []).append(at)
        for number, cuts in inside.items():
            if number >= 0:
                self._lines[number].cut(cuts)

    def change(self, edit: Edit) -> None:
        """Make an edit that is cut out and meets no hindrance: its words become w:del, the new ones w:ins behind it."""
        line = self.line(edit.start)
        assert line is not None
        pieces = line.between(edit.start, edit.end) if edit.start < edit.end else []
        for piece in pieces:
            self._delete(piece)
        if edit.after:
            beside = pieces or [piece for piece in line.beside(edit.start) if not self._refusal(piece)][:1]
            self._insert(edit, beside[-1])

    def _delete(self, piece: Piece) -> None:
        wrapper = self._tracked("del")
        piece.run.addprevious(wrapper)
        wrapper.append(piece.run)
        for text in piece.run.iterchildren(W + "t"):
            text.tag = W + "delText"
            text.set(SPACE, "preserve")
        piece.head = piece.tail = wrapper

    def _insert(self, edit: Edit, piece: Piece) -> None:
        wrapper = self._tracked("ins")
        run = wrapper.makeelement(W + "r")
        looks = child(piece.run, "rPr")
        if looks is not None:
            run.append(_plain(deepcopy(looks)))
        text = run.makeelement(W + "t")
        text.text = edit.after
        text.set(SPACE, "preserve")
        run.append(text)
        wrapper.append(run)
        if edit.end <= piece.start and edit.start == edit.end:
            piece.head.addprevious(wrapper)
            piece.head = wrapper
        else:
            piece.tail.addnext(wrapper)
            piece.tail = wrapper


class Line:
    """A paragraph: its pieces in the order of the text; before the first may stand an automatic number."""

    def __init__(self, traced: Traced) -> None:
        self.paragraph = traced.paragraph
        self.start, self.end = traced.start, traced.end
        self.pieces: list[Piece] = []
        at = traced.end - sum(length for _, length in traced.runs)
        for run, length in traced.runs:
            self.pieces.append(Piece(run, at, at + length, _shown(run) != length, run, run))
            at += length

    def between(self, start: int, end: int) -> list[Piece]:
        """The pieces that show any of ``start``–``end``."""
        return self.pieces[bisect_right(self.pieces, start, key=_end) : bisect_left(self.pieces, end, key=_start)]

    def beside(self, at: int) -> list[Piece]:
        """The pieces that end at, begin at or hold ``at``: the one before it first."""
        return self.pieces[bisect_left(self.pieces, at, key=_end) : bisect_right(self.pieces, at, key=_start)]

    def cut(self, places: Sequence[int]) -> None:
        """Let pieces end at ``places`` (in their order); one that is solid stays whole."""
        pieces: list[Piece] = []
        for piece in self.pieces:
            inside = places[bisect_right(places, piece.start) : bisect_left(places, piece.end)]
            if piece.solid or not inside:
                pieces.append(piece)
                continue
            ends = (*inside, piece.end)
            runs = _split(piece.run, [at - piece.start for at in inside])
            starts = (piece.start, *inside)
            pieces += (
                Piece(run, start, end, False, run, run) for run, start, end in zip(runs, starts, ends, strict=True)
            )
        self.pieces = pieces


def _start(piece: Piece) -> int:
    return piece.start


def _end(piece: Piece) -> int:
    return piece.end


def _shown(run: _Element) -> int:
    """How many signs the run shows by what can be cut; -1 where it holds anything else."""
    total = 0
    for element in run:
        if element.tag not in _NONE and element.tag not in _ONE and element.tag != W + "t":
            return -1
        total += _length(element)
    return total


def _length(element: _Element) -> int:
    return len(element.text or "") if element.tag == W + "t" else int(element.tag in _ONE)


def _split(run: _Element, places: Sequence[int]) -> list[_Element]:
    """Cut the run behind so many signs each; return it and the runs with the rest, which stand behind it."""
    runs, at, done = [run], 0, 0
    for element in [each for each in run if each.tag != W + "rPr"]:
        words, end = element.text or "", at + _length(element)
        if done < len(places) and places[done] <= at:
            runs.append(_behind(runs))
            done += 1
        if len(runs) > 1:
            runs[-1].append(element)
        stops = [place - at for place in places[done : bisect_left(places, end)]]
        if stops:
            element.text = words[: stops[0]]
            element.set(SPACE, "preserve")
        for begin, stop in zip(stops, (*stops[1:], len(words)), strict=False):
            runs.append(_behind(runs))
            text = run.makeelement(W + "t", {SPACE: "preserve"})
            text.text = words[begin:stop]
            runs[-1].append(text)
        at, done = end, done + len(stops)
    return runs


def _behind(runs: Sequence[_Element]) -> _Element:
    """A run behind the last of ``runs`` that looks as the first."""
    first = runs[0]
    made = first.makeelement(first.tag, {str(key): str(held) for key, held in first.attrib.items()})
    looks = child(first, "rPr")
    if looks is not None:
        made.append(_plain(deepcopy(looks)))
    runs[-1].addnext(made)
    return made


def _plain(looks: _Element) -> _Element:
    """Looks without the record of how they were changed: that change stands once, in the run it was made in."""
    for change in looks.findall(W + "rPrChange"):
        looks.remove(change)
    return looks


def _is_held(properties: _Element | None) -> bool:
    lock = value(child(properties, "lock"))
    return lock in _LOCKED or any(child(properties, name) is not None for name in _HELD)


def _is_inline(element: _Element) -> bool:
    return next(element.iterancestors(W + "p"), None) is not None


def _in_fields(body: _Element) -> frozenset[_Element]:
    """The runs between a complex field's begin and end."""
    inside: set[_Element] = set()
    depth = 0
    for element in body.iter(W + "r", W + "fldChar"):
        if element.tag == W + "r":
            if depth:
                inside.add(element)
        elif element.get(W + "fldCharType") == "begin":
            depth += 1
            parent = element.getparent()
            if parent is not None:
                inside.add(parent)
        elif element.get(W + "fldCharType") == "end":
            depth = max(depth - 1, 0)
    return frozenset(inside)
