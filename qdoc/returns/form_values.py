"""Owns the nouns of a form that came back: its cells as they were found, before anybody says whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.ledger.form_columns import FORM_FIELDS, NAMES

SPOILED = "\0"
"""Stands as an answer's text where the cell holds an error value or a formula without a saved result."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One filled cell or control: its field (``form_columns``), for a figure its metric's id (``of``), and its place.

    ``target``: the target printed beside a figure, "" where none is. ``place`` is what a clerk finds it by.
    """

    field: str
    text: str
    place: str
    of: str = ""
    target: str = ""

    @property
    def name(self) -> str:
        """The field's word for clerks."""
        return NAMES.get(self.field) or self.of or "表中另写的内容"


@dataclass(frozen=True, slots=True)
class Piece:
    """What one row of a returned table says: the line that its hidden key names, the words it shows, the answers in it.

    ``key``: the line's key ("" where it was lost). ``row_keys``: the ledger rows that the form itself remembers for it.
    ``words``: what the row shows of its task: 任务 and 要求. ``role``: 牵头, 配合 … as shown. ``below``: the row shows
    no words and stands under another (a second figure of one task). ``printed``: cells of columns where nothing is
    filled in: no field, ``of`` their heading, ``target`` the id of the row's figure.
    """

    place: str
    key: str = ""
    row_keys: tuple[str, ...] = ()
    task: str = ""
    text: str = ""
    role: str = ""
    answers: tuple[Answer, ...] = ()
    below: bool = False
    printed: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """A form as it came back. Everything in it is the unit's word; "" for what the file does not say.

    ``unit``, ``period``, ``plan_sha256``, ``asked_by``: what the form remembers where nobody sees it; ``shown_unit``,
    ``shown_title``: what it shows. ``strays``: what stands where nothing is asked. ``notes``: what was mended on the
    way (a column found by its place), in Chinese. ``tagged``: whether any hidden key was left.
    """

    name: str
    sha256: str
    unit: str = ""
    period: str = ""
    plan_sha256: str = ""
    asked_by: str = ""
    shown_unit: str = ""
    shown_title: str = ""
    filled: tuple[Answer, ...] = ()
    pieces: tuple[Piece, ...] = ()
    strays: tuple[Answer, ...] = ()
    notes: tuple[str, ...] = ()
    tagged: bool = False

    def field(self, name: str) -> str:
        """What was filled in for the whole form: 填报人, 联系电话, 填报日期; "" where nothing was."""
        return next((each.text for each in self.filled if each.field == name and each.text != SPOILED), "")

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer to a question of the form and everything written elsewhere, in the order of the file."""
        return (*(answer for piece in self.pieces for answer in piece.answers), *self.strays)


def squeezed(text: str) -> str:
    """A heading or label as it is compared: full-width forms folded, no white space, no colon at its end."""
    import unicodedata

    return "".join(unicodedata.normalize("NFKC", text).split()).rstrip(":")


LABELS = {squeezed(NAMES[field]): field for field in FORM_FIELDS}
