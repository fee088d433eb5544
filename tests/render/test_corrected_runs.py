"""Tracked changes in runs of any kind: however Word cuts a sentence, accepting and rejecting mean what was decided."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from lxml import etree

from qdoc.check import Finding
from qdoc.check.corrections import Remark, corrected_text, corrections
from qdoc.check.rules import load_rules
from qdoc.check.values import Fix
from qdoc.proof.package_faults import package_faults
from qdoc.read import read_bytes
from qdoc.render.corrected_docx import corrected_docx
from qdoc.resources import templates
from tests.read.make_inputs import pack_docx
from tests.render.corrected_files import MAIN, W, body, fixing, parts, run, said, settled, telling

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("甲,乙")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
CHANGED = [
    # what is read, what the changes come to when they are accepted; each row a way that Word cuts one sentence
    (run("甲,乙"), "甲，乙"),  # inside a run
    (run("甲") + run(",", "<w:b/>") + run("乙"), "甲，乙"),  # a run of its own
    (run("甲,") + run("乙"), "甲，乙"),  # at a run's end
    (run("甲") + run(",乙"), "甲，乙"),  # at its start
    (f'<w:hyperlink w:anchor="a">{run("甲,乙")}</w:hyperlink>', "甲，乙"),  # in a link
    (f'<w:smartTag w:uri="u" w:element="e">{run("甲,乙")}</w:smartTag>', "甲，乙"),
    (f"<w:sdt><w:sdtPr><w:tag w:val='t'/></w:sdtPr><w:sdtContent>{run('甲,乙')}</w:sdtContent></w:sdt>", "甲，乙"),
    ("<w:r><w:tab/><w:t>甲</w:t><w:br/><w:t>乙,丙</w:t><w:tab/><w:t>丁</w:t></w:r>", "\t甲\n乙，丙\t丁"),  # mixed run
]
KEPT = [
    # what cannot be changed in place and is a comment, with the reason
    (FIELD, "域"),
    (f'<w:fldSimple w:instr="REF a">{run("甲,乙")}</w:fldSimple>', "域"),
    (f'<w:ins w:id="3" w:author="某">{run("甲,乙")}</w:ins>', "别人的修订"),
    (
        f'<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent>{run("甲,乙")}</w:sdtContent></w:sdt>',
        "锁定",
    ),
    (
        '<w:r><w:t>甲,乙</w:t><w:footnoteReference w:id="1" w:customMarkFollows="1"/></w:r>',
        "符号",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "accepted"), CHANGED, ids=range(len(CHANGED)))
def test_a_sign_is_changed_however_its_runs_are_cut(inside: str, accepted: str) -> None:
    data = body(inside)
    text = read_bytes(data, "文.docx").text
    wanted = corrections([fixing(text, ",", "，")], text)
    done = corrected_docx(data, "文.docx", wanted)
    assert read_bytes(done.data, "文.docx").text == accepted + "\n"
    assert done.corrections == wanted
    assert settled(done.data, "ins") == settled(data, "ins")
    assert package_faults(done.data, "文.docx") == ()


def test_the_new_sign_looks_as_the_old_one() -> None:
    data = body(run("甲", "<w:i/>") + run(",", "<w:b/><w:color w:val='FF0000'/>"))
    done = corrected_docx(data, "文.docx", corrections([fixing("甲,", ",", "，")], "甲,\n"))
    (made,) = etree.fromstring(parts(done.data)[MAIN]).iter(f"{W}ins")
    assert [each.tag for each in made.iter(f"{W}b", f"{W}i", f"{W}color")] == [f"{W}b", f"{W}color"]


@pytest.mark.parametrize(("inside", "why"), KEPT, ids=[why for _, why in KEPT])
def test_what_may_not_be_changed_in_place_is_a_comment_that_says_why(inside: str, why: str) -> None:
    data = body(inside)
    text = read_bytes(data, "文.docx").text
    done = corrected_docx(data, "文.docx", corrections([fixing(text, ",", "，")], text))
    assert done.corrections.made == ()
    assert why in done.corrections.remarks[0].reason
    assert read_bytes(done.data, "文.docx").text == text
    ((_, told),) = said(done.data)
    assert f"应为“，”。{done.corrections.remarks[0].reason}" in told


def test_an_automatic_number_is_a_comment() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("摸清底数。")}</w:p>'
    )
    data = pack_docx(numbered, numbering=numbering)
    text = read_bytes(data, "文.docx").text
    assert text == "1、摸清底数。\n"
    done = corrected_docx(data, "文.docx", corrections([fixing(text, "、", ".", "QD305")], text))
    assert "自动编号" in done.corrections.remarks[0].reason
    assert said(done.data)[0][0] == "摸清底数。"


def test_cells_are_corrected_and_boxes_told_of_at_the_title() -> None:
    box = (
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        f"<w:p>{run('框,内')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    cells = "".join(f"<w:tc><w:p/><w:p>{run(words)}</w:p><w:p>{run('二,行')}</w:p></w:tc>" for words in ("甲,乙", "丙"))
    data = pack_docx(f"<w:p>{run('题')}{box}</w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    text = read_bytes(data, "文.docx").text
    findings = [fixing(text, ",", "，", nth=number) for number in range(text.count(","))]
    done = corrected_docx(data, "文.docx", corrections(findings, text))
    assert read_bytes(done.data, "文.docx").text == "题\n框,内\n甲，乙\n二，行\t丙\n二，行\n"
    ((words, told),) = said(done.data)
    assert words == "题"
    assert "第1段“,”：改。" in told, "Word has no comments in text boxes"


def test_comments_that_were_there_stay_and_numbers_do_not_meet() -> None:
    held = '<w:comments SPACE><w:comment w:id="1" w:author="某"><w:p/></w:comment></w:comments>'
    marks = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    data = pack_docx(f"<w:p>{marks[0]}{run('甲3、4个')}{marks[1]}</w:p>", parts={"comments": held})
    text = read_bytes(data, "文.docx").text
    done = corrected_docx(data, "文.docx", corrections([telling(text, "3、4")], text))
    assert [words for words, _ in said(done.data)] == ["甲3、4个", "3、4"]
    assert set(parts(done.data)) == set(parts(data))


def test_random_runs_and_random_corrections_mean_what_was_decided() -> None:
    """Accepting gives the corrected text, rejecting the original, in 150 made documents of runs cut anywhere."""
    for seed in range(150):
        rng = random.Random(seed)
        lines = ["".join(rng.choice("甲乙丙丁,.、3") for _ in range(rng.randint(1, 30))) for _ in range(3)]
        data = body(*("".join(_runs(rng, line)) for line in lines))
        text = read_bytes(data, "文.docx").text
        findings = [_made(rng, text) for _ in range(rng.randint(1, 8))]
        wanted = corrections(findings, text)
        done = corrected_docx(data, "文.docx", wanted)
        assert done.corrections == wanted, seed
        assert read_bytes(done.data, "文.docx").text == corrected_text(text, wanted.made), seed
        assert settled(done.data, "ins") == "\n".join(lines), seed
        for remark, (words, _) in zip(_placed(wanted.remarks), said(done.data) if wanted.remarks else (), strict=True):
            assert remark in words, seed
        assert package_faults(done.data, "文.docx") == (), seed


def test_any_change_in_any_shipped_template_means_what_was_decided() -> None:
    """Tables, boxes, controls, fields and headers of real Word files, changed at random places."""
    assert len(templates()) >= 10
    for path in templates():
        data, rng = path.read_bytes(), random.Random(path.name)
        text = read_bytes(data, path.name).text
        spots = [rng.randrange(len(text)) for _ in range(20)]
        findings = [fixing(text[at:], text[at : at + rng.randint(1, 4)], rng.choice(("", "改"))) for at in spots]
        moved = [_moved(one, at) for one, at in zip(findings, spots, strict=True)]
        done = corrected_docx(data, path.name, corrections(moved, text))
        assert read_bytes(done.data, path.name).text == corrected_text(text, done.corrections.made), path.name
        assert settled(done.data, "ins") == settled(data, "ins"), path.name
        assert package_faults(done.data, path.name, template=True) == package_faults(data, path.name, template=True)


def _moved(one: Finding, by: int) -> Finding:
    assert one.fix is not None
    assert one.start is not None
    assert one.end is not None
    fix = replace(one.fix, start=one.fix.start + by, end=one.fix.end + by)
    return replace(one, start=one.start + by, end=one.end + by, fix=fix)


def _runs(rng: random.Random, line: str) -> list[str]:
    made = []
    while line:
        length = rng.randint(1, 6)
        made.append(run(line[:length], rng.choice(("", "<w:b/>"))))
        line = line[length:]
    return made


def _made(rng: random.Random, text: str) -> Finding:
    line = rng.randrange(3)
    start = sum(len(one) + 1 for one in text.split("\n")[:line])
    at = start + rng.randrange(len(text.split("\n")[line]))
    end = min(at + rng.randint(0, 4), text.index("\n", at))
    rule = load_rules()[rng.choice(("QD101", "QD304", "QD301"))]
    fix = Fix(at, end, text[at:end], rng.choice(("，", "", "戊己")))
    usable = fix if rng.random() < 0.7 and fix.before != fix.after else None
    return Finding(rule, rule.severity, "第1段", text[at:end], "改。", at, end, usable)


def _placed(remarks: Sequence[Remark]) -> list[str]:
    spans = sorted({(one.finding.start, max(one.finding.end, one.finding.start + 1)): one.finding.quote
                    for one in remarks}.items())  # fmt: skip
    return [quote for _, quote in spans]
