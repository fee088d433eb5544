"""300 documents made wrong in one known way each: found by the right rule at the right place, nothing else accused."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from qdoc.check import Finding
from qdoc.check.corrections import corrected_text, corrections
from qdoc.check.document import check_document
from qdoc.lexicon import Lexicon, load_lexicon
from qdoc.model import Severity
from qdoc.read import read_bytes
from qdoc.read.docx_looks import read_docx_looks
from tests.check import mutants, mutants_layout, mutants_whole
from tests.check.clean_drafts import clean_documents

TEXTS: dict[str, mutants.Kind] = mutants.KINDS | mutants_whole.KINDS
KINDS = (*TEXTS, *mutants_layout.KINDS)
HOW_MANY = 300
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "云溪区质量强区2026年工作要点.txt"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One mutant. ``found``: by the right rule at the right place; ``errors``: error-level findings of other rules."""

    kind: str
    base: str
    found: bool
    errors: tuple[str, ...]
    told: tuple[tuple[str, str, str], ...]


@cache
def lexicon(_year: int | None) -> Lexicon:
    return load_lexicon()


def of_text(text: str) -> tuple[Finding, ...]:
    return check_document("文.txt", read_bytes(text.encode(), "文.txt"), lexicon).findings


def of_word(docx: bytes) -> tuple[Finding, ...]:
    source, looks = read_docx_looks(docx, "文.docx")
    return check_document("文.docx", source, lexicon, looks).findings


def judged(kind: str, base: str, rule: str, found: tuple[Finding, ...], meets: tuple[Finding, ...]) -> Outcome:
    errors = tuple(one.rule.id for one in found if one.severity is Severity.ERROR and one.rule.id != rule)
    told = tuple((one.rule.id, one.place, one.quote) for one in found)
    return Outcome(kind, base, any(one.rule.id == rule for one in meets), errors, told)


def mutant(kind: str, base_at: int, seed: int) -> Outcome | None:
    """Damage one clean document in one way and check it; None where the kind does not apply to that document."""
    base, rng = clean_documents()[base_at], random.Random(f"{kind} {seed}")
    if kind in TEXTS:
        made = TEXTS[kind](base.text, rng)
        if made is None:
            return None
        found = of_text(made.text)
        at = made.start, made.end
        meets = tuple(one for one in found if _meets(one.start, one.end, *at))
        return judged(kind, base.name, made.rule, found, meets)
    file = mutants_layout.KINDS[kind](base.docx, rng)
    if file is None:
        return None
    found = of_word(file.docx)
    meets = tuple(one for one in found if _stands(one, file.place))
    return judged(kind, base.name, file.rule, found, meets)


def _meets(start: int | None, end: int | None, first: int | None, last: int | None) -> bool:
    if start is None or end is None or first is None or last is None:
        return start is None and first is None
    return start <= last and end >= first


def _stands(finding: Finding, place: str) -> bool:
    words = finding.quote.removesuffix("…")
    return finding.place == place or (bool(words) and place.startswith(words.replace("\n", "")[:12]))


@cache
def outcomes() -> tuple[Outcome, ...]:
    """300 mutants: every kind in turn, each time of the next clean document that it applies to."""
    made: list[Outcome] = []
    bases = len(clean_documents())
    for turn in range(HOW_MANY):
        seed, number = divmod(turn, len(KINDS))
        tried = (mutant(KINDS[number], (number + seed + step) % bases, seed) for step in range(bases))
        one = next((each for each in tried if each is not None), None)
        assert one is not None, f"{KINDS[number]} applies to no clean document"
        made.append(one)
    return tuple(made)


@pytest.mark.parametrize("name", [one.name for one in clean_documents()])
def test_clean_documents_have_no_error_and_no_warning(name: str) -> None:
    clean = next(one for one in clean_documents() if one.name == name)
    for found in (of_text(clean.text), of_word(clean.docx)):
        assert [(one.rule.id, one.quote) for one in found if one.severity is not Severity.INFO] == []


def test_the_long_example_has_no_error_and_no_warning() -> None:
    found = of_text(EXAMPLE.read_text("utf-8"))
    assert [(one.rule.id, one.quote) for one in found if one.severity is not Severity.INFO] == []


def test_every_family_and_at_least_forty_kinds_are_damaged() -> None:
    assert len(KINDS) >= 40
    assert len(set(KINDS)) == len(mutants.KINDS) + len(mutants_whole.KINDS) + len(mutants_layout.KINDS)
    rng = random.Random(0)
    rules = {made.rule for kind in TEXTS.values() for one in clean_documents() if (made := kind(one.text, rng))}
    rules |= {
        made.rule
        for kind in mutants_layout.KINDS.values()
        for one in clean_documents()
        if (made := kind(one.docx, rng))
    }
    assert {rule[2] for rule in rules} == set("1234567")


def test_damage_is_found_by_the_right_rule_at_the_right_place(capsys: pytest.CaptureFixture[str]) -> None:
    all_of = Counter(one.kind for one in outcomes())
    hits = Counter(one.kind for one in outcomes() if one.found)
    missed = [f"{kind} {hits[kind]}/{count}" for kind, count in all_of.items() if hits[kind] < count]
    errors = [one for one in outcomes() if one.errors]
    extra = sum(len(one.errors) for one in outcomes()) / len(outcomes())
    with capsys.disabled():
        rate = sum(hits.values()) / len(outcomes())
        print(f"\n{len(outcomes())} 份、{len(all_of)} 种：找出 {rate:.1%}，未尽找出的：{'、'.join(missed) or '无'}；")
        print(f"其他规则的错误每份 {extra:.3f} 处：{[(one.kind, one.base, one.errors) for one in errors]}")
    assert sum(hits.values()) >= 0.95 * len(outcomes()), [one for one in outcomes() if not one.found]
    assert extra <= 0.02, errors


def test_what_is_corrected_is_right_and_nothing_else_changes() -> None:
    """Of every kind of damage to the text: what has a correction is gone by it, and none is asked for again."""
    mended = 0
    for number, kind in enumerate(TEXTS):
        for clean in clean_documents():
            made = TEXTS[kind](clean.text, random.Random(number))
            if made is None:
                continue
            done = corrections(of_text(made.text), made.text).made
            text = corrected_text(made.text, done)
            mended += bool(done)
            assert corrections(of_text(text), text).made == (), (kind, clean.name)
            break
    assert mended >= 20
