"""Which corrections are made: once for several rules, the graver of two that meet, none of what stands elsewhere."""

from __future__ import annotations

from qdoc.check.corrections import corrected_text, corrections
from tests.render.corrected_files import fixing


def test_two_rules_with_one_correction_make_it_once_and_the_graver_of_two_that_meet_wins() -> None:
    text = "云政办发[2026]01号"
    first, second = fixing(text, "[2026]01", "〔2026〕1", "QD201"), fixing(text, "[2026]01", "〔2026〕1", "QD202")
    hint = fixing(text, "]", "）", "QD301")
    apart = fixing(text, "号", "", "QD325")
    done = corrections([hint, second, first, apart], text)
    assert [[one.rule.id for one in each.findings] for each in done.made] == [["QD202", "QD201"], ["QD325"]]
    assert [(one.finding, "QD202" in one.reason) for one in done.remarks] == [(hint, True)]
    assert corrected_text(text, done.made) == "云政办发〔2026〕1"
    stale = fixing("别的文字，，", "，，", "，")
    assert corrections([stale], text).made == (), "what does not stand there is not changed"
