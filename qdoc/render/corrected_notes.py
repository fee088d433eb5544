"""Owns findings as Word comments: their words, their part of the package, and their marks in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from qdoc.check.corrections import Remark
from qdoc.read.docx_names import W
from qdoc.render.corrected_runs import SPACE, Line, Runs
from qdoc.render.template_values import clean_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIZE = "21"  # half-points: what comments are set in
_MARKED = frozenset(
    W + name for name in ("p", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "ins", "moveTo", "del")
)
"""What a comment's marks may stand in; out of anything else they are moved."""
Place = tuple[Line, int, int]
Named = Callable[[str], "_Element"]


class Notes:
    """Groups remarks by what they are about: a stretch of a paragraph, or the document as a whole (at its title)."""

    def __init__(self, runs: Runs, title: int | None) -> None:
        """``title``: where the title stands in the text; without one the first paragraph takes what has no place."""
        self._runs = runs
        self._title = runs.line(title) if title is not None else None
        self._placed: dict[tuple[int, int], list[Remark]] = {}
        self._whole: list[Remark] = []

    def add(self, remark: Remark) -> None:
        """Place a remark."""
        one = remark.finding
        line = self._runs.line(one.start) if one.start is not None else None
        if one.start is None or one.end is None or line is None or not line.pieces or in_box(line):
            self._whole.append(remark)
            return
        start, end = one.start, min(max(one.end, one.start + 1), line.end)
        start = min(start, max(end - 1, line.start))  # an empty place at a paragraph's end: its last sign
        self._placed.setdefault((start, end), []).append(remark)

    @property
    def places(self) -> Iterator[int]:
        """Where stretches begin and end: runs are to be cut there before the comments are written."""
        return (place for span in self._placed for place in span)

    def write(self, comments: _Element, make: Named) -> None:
        """Append each comment to ``comments`` and mark its stretch, in the order of the text.

        ``make``: a w:comment with its number, its author and its date.
        """
        whole = self._title if self._title is not None and self._title.pieces else self._runs.first()
        if self._whole and whole is not None:
            count = f"全文核对（{len(self._whole)} 处）"
            words = [count, *(line for remark in self._whole for line in told(remark, placed=False))]
            _mark(whole, whole.start, whole.end, _comment(comments, make, words))
        for (start, end), remarks in sorted(self._placed.items(), key=lambda pair: pair[0]):
            line = self._runs.line(start)
            assert line is not None
            words = [each for remark in remarks for each in told(remark, placed=True)]
            _mark(line, start, end, _comment(comments, make, words))


def told(remark: Remark, *, placed: bool) -> list[str]:
    """The lines of a comment on one finding; ``placed``: the comment stands where the finding is."""
    one = remark.finding
    where = "" if placed else one.place + (f"“{one.quote}”" if one.quote and one.start is not None else "") + "："
    lines = [f"【{one.severity.label}】{one.rule.id} {one.rule.name}", where + one.message]
    if remark.reason:
        after = one.fix.after if one.fix else ""
        lines.append(f"应为“{after}”。{remark.reason}" if after else remark.reason)
    return [*lines, f"依据：{one.rule.origin}", f"怎么办：{one.rule.do}"]


def in_box(line: Line) -> bool:
    """Whether a paragraph stands in a text box, where Word has no comments."""
    return any(above.tag == W + "txbxContent" for above in line.paragraph.iterancestors())


def _comment(comments: _Element, make: Named, words: Sequence[str]) -> str:
    comment = make("comment")
    for said in words:
        paragraph = _under(comment, "p")
        run = _under(paragraph, "r")
        looks = _under(run, "rPr")
        for name in ("sz", "szCs"):
            _under(looks, name).set(W + "val", _SIZE)
        text = _under(run, "t")
        text.text = clean_text(said)
        text.set(SPACE, "preserve")
    comments.append(comment)
    return str(comment.get(W + "id"))


def _mark(line: Line, start: int, end: int, key: str) -> None:
    pieces = line.between(start, end) or line.pieces[:1]
    first, last = _outside(pieces[0].head), _outside(pieces[-1].tail)
    begin = first.makeelement(W + "commentRangeStart", {W + "id": key})
    stop = last.makeelement(W + "commentRangeEnd", {W + "id": key})
    run = last.makeelement(W + "r")
    _under(run, "commentReference").set(W + "id", key)
    first.addprevious(begin)
    last.addnext(stop)
    stop.addnext(run)


def _outside(element: _Element) -> _Element:
    """The element itself, or the one around it that marks may stand beside."""
    found = element
    for above in element.iterancestors():
        if above.tag == W + "p":
            break
        if above.tag not in _MARKED:
            found = above
    return found


def _under(parent: _Element, name: str) -> _Element:
    made = parent.makeelement(W + name)
    parent.append(made)
    return made
