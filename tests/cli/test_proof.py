"""``qdoc proof``: what it finds, what it says, how it ends; LibreOffice stays out unless the test is marked."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from qdoc.cli.clean import width
from qdoc.draft import parse_draft
from qdoc.proof.office import Printed
from qdoc.render.notice_docx import notice_docx
from qdoc.render.office_sheet import office_xlsx
from tests.cli.calling import call

ROOT = Path(__file__).resolve().parent.parent.parent
DRAFT = ROOT / "examples" / "云溪区质量强区2026年通知草稿.txt"


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "输出"
    (folder / "各单位" / "区教育局").mkdir(parents=True)
    made = notice_docx(parse_draft(DRAFT.read_text("utf-8"), DRAFT.name))
    (folder / "各单位" / "区教育局" / "通知.docx").write_bytes(made)
    (folder / "单位信息.xlsx").write_bytes(office_xlsx())
    (folder / "~$通知.docx").write_bytes(b"Word's own")
    (folder / "plan.json").write_text("{}")
    return folder


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qdoc.proof.office.find_office", lambda: None)


def digests(folder: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("no_office")
def test_without_an_office_the_packages_alone_are_proved_and_it_says_so(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("proof", out) == 0
    said = capsys.readouterr().out
    assert "2 个文件" in said
    assert "apt install" in said
    assert "没有量版面" in said
    assert "没有在 Word 和 WPS 里打开过" in said
    assert max(map(width, said.splitlines())) <= 100


@pytest.mark.usefixtures("no_office")
def test_json_holds_every_row(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("proof", "--json", out) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "qdoc-proof/1"
    assert "Word" in told["note"]
    (notice,) = (one for one in told["files"] if one["name"].endswith(".docx"))
    assert {"name", "expected", "measured", "tolerance", "clause", "verdict"} == set(notice["rows"][0])


@pytest.mark.usefixtures("no_office")
def test_exit_codes(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice = out / "各单位" / "区教育局" / "通知.docx"
    assert call("proof", out / "没有") == 3  # no such folder
    (out / "空").mkdir()
    assert call("proof", out / "空") == 3  # nothing to prove
    broken = out / "坏.docx"
    broken.write_bytes(notice.read_bytes()[:900])
    assert call("proof", broken) == 3
    assert call("proof", out) == 4  # the others were proved
    assert "坏.docx" in capsys.readouterr().out
    from tests.render.word_files import word

    broken.write_bytes(word("云溪区"))  # theme fonts
    assert call("proof", broken) == 1
    assert "主题字体" in capsys.readouterr().out


def test_an_office_that_fails_refuses_the_file(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import qdoc.proof.prove as room

    def hang(files: dict[str, bytes], _faces: object) -> dict[str, Printed]:
        return {name: Printed(problem="LibreOffice 在 64 秒内没有印完", failed=True) for name in files}

    monkeypatch.setattr(room.prove, "__kwdefaults__", {**room.prove.__kwdefaults__, "printer": hang})
    assert call("proof", out / "各单位") == 3
    assert "64 秒内没有印完" in capsys.readouterr().out
    assert call("proof", out) == 4


@pytest.mark.office
def test_a_notice_is_measured_and_nothing_is_changed(
    out: Path, soffice: object, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digests(out)
    call("proof", out / "各单位")
    said = capsys.readouterr().out
    assert digests(out) == before
    for word in ("版心左缘", "发文机关标志上缘", "一字线距纸上缘", "版记末线", "7.2.4", "没有在 Word 和 WPS 里打开过"):
        assert word in said
