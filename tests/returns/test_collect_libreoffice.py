"""Forms of every unit filled in, opened and saved by LibreOffice, and collected: each entry in its rows, or refused.

Four ways round: saved as what they are, and through OpenDocument (as some units send them) and back. Every key that was
asked and every word that was filled in is counted.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import openpyxl
import pytest

from qdoc.asking import Form
from qdoc.ledger.form_columns import ACTUAL, FORM_HIDDEN, FORM_KEY, FORM_SHEET, read_tag
from qdoc.render.form_sheet import form_xlsx
from qdoc.returns.collect import collect
from qdoc.returns.collect_proof import prove
from qdoc.returns.form_values import ReturnedForm
from tests.returns.damaged_forms import PERIOD, Maker, Returned, bare_ledger, forms, word_file
from tests.returns.test_collect_damage import check, read


def filled_workbook(maker: Maker, form: Form, made: Returned) -> bytes:
    """The unit's own workbook, locked cells, drop-downs and hidden sheet included, with most cells filled in."""
    book = openpyxl.load_workbook(io.BytesIO(form_xlsx(form)))
    for tag, rows, cell, _ in book[FORM_HIDDEN].iter_rows(min_row=9, values_only=True):
        named = read_tag(str(tag))
        assert named is not None
        if named.line == FORM_KEY:
            book[FORM_SHEET][str(cell)].value = {"filled_on": "2026-04-02"}.get(named.field, "张三")
        elif maker.random.random() < 0.9:
            word = maker.word(named.field)
            book[FORM_SHEET][str(cell)].value = int(word) if named.field == ACTUAL else word
            made.truth[word] = (tuple(str(rows).split()), named.field)
            made.apply.add(word)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled_document(maker: Maker, form: Form, made: Returned) -> bytes:
    return word_file(form, maker.document(form, made))


# (suffix, filled by, saved as one after the other)
ROUNDS = [
    ("xlsx", filled_workbook, ("xlsx",)),  # why: opened and saved
    ("xlsx", filled_workbook, ("ods", "xlsx")),  # why: sent as .ods, then saved as the office asks for it
    ("docx", filled_document, ("docx:MS Word 2007 XML",)),  # why: opened and saved
    ("docx", filled_document, ("odt", "docx:MS Word 2007 XML")),  # why: sent as .odt, and back
]


def keys_of(form: ReturnedForm) -> set[str]:
    return {piece.key for piece in form.pieces if piece.key}


@pytest.mark.office
@pytest.mark.parametrize(("suffix", "fill", "saved"), ROUNDS)
def test_what_libreoffice_saves_reaches_its_rows_or_is_refused(
    suffix: str,
    fill: Callable[[Maker, Form, Returned], bytes],
    saved: tuple[str, ...],
    soffice: Callable[..., list[Path]],
    tmp_path: Path,
) -> None:
    maker, made = Maker(Random(7)), {form.unit: Returned(form.unit) for form in forms()}
    paths = []
    for number, form in enumerate(forms()):
        paths.append(tmp_path / f"{number}.{suffix}")
        paths[-1].write_bytes(fill(maker, form, made[form.unit]))
        made[form.unit].files.append((paths[-1].name, b""))
    for step, kind in enumerate(saved):
        (tmp_path / str(step)).mkdir()
        paths = soffice(*paths, to=kind, outdir=tmp_path / str(step))
    returned = [read(path.name, path.read_bytes()) for path in paths]
    collected = collect(bare_ledger(), returned, PERIOD)
    proof = prove(collected, returned)
    assert proof.holds, proof
    fates: Counter[str] = check(collected, made)  # nothing lost, nothing in a wrong row
    asked = {line.key for form in forms() for line in form.lines}
    kept = set().union(*(keys_of(form) for form in returned))
    print(f"{'→'.join((suffix, *saved))}: {len(kept & asked)} of {len(asked)} keys kept, {dict(fates)}")
    assert kept == asked
    assert sum(fates.values()) == sum(len(one.truth) for one in made.values())
    assert fates["登记"] == sum(fates.values()), "LibreOffice loses no answer in any of these rounds"
