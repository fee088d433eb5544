"""Printing: one office a batch, in a folder that goes; what hangs or fails is said, and no file is ever touched."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qdoc.proof.fonts import fontconfig_file, substitutes, told
from qdoc.proof.office import print_pages
from qdoc.proof.prove import prove
from qdoc.proof.row import FileProof
from qdoc.resources import template
from tests.render.word_files import word

WORD = word("云溪区")
_NEEDS_SH = pytest.mark.skipif(sys.platform == "win32", reason="the made office is a shell script")


def office(folder: Path, script: str) -> str:
    """A program that stands in for LibreOffice; its last arguments are the files, before them --outdir's folder."""
    program = folder / "office"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


FAILING = [
    ("sleep 60", "秒内没有印完"),  # it hangs: a dialogue that nobody sees
    ("exit 77", "中途退出（代码 77）"),
    ("exit 0", "印不出这个文件"),  # it says all is well and writes nothing
    ('for f; do :; done; printf "%%PDF-1.7 cut" > "${f%.docx}.pdf"', "印不出这个文件"),  # it was ended while writing
]


@_NEEDS_SH
@pytest.mark.parametrize(("script", "message"), FAILING)
def test_an_office_that_fails_is_a_problem_of_the_file_and_nothing_is_raised(
    script: str, message: str, tmp_path: Path
) -> None:
    done = print_pages({"甲.docx": WORD}, {}, program=office(tmp_path, script), seconds=1)
    assert message in done["甲.docx"].problem
    assert done["甲.docx"].failed
    assert not done["甲.docx"].pdf


def test_an_office_that_cannot_start_is_said(tmp_path: Path) -> None:
    done = print_pages({"甲.docx": WORD}, {}, program=str(tmp_path / "absent"))
    assert "不能启动" in done["甲.docx"].problem


@_NEEDS_SH
def test_one_office_prints_all_copies_with_the_fonts_of_the_batch(tmp_path: Path) -> None:
    script = f'echo "$#" >> {tmp_path}/calls; cp "$FONTCONFIG_FILE" {tmp_path}/fonts.conf'
    print_pages(
        {"甲.docx": WORD, "子/甲.docx": WORD}, {"黑体": "Noto Sans CJK SC"}, program=office(tmp_path, script), seconds=9
    )
    assert (tmp_path / "calls").read_text() == "9\n"  # one call: seven arguments before the two files
    assert "<string>黑体</string>" in (tmp_path / "fonts.conf").read_text()


def test_without_an_office_packages_are_checked_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qdoc.proof.office.find_office", lambda: None)
    batch = prove({"甲.docx": WORD})
    assert "没有 LibreOffice" in batch.files[0].unmade
    assert "apt install" in batch.files[0].unmade
    assert not batch.printed
    assert not batch.files[0].refused
    assert batch.files[0].faults


def one(name: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> FileProof:
    monkeypatch.setattr("qdoc.proof.office.find_office", lambda: None)
    return prove({name: data}).files[0]


def test_a_template_is_proved_without_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    proof = one("印发通知.docx", template("印发通知.docx").read_bytes(), monkeypatch)
    assert proof.sound
    assert "还有标签" in proof.unmade
    assert {row.name for row in proof.rows} == {"汉字字体写明", "主题字体"}


BROKEN = [
    ("甲.docx", b"PK\x03\x04cut", "压缩包结构不完整"),
    ("甲.docx", b"not a zip", "压缩包结构不完整"),
    ("甲.xlsx", b"", "压缩包结构不完整"),
]


@pytest.mark.parametrize(("name", "data", "message"), BROKEN)
def test_a_broken_file_is_refused_and_the_batch_goes_on(
    name: str, data: bytes, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert message in one(name, data, monkeypatch).refused
    batch = prove({name: data, "乙.docx": WORD})
    assert [bool(each.refused) for each in batch.files] == [True, False]


def test_a_zip_that_is_no_office_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("a.txt", "a")
    assert "不是 Word 或 Excel 文件" in one("甲.docx", target.getvalue(), monkeypatch).refused
    assert "不是 Word 或 Excel 文件" in one("甲.xlsx", target.getvalue(), monkeypatch).refused


def test_faces_that_are_installed_have_no_substitute() -> None:
    found = substitutes(frozenset({"黑体", "AR PL UKai CN", "Noto Serif CJK SC"}))
    assert "黑体" not in found
    assert found["楷体_GB2312"] == "AR PL UKai CN"
    assert found["方正小标宋简体"] == "Noto Serif CJK SC"
    assert substitutes(None) == {}
    assert set(substitutes(frozenset()).values()) == {""}
    assert "没有可用的汉字字体" in told(substitutes(frozenset()))


def test_the_fontconfig_file_names_only_what_is_there(tmp_path: Path) -> None:
    text = fontconfig_file({"黑体": "A & B", "宋体": ""}, tmp_path)
    assert "A &amp; B" in text
    assert "宋体" not in text
