"""修订.docx as a file: accepting and rejecting by engines that are not ours, valid packages, author, date, comments."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from qdoc.errors import UsageError
from qdoc.proof.package_faults import package_faults
from qdoc.read import read_bytes
from qdoc.render.comparison_docx import statistics
from qdoc.render.page import INK, PROFILES
from qdoc.render.revision_docx import AUTHOR, revision_docx
from qdoc.revise import Level, Mark, Piece, RevisedParagraph, Revision
from tests.revise.office_engine import resolve
from tests.revise.two_years import SERIES, YEARS, TwoYears, of_files, of_series

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SMALL = Revision(
    "云溪区2026年工作要点",
    (
        RevisedParagraph(
            Level.TEXT,
            (Piece(Mark.KEPT, "全年抽检"), Piece(Mark.DELETED, "40家"), Piece(Mark.INSERTED, "<60家> & 更多")),
            Mark.KEPT,
        ),
        RevisedParagraph(Level.FIRST, (Piece(Mark.DELETED, "二、旧事"),), Mark.DELETED, "取消：今年未再列入。"),
        RevisedParagraph(Level.SECOND, (Piece(Mark.INSERTED, "（一）新事"),), Mark.INSERTED, "新增：上年没有。"),
    ),
)


@pytest.fixture(scope="module")
def example() -> TwoYears:
    return of_files(*YEARS)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(data: bytes) -> etree._Element:
    return etree.fromstring(parts(data)["word/document.xml"])


def settled(data: bytes, kept: str, gone: str) -> list[str]:
    """The paragraphs with all ``kept`` changes taken and all ``gone`` ones left, by the rules of the standard alone."""
    lines, words = [], ""
    for paragraph in document(data).iter(f"{W}p"):
        for text in paragraph.iter(f"{W}t", f"{W}delText"):
            if not any(above.tag == W + gone for above in text.iterancestors()):
                words += text.text or ""
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
            lines.append(words)
            words = ""
    assert words == ""
    assert lines.pop() == "", "the last paragraph belongs to both years"
    return lines


def both(data: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(settled(data, "ins", "del")), tuple(settled(data, "del", "ins"))


def test_the_example_pair_gives_back_both_years(example: TwoYears) -> None:
    assert both(revision_docx(example.revision)) == (example.lines(1), example.lines(0))


def test_our_own_reader_sees_the_later_year(example: TwoYears) -> None:
    read = read_bytes(revision_docx(example.revision), "修订.docx")
    shown = [read.text[block.start : block.end].strip() for block in read.blocks]
    assert [line for line in shown if line and line != "— 1 —"] == list(example.lines(1))


PIECES = st.lists(st.builds(Piece, st.sampled_from(Mark), st.sampled_from(("甲", "乙。", "40家"))), max_size=4)
PARAGRAPHS = st.lists(
    st.builds(lambda pieces, end: RevisedParagraph(Level.TEXT, tuple(pieces), end), PIECES, st.sampled_from(Mark)),
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS)
def test_any_revision_means_in_word_what_it_says(paragraphs: list[RevisedParagraph]) -> None:
    last = RevisedParagraph(Level.TEXT, (Piece(Mark.KEPT, "末"),), Mark.KEPT)
    made = Revision("云溪区", (*paragraphs, last))
    assert both(revision_docx(made)) == (made.accepted(), made.rejected())


def test_author_and_date_stand_on_every_change_and_numbers_are_unique() -> None:
    root = document(revision_docx(SMALL, author='区"府办"\n<甲>', date="2026-03-05T09:30"))
    changes = list(root.iter(f"{W}ins", f"{W}del"))
    assert {(c.get(f"{W}author"), c.get(f"{W}date")) for c in changes} == {('区"府办" <甲>', "2026-03-05T09:30:00Z")}
    ids = [c.get(f"{W}id") for c in root.iter(f"{W}ins", f"{W}del", f"{W}commentRangeStart")]
    assert len(ids) == len(set(ids)) == 10


def test_without_a_date_none_is_made_up_and_the_bytes_are_the_same() -> None:
    data = revision_docx(SMALL, author=" ")
    assert data == revision_docx(SMALL)
    assert b"w:date" not in b"".join(parts(data).values())
    assert {c.get(f"{W}author") for c in document(data).iter(f"{W}ins")} == {AUTHOR}


@pytest.mark.parametrize("date", ["2026年3月5日", "2026-13-01", "2026-02-30", "2026-3-5", "今天"])
def test_what_is_no_date_is_refused_by_name(date: str) -> None:
    with pytest.raises(UsageError, match=date):
        revision_docx(SMALL, date=date)


def test_notes_are_comments_and_no_part_of_the_text() -> None:
    data = revision_docx(SMALL, author="区府办", remark="两年各一项任务。")
    comments = etree.fromstring(parts(data)["word/comments.xml"])
    said = {c.get(f"{W}id"): "".join(c.itertext()) for c in comments}
    assert list(said.values()) == ["两年各一项任务。", "取消：今年未再列入。", "新增：上年没有。"]
    assert [each.get(f"{W}id") for each in document(data).iter(f"{W}commentReference")] == list(said)
    assert both(data) == (SMALL.accepted(), SMALL.rejected())
    bare = Revision("云溪区", SMALL.paragraphs[:1])
    assert "word/comments.xml" not in parts(revision_docx(bare))


def test_the_comment_of_a_deleted_paragraph_goes_with_it() -> None:
    holders = [each.getparent().getparent().tag for each in document(revision_docx(SMALL)).iter(f"{W}commentReference")]
    assert holders == [f"{W}del", f"{W}ins"]


def test_the_page_is_the_profile_asked_for() -> None:
    for profile in PROFILES.values():
        (grid,) = document(revision_docx(SMALL, profile=profile)).iter(f"{W}docGrid")
        assert grid.get(f"{W}linePitch") == str(profile.pitch)
    assert revision_docx(SMALL, profile=INK) != revision_docx(SMALL)


def files(example: TwoYears) -> dict[str, bytes]:
    return {
        "例.docx": revision_docx(example.revision, date="2026-03-05", remark=statistics(example.diff)),
        "无日期.docx": revision_docx(example.revision),
        "墨线.docx": revision_docx(SMALL, profile=INK),
        "空.docx": revision_docx(Revision("云溪区", ())),
    }


def test_no_validator_finds_anything(example: TwoYears, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openxml_audit import FileFormat, OpenXmlValidator
    from openxml_audit.semantic.constraints import cross_part

    # it remembers comments by id(package), which the next file's package may have again
    numbers = itertools.count()
    monkeypatch.setattr(cross_part, "_cache_key", lambda *_: (next(numbers), ""))
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    for name, data in files(example).items():
        (tmp_path / name).write_bytes(data)
        assert [str(error) for error in validator.validate(tmp_path / name).errors] == [], name
        assert package_faults(data, name) == (), name


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing(example: TwoYears, openxml_sdk: Callable[[Path], str], tmp_path: Path) -> None:
    for name, data in files(example).items():
        (tmp_path / name).write_bytes(data)
        assert openxml_sdk(tmp_path / name) == "", name


def settled_by_the_office(pairs: dict[str, TwoYears], folder: Path) -> None:
    paths = []
    for name, one in pairs.items():
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(revision_docx(one.revision, author="区府办", date="2026-03-05", remark="附注"))
    for name, texts in resolve(paths, folder).items():
        one = pairs[name.removesuffix(".docx")]
        found = [[line for line in text if line] for text in texts]
        assert found == [list(one.lines(1)), list(one.lines(0))], name


@pytest.mark.office
def test_libreoffice_accepts_and_rejects_to_both_years(example: TwoYears, soffice: object, tmp_path: Path) -> None:
    assert soffice
    settled_by_the_office({"例": example, "反": of_files(*YEARS[::-1]), "同": of_files(YEARS[1], YEARS[1])}, tmp_path)


@pytest.mark.office
@pytest.mark.shared
def test_libreoffice_accepts_and_rejects_every_real_pair(shared: Path, soffice: object, tmp_path: Path) -> None:
    assert soffice
    settled_by_the_office({pair.replace(" ", "-"): of_series(shared, pair) for pair in SERIES}, tmp_path)
