"""Tests of ``qdoc eval``: what it finds, says, saves and compares, on gold and on an office's corrected ledger."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from qdoc.cli.clean import width
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_REFUSED, EXIT_USAGE
from tests.check.test_head import NOTICE
from tests.cli.calling import call
from tests.evaluate import made_gold as made

ROOT = Path(__file__).resolve().parent.parent.parent
THIS_YEAR = ROOT / "examples" / "云溪区质量强区2026年工作要点.txt"


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    """gold/ and texts/ with our own annotated notice."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "gold" / "云溪.json").write_text(json.dumps(made.gold()), "utf-8")
    (tmp_path / "texts" / "云溪_要点.txt").write_text(made.TEXT, "utf-8", newline="")
    return tmp_path


def damage(folder: Path) -> None:
    """Ask for a unit that the notice does not name."""
    gold = made.gold()
    gold["tasks"][1]["assignments"].append({"department": "区教育局", "role": "support"})
    (folder / "gold" / "云溪.json").write_text(json.dumps(gold), "utf-8")


def test_figures_by_notice_and_field_fit_a_hundred_columns(
    gold_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(gold_folder)
    assert call("eval", gold_folder, "--misses", "--without", "别的") == EXIT_DONE
    said = capsys.readouterr().out
    assert "逐份通知" in said
    assert "漏单位：区教育局（配合）" in said
    assert "不含 别的" in said
    assert max(map(width, said.splitlines())) <= 100


def test_a_saved_run_is_the_baseline_of_the_next(gold_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = gold_folder / "上次.json"
    assert call("eval", gold_folder, "--save", saved) == EXIT_DONE
    damage(gold_folder)
    capsys.readouterr()
    assert call("eval", gold_folder, "--baseline", saved) == EXIT_FINDINGS
    said = capsys.readouterr().out
    assert "降 云溪 单位：1.000 → 0.857" in said
    assert "新出的错 1 处" in said
    assert call("eval", gold_folder, "--save", saved) == EXIT_DONE  # its own file is replaced
    assert call("eval", gold_folder, "--baseline", saved) == EXIT_DONE
    assert "没有变化" in capsys.readouterr().out


def test_json_is_the_saved_form(gold_folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("eval", gold_folder, "--json") == EXIT_DONE
    run = json.loads(capsysbinary.readouterr().out)
    assert run["schema"] == "qdoc.eval/1"
    assert run["notices"]["云溪"]["units"] == {"right": 3, "extra": 0, "missed": 0, "f1": 1.0}


def test_an_offices_ledger_counts_only_where_a_person_corrected_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "输出"
    notice = tmp_path / THIS_YEAR.name
    notice.write_bytes(THIS_YEAR.read_bytes())
    call("run", notice, "-o", out)
    capsys.readouterr()
    assert call("eval", out) == EXIT_REFUSED
    assert "没有人改过" in capsys.readouterr().err
    book = openpyxl.load_workbook(out / "台账.xlsx")
    sheet = book["台账"]
    header = {cell.value: cell.column for cell in sheet[1]}
    stated = next(row for row in range(2, sheet.max_row) if sheet.cell(row, header["牵头来源"]).value == "原文")
    sheet.cell(stated, header["牵头单位"]).value = "区教育局"
    data = io.BytesIO()
    book.save(data)
    (out / "台账.xlsx").write_bytes(data.getvalue())
    assert call("eval", out, "--misses") == EXIT_DONE
    said = capsys.readouterr().out
    assert "台账.xlsx" in said
    assert "多单位" in said
    assert "plan.json 旁边有台账" in said


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (lambda f: (f / "texts" / "云溪_要点.txt").unlink(), EXIT_REFUSED, "找不到 云溪 的通知正文"),
        (lambda f: (f / "gold" / "云溪.json").write_text("{"), EXIT_REFUSED, "不是完整的 JSON"),
        (lambda f: (f / "gold" / "云溪.json").unlink(), EXIT_REFUSED, "没有标准答案"),
        (lambda f: (f / "gold" / "云溪.json").write_text('{"id": "云溪", "tasks": [{}], "letterhead": {}}', "utf-8"),
         EXIT_REFUSED, "标注缺少字段"),
    ],
)  # fmt: skip
def test_what_cannot_be_measured_is_refused_by_name(
    spoil: object, code: int, said: str, gold_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(gold_folder)  # type: ignore[operator]
    assert call("eval", gold_folder) == code
    assert said in capsys.readouterr().err


def with_leads(folder: Path) -> None:
    """Six tasks of a name each, two years: enough to hide their units and ask for them."""
    units = ["区教育局", "区民政局", "区司法局", "区财政局", "区水务局", "区体育局"]
    lines = [f"{at}.第{at}件。办好第{at}类有关的事项。（{unit}负责）" for at, unit in enumerate(units, 1)]
    for name, title in (("旧", "云溪区2025年工作要点"), ("新", "云溪区2026年工作要点")):
        text = "\n".join([title, "", *lines, ""])
        gold = made.gold() | {"id": name, "themes": []}
        gold["letterhead"] = {"title": title}
        gold["tasks"] = [
            {
                "number": line[:2],
                "title": line[2:].partition("。")[0],
                "span": [text.index(line), text.index(line) + len(line)],
                "assignments": [{"department": unit, "role": "responsible"}],
                "metrics": [],
                "deadlines": [],
            }
            for line, unit in zip(lines, units, strict=True)
        ]
        (folder / "gold" / f"{name}.json").write_text(json.dumps(gold), "utf-8")
        (folder / "texts" / f"{name}.txt").write_text(text, "utf-8", newline="")


def test_what_each_source_adds_is_measured_apart(gold_folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with_leads(gold_folder)
    assert call("eval", gold_folder, "--pair", "旧,新", "--ablate") == EXIT_DONE
    said = capsysbinary.readouterr().out.decode()
    assert max(map(width, said.splitlines())) <= 100
    for name in ("建议牵头（藏起原文）", "只凭职责", "只凭往年", "不看往年", "本文其余看得见，只凭它"):
        assert f"\n{name}" in said
    only_history = said.split("\n只凭往年")[1].split("把握")[0]
    assert "新（往年 旧）" in only_history
    assert "\n 旧 " not in only_history  # without an earlier year there is nothing to ask


def test_pairs_must_name_two_known_notices(gold_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("eval", gold_folder, "--pair", "118") == EXIT_USAGE
    assert call("eval", gold_folder, "--pair", "118,云溪") == EXIT_USAGE
    assert "没有编号 118" in capsys.readouterr().err
    assert call("eval", gold_folder, "--only", "118") == EXIT_REFUSED


def test_rules_are_measured_over_documents_without_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "甲.txt").write_text(NOTICE.replace("〔2026〕12号", "[2026]12号"), "utf-8")
    (tmp_path / "甲的副本.txt").write_bytes((tmp_path / "甲.txt").read_bytes())  # one text counts once
    for number in range(30):
        (tmp_path / f"乙{number}.txt").write_text(f"{NOTICE}{number}\n", "utf-8")
    assert call("eval", "--rules", tmp_path) == EXIT_DONE
    said = capsys.readouterr().out
    assert "31 份公文，按出厂的轻重" in said
    assert [cell for cell in said.split("QD201")[1].split() if cell][:6] == [
        "发文字号的括号",
        "错误",
        "1",
        "3%",
        "1",
        "0.03",
    ]
    assert "每份：错误 0.03，警告 0.00，" in said
    assert "没有命中：" in said
    assert "（GB/T9704—20127.2.5（国标规定））" in "".join(said.split("错误 1 处")[1].split())
    assert max(map(width, said.splitlines())) <= 100


def test_a_rule_that_hits_too_many_documents_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "甲.txt").write_text(NOTICE.replace("〔2026〕12号", "[2026]12号"), "utf-8")
    assert call("eval", "--rules", tmp_path / "甲.txt") == EXIT_FINDINGS
    said = capsys.readouterr().out
    assert "QD201 命中 100%，超过 5%" in said
    assert "每份的错误超过 0.5" in said
    assert call("eval", "--rules", tmp_path / "甲.txt", "--json") == EXIT_FINDINGS
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["documents"], told["each"]["error"]) == ("qdoc.rules/1", 1, 1.0)
    assert {"rule": "QD201", "name": "发文字号的括号", "severity": "error", "documents": 1, "hits": 1} in told["rules"]


def test_gold_is_one_folder(gold_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("eval", gold_folder, gold_folder) == EXIT_USAGE
    assert "只能给一个文件夹" in capsys.readouterr().err
