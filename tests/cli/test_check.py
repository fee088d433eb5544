"""Tests of qdoc check and explain as a clerk meets them: what is told, folded, chosen, refused; JSON, Excel, codes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from qdoc.cli.clean import width
from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_PARTLY_FAILED, EXIT_REFUSED, EXIT_USAGE
from tests.check.test_head import NOTICE
from tests.check.test_plan import PLAN
from tests.cli.calling import call

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "云溪区质量强区2026年工作要点.txt"
DRAFT = ROOT / "examples" / "云溪区质量强区2026年通知草稿.txt"
WRONG = NOTICE.replace("〔2026〕12号", "[2026]12号").replace(
    "组织宣传活动", "组织《标准化法》、《计量法》宣传，，做好活动"
)
LAWS = "　　宣传《标准化法》、《计量法》。\n"


@pytest.fixture(autouse=True)
def _narrow_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    return path


def flat(said: str) -> str:
    """What was said, without line ends and the blanks that make columns."""
    return "".join(said.split())


def settings(folder: Path, *rows: tuple[str, str]) -> Path:
    lines = "".join(f'[[规则]]\n类别 = "核对"\n名称 = "{name}"\n取值 = "{value}"\n' for name, value in rows)
    return write(folder, "qdoc.toml", lines)


def test_a_finding_has_place_quotation_fault_source_and_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("check", write(tmp_path, "通知.txt", WRONG).name) == EXIT_FINDINGS
    said = capsys.readouterr().out
    assert "错误 1 处，警告 1 处，提示 3 处" in said
    lines = [line.strip() for line in said.splitlines()]
    at = lines.index("错误 QD201 发文字号的括号")
    told = flat("".join(lines[at : at + 6]))
    assert "第2段“云政办发[2026]12号”发文字号的年份应括入六角括号“〔〕”，现为“[]”" in told
    assert "依据：GB/T9704—20127.2.5（国标规定）" in told
    assert "→改为“〔〕”" in told
    assert lines.index("错误 QD201 发文字号的括号") < lines.index("警告 QD307 重复标点") < at + 20
    assert "qdoc explain QD201" in said
    assert max(map(width, said.splitlines())) <= 80


def test_a_long_name_does_not_break_the_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "云溪区关于做好质量月活动的通知" * 3 + ".txt"
    call("check", write(tmp_path, name, WRONG).name)
    assert capsys.readouterr().out.startswith(f"{name}\n  错误 1 处，警告 1 处，提示 3 处\n")


def test_hints_alone_and_nothing_end_in_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", write(tmp_path, "提示.txt", NOTICE.replace("为做好", "今年，为做好"))) == EXIT_DONE
    assert "提示 QD328" in capsys.readouterr().out
    assert call("check", write(tmp_path, "干净.txt", NOTICE), "--no-rule", "QD6") == EXIT_DONE
    assert "没有发现问题" in capsys.readouterr().out


def test_a_long_list_of_one_rule_is_folded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "通知.txt", NOTICE.replace("　　二、", LAWS * 12 + "　　二、"))
    call("check", path, "--rule", "QD302")
    said = capsys.readouterr().out
    assert "同样的还有9处：第10、11、12、13、14、15、16、17段…（--all逐处列出）" in flat(said)
    assert said.count("书名号、引号之间的“、”通常不用") == 3
    call("check", path, "--rule", "QD302", "--all")
    everything = capsys.readouterr().out
    assert "同样的还有" not in everything
    assert everything.count("书名号、引号之间的“、”通常不用") == 12


def test_one_finding_more_than_shown_is_not_folded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that stands for one other finding saves nobody a line."""
    call("check", write(tmp_path, "通知.txt", NOTICE.replace("　　二、", LAWS * 4 + "　　二、")), "--rule", "QD302")
    assert "同样的还有" not in capsys.readouterr().out


CHOSEN = [
    # (options, the rules that are told, the exit code)
    (("--rule", "QD2"), {"QD201"}, EXIT_FINDINGS),
    (("--rule", "QD307,QD328"), {"QD307"}, EXIT_FINDINGS),
    (("--no-rule", "要素", "--no-rule", "QD6"), {"QD307", "QD302"}, EXIT_FINDINGS),
    (("--level", "警告"), {"QD201", "QD307"}, EXIT_FINDINGS),
    (("--level", "错误"), {"QD201"}, EXIT_FINDINGS),
    (("--rule", "QD302"), {"QD302"}, EXIT_DONE),  # a hint is no fault
]


@pytest.mark.parametrize(("options", "rules", "code"), CHOSEN)
def test_rules_and_levels_are_chosen(
    options: tuple[str, ...], rules: set[str], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("check", write(tmp_path, "通知.txt", WRONG), *options, "--json") == code
    told = json.loads(capsys.readouterr().out)
    assert {one["rule"] for one in told["files"][0]["findings"]} == rules


def test_a_strange_rule_is_answered_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "通知.txt", NOTICE)
    assert call("check", path, "--rule", "QD334") == EXIT_USAGE
    assert "没有“QD334”这条规则，是不是QD333重复的概数？" in flat(capsys.readouterr().err)
    assert call("check", path, "--no-rule", "xyz") == EXIT_USAGE
    assert "规则写编号（QD203）或一类" in flat(capsys.readouterr().err)


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write(tmp_path, "通知.txt", WRONG)
    broken = tmp_path / "坏的.docx"
    broken.write_bytes(b"PK\x03\x04 no zip")
    empty = write(tmp_path, "空的.txt", "\n")
    assert call("check", broken, good, "没有.docx", empty) == EXIT_PARTLY_FAILED
    said = flat(capsys.readouterr().out)
    assert "坏的.docx读不了" in said
    assert "没有.docx读不了找不到这个文件" in said
    assert "空的.txt读不了文件中没有文字" in said
    assert "错误QD201" in said
    assert "1份：错误1处，警告1处，提示3处；另有3份读不了。" in said
    assert call("check", broken, empty) == EXIT_REFUSED
    capsys.readouterr()
    assert call("check", "没有.docx") == EXIT_REFUSED
    assert "找不到这个文件" in capsys.readouterr().err


def test_folders_and_patterns_give_their_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("文/甲.txt", "文/下/乙.md", "文/~$丙.docx", "文/审阅.html", "文/台账.csv", "文/台账备份/旧.txt"):
        write(tmp_path, name, NOTICE)

    def names(*given: object) -> list[str]:
        call("check", *given, "--json")
        return [Path(one["name"]).name for one in json.loads(capsys.readouterr().out)["files"]]

    assert names("文") == ["乙.md", "甲.txt"]
    assert names("文/*.txt") == ["甲.txt"]  # as a shell that does not expand patterns hands it over
    assert names("文", "文/甲.txt") == ["乙.md", "甲.txt"]  # each once
    (tmp_path / "空").mkdir()
    assert call("check", "空") == EXIT_REFUSED
    assert "没有可以核对的文件" in capsys.readouterr().err


def test_of_many_documents_hints_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(6):
        write(tmp_path, f"文/{number}.txt", WRONG)
    assert call("check", "文") == EXIT_FINDINGS
    said = capsys.readouterr().out
    assert said.count("QD201 发") == 6
    assert "QD302" not in said
    assert "6份：错误6处，警告6处，提示18处。" in flat(said)
    assert "提示只计了数" in said
    call("check", "文", "--all")
    assert capsys.readouterr().out.count("QD302 ") == 6


def test_an_office_sets_severities_and_is_told_of_rows_that_do_not_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = settings(
        tmp_path, ("QD201", "提示"), ("QD307", "关闭"), ("QD302", "错误"), ("QD399", "错误"), ("QD301", "重")
    )
    path = write(tmp_path, "通知.txt", WRONG)
    assert call("check", path, "--no-rule", "QD6") == EXIT_FINDINGS  # the settings beside the file
    said = capsys.readouterr().out
    assert "错误 QD302" in said
    assert "提示 QD201" in said
    assert "QD307" not in said
    assert "K101 规则“核对·QD399”没有这条规则" in said
    assert "K102 规则“核对·QD301”的取值“重”不能用" in said
    assert call("settings", "check", own) == EXIT_FINDINGS
    assert "规则“核对·QD399”没有这条规则" in capsys.readouterr().out
    assert call("explain", "QD302", "--settings", own) == EXIT_DONE
    assert "错误（本单位改定）" in capsys.readouterr().out


def test_json_has_every_finding_with_its_span_and_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("check", write(tmp_path, "通知.txt", WRONG), "没有.txt", "--json") == EXIT_PARTLY_FAILED
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "qdoc.check/1"
    assert told["counts"] == {"error": 1, "warning": 1, "info": 3}
    file = told["files"][0]
    assert (file["genre"], file["laid_out"], file["counts"]) == ("通知", False, told["counts"])
    for one in file["findings"]:
        if one["start"] is not None:
            assert WRONG[one["start"] : one["end"]].startswith(one["quote"].rstrip("…"))
    number = next(one for one in file["findings"] if one["rule"] == "QD201")
    assert (number["clause"], number["strength"], number["severity"]) == ("7.2.5", "国标规定", "error")
    assert number["fix"]["after"] == "云政办发〔2026〕12号"
    assert [one["lacks"] for one in file["tasks"]] == [["量化指标", "完成时限"]] * 2
    assert [one["name"] for one in told["refused"]] == ["没有.txt"]


def test_the_workbook_has_a_line_a_finding_and_nothing_becomes_a_formula(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slip = write(tmp_path, "=甲.txt", PLAN.replace("。\n", "。\n　　=1+1，，做好台账。\n", 1))
    assert call("check", slip, "没有.txt", "-o", "核对结果.xlsx") == EXIT_PARTLY_FAILED
    assert "已写好 核对结果.xlsx" in capsys.readouterr().out
    call("check", slip, "没有.txt", "--json")
    told = json.loads(capsys.readouterr().out)
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "核对结果.xlsx").read_bytes()))
    assert book.sheetnames == ["逐条", "统计", "文件", "方案可操作性", "单位任务量"]
    rows = {name: list(book[name].iter_rows(min_row=4, values_only=True)) for name in book.sheetnames}
    findings = told["files"][0]["findings"]
    assert sorted(row[3] for row in rows["逐条"]) == sorted(one["rule"] for one in findings)
    assert sum(row[4] for row in rows["统计"]) == len(findings)
    assert [row[-1] for row in rows["文件"]][-1].startswith("读不了：找不到这个文件")
    assert [(row[2], row[-1]) for row in rows["方案可操作性"]] == [
        (one["name"], one["points"]) for one in told["files"][0]["tasks"]
    ]
    assert [row[2] for row in rows["单位任务量"]] == [one["unit"] for one in told["files"][0]["units"]]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {row[1] for row in rows["逐条"]} == {str(slip)}


def test_the_output_must_be_a_workbook_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "通知.txt", NOTICE)
    assert call("check", path, "-o", "结果.docx") == EXIT_REFUSED
    assert "要写的是 .xlsx 文件" in capsys.readouterr().err


def test_quality_lists_tasks_and_loads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("check", EXAMPLE, "--quality", "--rule", "QD6")
    said = capsys.readouterr().out
    assert "可操作性：27 项任务，平均 3.1/4" in said
    assert "区市场监管局" in said.split("任务量：")[1]
    assert max(map(width, said.splitlines())) <= 80
    call("check", write(tmp_path, "请示.txt", "云溪区市场监管局关于经费的请示\n\n　　妥否，请批示。\n"), "--quality")
    assert "没有认出任务" in capsys.readouterr().out


def test_our_own_document_is_clean_and_one_set_otherwise_is_told_by_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from docx import Document
    from docx.shared import Mm

    call("draft", "build", DRAFT, "-o", "通知.docx")
    capsys.readouterr()
    assert call("check", "通知.docx", "--level", "警告", "--no-rule", "QD332") == EXIT_DONE
    assert "连版面一起查" in capsys.readouterr().out
    document = Document(str(tmp_path / "通知.docx"))
    for section in document.sections:
        section.top_margin = Mm(20)
    document.save(str(tmp_path / "通知.docx"))
    assert call("check", "通知.docx", "--level", "错误") == EXIT_FINDINGS
    assert "页面设置　上边距20毫米，应为37±1毫米" in "".join(capsys.readouterr().out.replace(" ", "").split("\n"))


def test_explain_says_where_a_rule_is_from_and_shows_wrong_and_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("explain", "QD203", "qd7") == EXIT_DONE
    said = capsys.readouterr().out
    assert "QD203 引用的发文字号　要素　警告" in said
    assert "出处：GB/T 9704—2012 7.2.5（国标规定）" in said
    assert "错的：根据云政办发（2025）8号文件" in said
    assert "对的：根据云政办发〔2025〕8号文件" in said
    assert all(f"QD70{number}" in said for number in range(1, 6))
    assert call("explain", "QD250") == EXIT_USAGE
    assert "是不是" in capsys.readouterr().err


def test_explain_without_a_rule_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    from qdoc.check import load_rules

    assert call("explain") == EXIT_DONE
    said = capsys.readouterr().out
    assert all(name in said for name in load_rules())
    assert f"共 {len(load_rules())} 条" in said
    assert max(map(width, said.splitlines())) <= 80
