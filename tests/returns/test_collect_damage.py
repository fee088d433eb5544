"""The figure of the issue: 500 returned forms with injected damage; nothing lost, nothing in a wrong row."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

from qdoc.returns.collect import collect
from qdoc.returns.collect_proof import prove
from qdoc.returns.collect_values import Collected, Fate
from qdoc.returns.form_document import read_form_document
from qdoc.returns.form_values import ReturnedForm
from qdoc.returns.form_workbook import read_form_workbook
from tests.returns.damaged_forms import KINDS, PERIOD, Maker, Returned, bare_ledger, forms

FORMS = 500
_WORD = re.compile(r"7\d{5}|办\d{5}毕|本季第\d{5}号进展")


def read(name: str, data: bytes) -> ReturnedForm:
    form = (read_form_document if name.endswith(".docx") else read_form_workbook)(data, name)
    assert form is not None, name
    return form


def words(text: str) -> list[str]:
    """The made words in a value, full-width digits folded."""
    return _WORD.findall(text.translate({0xFF10 + digit: str(digit) for digit in range(10)}))


def check(collected: Collected, made: dict[str, Returned]) -> Counter[str]:
    """Hold a round against the truth; return how many cells ended how."""
    truth = {(unit, word): where for unit, one in made.items() for word, where in one.truth.items()}
    for entry in collected.entries:
        for field in ("status", "wording", "actual", "nodes", "problem"):
            for word in words(getattr(entry, field)):
                rows, asked = truth[entry.unit, word]
                assert (entry.row_key in rows, field) == (True, asked), (entry, word)
    by_fate: dict[str, dict[Fate, set[str]]] = {unit: {fate: set() for fate in Fate} for unit in made}
    owner = {word: unit for unit, word in truth}
    for told in collected.told:
        for word in words(told.answer.text):
            by_fate[owner[word]][told.fate].add(word)
    for unit, one in made.items():
        fates = by_fate[unit]
        assert set(one.truth) == set().union(*fates.values()), (unit, one.files[0][0])  # nothing is lost
        if one.exact:
            assert fates[Fate.APPLIED] == one.apply, (unit, one.files[0][0])
            assert fates[Fate.REFUSED] == one.refuse, (unit, one.files[0][0])
        assert not fates[Fate.APPLIED] & fates[Fate.REFUSED]
    for unit, one in made.items():
        figures = [told for told in collected.of(Fate.REFUSED) if told.unit == unit and told.answer.field == "actual"]
        assert sum(not words(told.answer.text) for told in figures) == one.spoiled, unit
    return Counter(fate.value for one in by_fate.values() for fate in one for _ in one[fate])


def test_500_damaged_forms_reach_their_rows_or_are_refused_by_cell() -> None:
    asked, files, total, kinds = forms(), 0, Counter[str](), Counter[str]()
    seed = 0
    while files < FORMS:
        seed += 1
        maker = Maker(Random(seed))
        made: dict[str, Returned] = {}
        returned = []
        for index, form in enumerate(asked):
            kind = KINDS[(seed + index) % len(KINDS)]
            one = made[form.unit] = Returned(form.unit)
            kind(maker, form, one)
            kinds[kind.__name__] += len(one.files)
            files += len(one.files)
            returned += [read(f"{index}-{name}", data) for name, data in one.files]
        maker.random.shuffle(returned)
        collected = collect(bare_ledger(), returned, PERIOD)
        proof = prove(collected, returned)
        assert proof.holds, proof
        total += check(collected, made)
    print(f"{files} files, cells by fate: {dict(total)}")
    assert len(kinds) == len(KINDS) >= 12
    assert min(kinds.values()) >= 10
    assert total["登记"] > 1000 < total["未读入"]
