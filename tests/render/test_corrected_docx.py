"""A corrected copy of a Word file: its changes mean what was decided, comments say the rest, everything else stays."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from qdoc.check.corrections import corrected_text, corrections
from qdoc.errors import DamagedFile, InputRefused, LimitExceeded, UnsupportedFormat, UsageError
from qdoc.proof.package_faults import package_faults
from qdoc.read import read_bytes
from qdoc.render.corrected_docx import AUTHOR, corrected_docx
from tests.render.corrected_files import (
    COMMENTS,
    MAIN,
    W,
    body,
    corrected,
    exchanged,
    found,
    parts,
    run,
    said,
    settled,
    wrong,
)  # fmt: skip
from tests.revise.office_engine import resolve

# --- the notice ---------------------------------------------------------------------------------


def test_accepting_gives_the_corrected_text_and_rejecting_the_original() -> None:
    text, findings, _ = found(wrong())
    done = corrected(wrong())
    made = done.corrections.made
    assert {one.rule.id for each in made for one in each.findings} == {
        "QD201", "QD202", "QD325", "QD306", "QD302", "QD301", "QD307", "QD320", "QD326",
    }  # fmt: skip
    assert read_bytes(done.data, "文.docx").text == corrected_text(text, made)
    assert settled(done.data, "ins") == settled(wrong(), "ins")
    assert (
        "落实《关于印发〈质量月活动方案〉的通知》《计量法》，组织培训，合格率提高5%～8%，不合格率降至0.8%。"
        in settled(done.data, "del")
    )
    again = found(done.data)[1]
    assert [one.rule.id for one in again if one.fix] == [], "what was corrected is right now"
    told = [remark.finding for remark in done.corrections.remarks]
    assert len(told) + sum(len(each.findings) for each in made) == len(findings)


def test_every_other_part_stays_byte_for_byte() -> None:
    before, after = parts(wrong()), parts(corrected(wrong()).data)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {MAIN, COMMENTS, "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert set(before) <= set(after)


def test_what_has_no_correction_is_a_comment_at_its_words() -> None:
    (comment,) = said(corrected(wrong()).data)
    assert comment[0] == "3、4"
    assert comment[1].startswith("【提示】QD323 阿拉伯数字概数\n“3、4”表示概数的应用汉字")
    assert "\n依据：GB/T 15835—2011（语言文字标准）\n怎么办：" in comment[1]


def test_what_concerns_the_whole_document_is_one_comment_at_its_title() -> None:
    letter = exchanged(wrong(), {MAIN: ('w:w="11906" w:h="16838"', 'w:w="10318" w:h="14570"')})
    (whole, *_) = said(corrected(letter).data)
    assert "关于印发" in whole[0]
    assert whole[1].startswith("全文核对（1 处）\n【错误】QD101 用纸\n页面设置：纸张是")


def test_author_and_date_stand_on_every_change_and_comment_and_numbers_are_unique() -> None:
    data = corrected(wrong(), author=" 周\x07某 \n", date="2026-03-05").data
    held = parts(data)
    changes = [*etree.fromstring(held[MAIN]).iter(f"{W}ins", f"{W}del"), *etree.fromstring(held[COMMENTS])]
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in changes} == {("周某", "2026-03-05T00:00:00Z")}
    numbers = [one.get(f"{W}id") for one in changes]
    assert len(numbers) == len(set(numbers)) > 15


def test_without_a_date_none_is_made_up_and_the_bytes_are_the_same() -> None:
    data = corrected(wrong(), author="").data
    assert data == corrected(wrong()).data
    assert b"w:date=" not in parts(data)[MAIN] + parts(data)[COMMENTS]
    assert {one.get(f"{W}author") for one in etree.fromstring(parts(data)[MAIN]).iter(f"{W}ins")} == {AUTHOR}


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(UsageError, match="2026-02-30"):
        corrected(wrong(), date="2026-02-30")


# --- what is refused ----------------------------------------------------------------------------


def test_hostile_and_unfit_files_are_refused_by_name() -> None:
    good = body(run("甲"))
    strict = exchanged(good, {MAIN: ("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                     "http://purl.oclc.org/ooxml/wordprocessingml/main")})  # fmt: skip
    cases: list[tuple[bytes, type[InputRefused], str]] = [
        (b"PK\x03\x04broken", DamagedFile, "截断"),
        (strict, UnsupportedFormat, "Strict"),
        (added(good, "word/vbaProject.bin", b"x"), InputRefused, "宏"),
        (added(good, "_xmlsignatures/sig1.xml", b"<a/>"), InputRefused, "签名"),
        (exchanged(good, {MAIN: ("<w:document", "<!DOCTYPE a><w:document")}), InputRefused, "DTD"),
        (added(good, "word/media/bomb.bin", b"0" * 70_000_000), LimitExceeded, "64 MB"),
    ]
    for data, kind, words in cases:
        with pytest.raises(kind, match=words) as refused:
            corrected_docx(data, "文.docx", corrections((), ""))
        assert refused.value.file == "文.docx"


def added(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


# --- validators and LibreOffice -----------------------------------------------------------------


def files() -> dict[str, bytes]:
    letter = exchanged(wrong(), {MAIN: ('w:w="11906" w:h="16838"', 'w:w="10318" w:h="14570"')})
    return {
        "通知.docx": corrected(wrong(), date="2026-03-05").data,
        "全文.docx": corrected(letter).data,
        "清.docx": corrected_docx(wrong(), "文.docx", corrections((), "")).data,
    }


def test_no_validator_finds_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openxml_audit import FileFormat, OpenXmlValidator
    from openxml_audit.semantic.constraints import cross_part

    # it remembers comments by id(package), which the next file's package may have again
    numbers = itertools.count()
    monkeypatch.setattr(cross_part, "_cache_key", lambda *_: (next(numbers), ""))
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    for name, data in files().items():
        (tmp_path / name).write_bytes(data)
        assert [str(error) for error in validator.validate(tmp_path / name).errors] == [], name
        assert package_faults(data, name) == (), name


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing(openxml_sdk: Callable[[Path], str], tmp_path: Path) -> None:
    for name, data in files().items():
        (tmp_path / name).write_bytes(data)
        assert openxml_sdk(tmp_path / name) == "", name


@pytest.mark.office
def test_libreoffice_accepts_to_the_corrected_text_and_rejects_to_the_original(soffice: object, tmp_path: Path) -> None:
    assert soffice
    plain = {"原.docx": wrong(), "改.docx": corrected(wrong()).data}
    for name, data in plain.items():
        (tmp_path / name).write_bytes(data)
    read = resolve([tmp_path / name for name in plain], tmp_path)
    assert read["改.docx"][1] == read["原.docx"][1]
    text, _, _ = found(wrong())
    changed = set(corrected_text(text, corrected(wrong()).corrections.made).split("\n")) - set(text.split("\n"))
    assert len(changed) == 3
    assert changed <= {line.strip() for line in read["改.docx"][0]}
