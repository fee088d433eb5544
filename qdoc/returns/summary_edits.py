"""Owns what an edited summary changes in the ledger: rows' 总结用语, the clerk's passages, and a list of it all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qdoc.model import Ledger
from qdoc.model.wording import EditedPassage, EditKind, WordPiece
from qdoc.returns.summary_document import ReturnedParagraph, ReturnedSummary
from qdoc.returns.summary_match import Fate, Matched, Placed, match
from qdoc.returns.summary_moves import moved_slots, other_changes
from qdoc.returns.summary_numbers import NumberFinding, Proof, prove_numbers
from qdoc.returns.summary_pieces import Known, PieceReader
from qdoc.returns.summary_required import lacking_words
from qdoc.returns.summary_sentences import Sentences
from qdoc.returns.summary_values import Change, SummaryChange
from qdoc.summary.pieces import Passage
from qdoc.summary.seal import Seal, plain, plan_mark, state_of

_OWN, _REMARK = "own", "review_"
_QUOTED = 24  # signs by which a clerk knows again what she took out


@dataclass(frozen=True, slots=True)
class SummaryEdits:
    """What became of a returned summary.

    ``ledger``: with everything that was kept; ``changes``: each thing that the clerk did, and what was done with it;
    ``numbers``: those that nothing proves or that differ; ``proved``: how many are proved; ``notes``: about the file.
    """

    ledger: Ledger
    changes: tuple[SummaryChange, ...]
    numbers: tuple[NumberFinding, ...]
    proved: int
    notes: tuple[str, ...] = ()

    @property
    def to_look_at(self) -> bool:
        """Whether a person must look at something: a number, a paragraph that came back, words that were not kept."""
        return bool(self.numbers or self.notes) or any(change.kind.to_look_at for change in self.changes)


def read_edits(
    document: ReturnedSummary,
    ledger: Ledger,
    known: Known,
    own_lines: Sequence[ReturnedParagraph],
    seal: Seal | None = None,
) -> SummaryEdits:
    """Return what ``document`` changes in ``ledger``, and how its numbers stand against it.

    ``known``: what the summary of ``ledger`` says now; ``own_lines``: what it prints besides, as ``read_summary``
    reads it (headings, captions, tables). ``seal``: of the document, where it has one: words that stand as they were
    printed are nobody's edit, whatever the ledger says since. The same document read into the resulting ledger changes
    nothing more.
    """
    texts = {passage.slot: passage.text for passage in known.passages}
    counted = {passage.slot: passage for passage in known.counted}
    revived = {slot: one.text for slot, one in counted.items() if slot not in texts}
    matched = match(document.paragraphs, texts | _there(document, revived), own_lines, seal)
    stale = seal is not None and seal.state != state_of(ledger)
    reader = _Edits(ledger, known, seal)
    reader.read(matched)
    others = other_changes(document, own_lines, matched, stale=stale)
    proof: Proof = prove_numbers(document, reader.kept, reader.sentences.before, known)
    notes = _about(document, ledger, seal)
    return SummaryEdits(
        reader.result(), (*reader.sentences.changes, *reader.changes, *others), proof.findings, proof.proved, notes
    )


def _there(document: ReturnedSummary, revived: Mapping[str, str]) -> dict[str, str]:
    """Passages that had been taken out and stand in the document again."""
    names = {mark.name for paragraph in document.paragraphs for mark in paragraph.marks}
    return {slot: text for slot, text in revived.items() if slot in names}


@dataclass(slots=True)
class _Edits:
    """Goes through the placed paragraphs once. ``kept``: the pieces of each paragraph that is prose."""

    ledger: Ledger
    known: Known
    seal: Seal | None
    changes: list[SummaryChange] = field(default_factory=list)
    kept: list[tuple[Placed, tuple[WordPiece, ...]]] = field(default_factory=list)
    sentences: Sentences = field(init=False)
    _passages: dict[str, EditedPassage] = field(default_factory=dict)
    _now: dict[str, Passage] = field(default_factory=dict)
    _counted: dict[str, Passage] = field(default_factory=dict)
    _pieces: PieceReader = field(init=False)
    _prose: str = ""
    _touched: set[str] = field(default_factory=set)

    def read(self, matched: Matched) -> None:
        self._passages = {one.slot: one for one in self.ledger.passages}
        self._counted = {one.slot: one for one in self.known.counted}
        self._now = self._counted | {one.slot: one for one in self.known.passages}
        sentences = self.sentences = Sentences(self.ledger, self.known, self.seal)
        pieces = self._pieces = PieceReader(self.known)
        self._name_added(matched)
        for one in matched.placed:
            if one.fate is Fate.FIXED:
                continue
            paragraph = one.paragraph
            source = self._now.get(one.slot or one.copy_of or one.split_from)
            words = pieces.read(paragraph.text, paragraph.marks, source)
            self.kept.append((one, words))
        for one, words in self.kept:
            if one.fate is Fate.SLOT and one.slot in self._now:
                sentences.take(one, words)
                if not sentences.fill(one, self._now[one.slot].text):
                    self._slot(one, words)
            else:
                self._added(one, words, matched)
        self._merged(matched)
        self._gone(matched)
        for slot, place in moved_slots(matched, [one.slot for one in self.known.passages]):
            self.changes.append(SummaryChange(Change.MOVED, slot, place, self._now[slot].text, ""))

    def result(self) -> Ledger:
        rows = self.sentences.rows()
        return replace(self.ledger, rows=rows, passages=tuple(self._passages.values()))

    def _slot(self, one: Placed, words: tuple[WordPiece, ...]) -> None:
        slot, paragraph, pieces = one.slot, one.paragraph, self._pieces
        now, counted = self._now[slot], self._counted.get(slot)
        removed = slot in self._passages and self._passages[slot].kind is EditKind.REMOVED
        untouched = self.seal is not None and self.seal.knows(slot, paragraph.text)
        same = pieces.shape(words) == pieces.shape(pieces.references(now)) or untouched
        if same and not removed:
            return
        if counted is not None and (pieces.shape(words) == pieces.shape(pieces.references(counted)) or untouched):
            self._passages.pop(slot, None)  # as the ledger gives it: nothing of hers is left to keep
            self.changes.append(SummaryChange(Change.REVERTED, slot, paragraph.place, now.text, paragraph.text.strip()))
            return
        told = SummaryChange(Change.REWORDED, slot, paragraph.place, now.text, paragraph.text.strip())
        if counted is None:  # a paragraph that she had added
            self._passages[slot] = replace(self._passages[slot], pieces=words)
            self.changes.append(told)
            return
        if now.required and (lost := lacking_words(counted, paragraph.text, self._words(), self.ledger)):
            self._passages.pop(slot, None)
            own = self._beside(slot, paragraph.text) or self._own_slot(paragraph.text)
            self._touched.add(own)
            self._passages[own] = EditedPassage(own, EditKind.ADDED, words, after=slot, place=paragraph.place)
            said = f"{paragraph.text.strip()}（缺：{'；'.join(lost)}）"
            self.changes.append(SummaryChange(Change.RESTORED, slot, paragraph.place, counted.text, said))
            return
        self._passages[slot] = EditedPassage(slot, EditKind.REWORDED, words, place=paragraph.place)
        self.changes.append(told)

    def _name_added(self, matched: Matched) -> None:
        for one in matched.placed:
            if one.fate is Fate.ADDED:
                one.slot = self._own_slot(one.paragraph.text)
                self._passages.setdefault(one.slot, EditedPassage(one.slot, EditKind.ADDED))

    def _own_slot(self, text: str) -> str:
        base = f"{_OWN}_{hashlib.sha256(plain(text).encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
        slot, count = base, 1
        while slot in self._passages or slot in self._now:
            count += 1
            slot = f"{base}_{count}"
        return slot

    def _added(self, one: Placed, words: tuple[WordPiece, ...], matched: Matched) -> None:
        after, before = _anchor(one, matched)
        place = one.paragraph.place
        self._passages[one.slot] = EditedPassage(one.slot, EditKind.ADDED, words, after, before, place)
        kind = Change.SPLIT if one.split_from else Change.COPIED if one.copy_of else Change.ADDED
        self.changes.append(SummaryChange(kind, one.slot, place, "", one.paragraph.text.strip()))

    def _merged(self, matched: Matched) -> None:
        for one in matched.placed:
            for slot in one.merged:
                self._take_out(slot, one.paragraph.place, Change.MERGED, one.paragraph.text.strip(), one.slot)

    def _gone(self, matched: Matched) -> None:
        for slot in matched.missing:
            if slot in self._now and (self.seal is None or self.seal.had(slot)):
                self._take_out(slot, "", Change.REMOVED, "")
        hosts = {one.slot: one.paragraph for one, _ in self.kept}
        for edit in [one for one in self._passages.values() if one.kind is EditKind.REMOVED and one.after in hosts]:
            counted, host = self._counted.get(edit.slot), hosts[edit.after]
            if counted is None or not counted.required:
                continue
            if lost := lacking_words(counted, host.text, self._words(), self.ledger):
                del self._passages[edit.slot]  # what it was joined to does not say it any more
                said = f"{host.text.strip()}（缺：{'；'.join(lost)}）"
                self.changes.append(SummaryChange(Change.RESTORED, edit.slot, host.place, counted.text, said))

    def _take_out(self, slot: str, place: str, kind: Change, after: str, host: str = "") -> None:
        now, counted = self._now[slot], self._counted.get(slot)
        if slot in self._touched:
            return
        if counted is None:
            self._passages.pop(slot, None)
        elif slot.startswith(_REMARK) and kind is Change.REMOVED:
            kind = Change.REMARK
        elif now.required and lacking_words(counted, after, self._words(), self.ledger):
            self._passages.pop(slot, None)
            kind = Change.RESTORED
        elif kind is Change.MERGED and slot in self._passages and not self._passages[slot].pieces:
            return  # known from the last time
        else:
            begins = now.text[:_QUOTED] + ("…" if len(now.text) > _QUOTED else "")
            self._passages[slot] = EditedPassage(slot, EditKind.REMOVED, after=host, place=f"原为“{begins}”")
        self.changes.append(SummaryChange(kind, slot, place, now.text, after))

    def _beside(self, slot: str, text: str) -> str:
        """Her words that were put beside the required passage ``slot`` before, when this file was read."""
        mine = (p for p in self._passages.values() if p.kind is EditKind.ADDED and p.after == slot)
        return next((p.slot for p in mine if plain(p.text) == plain(text)), "")

    def _words(self) -> str:
        self._prose = self._prose or "\n".join(plain(one.paragraph.text) for one, _ in self.kept)
        return self._prose


def _anchor(one: Placed, matched: Matched) -> tuple[str, str]:
    """The passage that an added paragraph follows; or the one it stands before, where a heading parts it from that."""
    at = next(index for index, each in enumerate(matched.placed) if each is one)
    for each in reversed(matched.placed[:at]):
        if each.slot:
            return each.slot, ""
        if each.paragraph.level or each.fate is Fate.FIXED:
            break
    following = next((each.slot for each in matched.placed[at + 1 :] if each.slot and each.fate is Fate.SLOT), "")
    if following:
        return "", following
    return next((each.slot for each in reversed(matched.placed[:at]) if each.slot), ""), ""


def _about(document: ReturnedSummary, ledger: Ledger, seal: Seal | None) -> tuple[str, ...]:
    notes = []
    if seal is None:
        notes.append("文件里没有生成时的记号（可能另存时丢了），不知道是从哪一版台账生成的；已按现在的台账核对")
    elif seal.plan != plan_mark(ledger):
        notes.append("这份总结是从另一份要点的台账生成的，请核对是不是给错了台账；数字按现在给的台账核对")
    elif seal.state != state_of(ledger):
        notes.append("生成这份总结以后台账有变动；数字按现在的台账核对")
    if document.deletions:
        notes.append(f"文件带有修订：{document.deletions} 处删除未读入，插入的文字已读入；请确认是否应先接受或拒绝修订")
    if document.comments:
        notes.append("文件带有批注，批注没有读；要留的话请写进正文再收一次")
    return tuple(notes)
