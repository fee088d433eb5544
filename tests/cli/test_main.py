"""Tests of the way in: help in Chinese, error texts as output, exit codes, streams that are not UTF-8."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from qdoc import __version__
from qdoc.cli import chinese, main
from qdoc.cli.app import COMMANDS, FRONT_PAGE, app
from qdoc.cli.clean import clean, one_line, width
from qdoc.errors import InputRefused, OutputRefused
from qdoc.render.letter_docx import KINDS

ROOT = Path(__file__).resolve().parent.parent.parent


def call(*args: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(args)
    assert isinstance(left.value.code, int)
    return left.value.code


def test_without_arguments_it_explains_itself_with_three_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert call() == 0
    said = capsys.readouterr()
    assert said.out == FRONT_PAGE
    for command in ("qdoc run", "qdoc letters", "qdoc summary"):
        assert command in said.out
    assert max(map(width, FRONT_PAGE.split("\n"))) <= 80
    assert said.err == ""


def test_help_lists_every_command_in_chinese_without_importing_one() -> None:
    code = (
        "import sys\nfrom qdoc.cli import main\ntry:\n    main(['--help'])\nfinally:\n"
        "    print(sorted(m for m in sys.modules if m.startswith('qdoc')), file=sys.stderr)\n"
        "    heavy = 'rich jieba docx openpyxl lxml jinja2 pdfplumber'.split()\n"
        "    print([m for m in heavy if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    for name, help_line in COMMANDS.items():
        assert f"  {name}" in done.stdout
        assert help_line in done.stdout
    for word in ("用法：", "选项：", "命令："):
        assert word in done.stdout
    loaded, heavy = done.stderr.strip().split("\n")
    assert ast.literal_eval(loaded) == [
        "qdoc",
        "qdoc.cli",
        "qdoc.cli.app",
        "qdoc.cli.chinese",
        "qdoc.cli.clean",
        "qdoc.errors",
    ]
    assert heavy == "[]"


def test_every_command_of_the_table_exists_and_explains_itself_within_80_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in COMMANDS:
        assert call(name, "--help") == 0
        said = capsys.readouterr().out
        assert said.startswith(f"用法：qdoc {name} ")
        assert "显示本帮助。" in said
        too_long = [line for line in said.split("\n") if width(line) > 80]
        assert not too_long
        latin = {"Usage", "Options", "Commands", "Show", "required", "default"}
        assert not [word for word in latin if word in said]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--version") == 0
    assert capsys.readouterr().out == f"qdoc {__version__}\n"


ERRORS = [
    (("rn",), "错误：没有 rn 这条命令。是不是 run？\n  看用法：qdoc --help\n"),  # a slip names the nearest command
    (("--frob",), "错误：没有 --frob 这个选项。\n  看用法：qdoc --help\n"),
    (("run",), "错误：没有写 通知。\n  看用法：qdoc run --help\n"),  # the argument's name is the clerk's word for it
    (("run", "x"), "错误：没有写 -o / --out。\n  看用法：qdoc run --help\n"),
    (("run", "x", "-o"), "错误：选项 -o 后面要跟一个值。\n  看用法：qdoc --help\n"),
    (
        ("run", "x", "-o", "y", "--kind", "信"),
        f"错误：--kind 的值不对：“信”不在可选的值里：{'、'.join(KINDS)}；要几种就写几次 --kind。\n"
        "  看用法：qdoc run --help\n",
    ),
    (
        ("run", "x", "-o", "y", "--date", "2026年"),
        "错误：--date 的值不对：“2026年”不是日期，请写成 2026-03-15 这样。\n  看用法：qdoc run --help\n",
    ),
    (("run", "x", "y", "-o", "z"), "错误：多出一个参数：y\n  看用法：qdoc run --help\n"),
    (("parse", "--jsn", "x"), "错误：没有 --jsn 这个选项。是不是 --json？\n  看用法：qdoc parse --help\n"),
    (("draft", "bild"), "错误：没有 bild 这条命令。是不是 build？\n  看用法：qdoc draft --help\n"),
]


@pytest.mark.parametrize(("args", "text"), ERRORS)
def test_usage_errors_are_chinese_and_end_in_2(
    args: tuple[str, ...], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*args) == 2
    said = capsys.readouterr()
    assert said.err == text
    assert said.out == ""


RAISED = [
    (
        InputRefused("读不了", file="a.pdf", place="第 2 页", rule="上限", hint="换一份"),
        3,
        "错误：a.pdf，第 2 页：读不了\n  规则：上限\n  下一步：换一份\n",
    ),
    (OutputRefused("写不了\x1b[31m"), 3, "错误：写不了[31m\n"),  # a file name may carry control codes
    (
        PermissionError(13, "denied", "台账.xlsx"),
        3,
        "错误：台账.xlsx：没有权限，或者正被别的程序打开。\n"
        "  下一步：关闭打开着它的 Excel、Word 或 WPS，再运行一次。\n",
    ),
    (
        OSError(28, "No space left on device", "a"),
        3,
        "错误：a：读写不了（No space left on device）。\n  下一步：检查磁盘空间和文件夹。\n",
    ),
    (
        ZeroDivisionError("x"),
        70,
        "抱歉，qdoc 自己出了错（ZeroDivisionError），这不是您的文件的问题。\n  读入的文件没有被改动。\n"
        "  下一步：加上 --debug 再运行一次，把显示的全部内容发给维护者。\n",
    ),
    (KeyboardInterrupt(), 130, "已中断：没有写完的文件不会留下。\n"),
]


@pytest.mark.parametrize(("error", "code", "text"), RAISED)
def test_what_a_command_raises_ends_in_its_code_and_words(
    error: BaseException, code: int, text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(app, "invoke", fail)
    assert call("parse", "x") == code
    said = capsys.readouterr()
    assert said.err.lstrip("\n") == text  # click ends the terminal's ^C line first
    assert said.out == ""


def test_debug_shows_the_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(app, "invoke", fail)
    with pytest.raises(ZeroDivisionError):
        main(["parse", "x", "--debug"])


def test_every_message_of_click_that_a_user_can_meet_is_translated() -> None:
    """Read the installed click's own sources: a new version's new message must not come through in English."""
    unseen = {  # prompts, editors, shells and programming errors: nothing here uses them
        "_termui_impl.py", "_winconsole.py", "termui.py", "shell_completion.py", "utils.py",
    }  # fmt: skip
    not_ours = (
        "DeprecationWarning", "Value must be an iterable", "Could not determine name", "No options defined",
        "Arguments take exactly", "Name '{name}' defined twice", "Takes {nargs} values", "Boolean option",
        "Do you want to continue", "Confirm the action", "%(prog)s, version", "Invalid start character",
        "Choice({choices})", "is not a valid boolean", "values are required, but", "is not a valid UUID",
        "is not executable",
    )  # fmt: skip
    missing = []
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        if path.name in unseen:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                said = [a.value for a in node.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                missing += [s for s in said if s not in chinese.MESSAGES and not any(part in s for part in not_ours)]
    assert missing == []


CLEANED = [
    ("\x1b[31m红\x1b[0m", "[31m红[0m"),  # the escape goes, the harmless rest stays visible
    ("a\x9bb\x85c", "abc"),  # C1: an escape in one byte
    ("甲\u202e乙\u2066丙\u200f", "甲乙丙"),  # direction marks can swap what is read
    ("行一\r行二\x07\x00", "行一行二"),  # a carriage return writes over the line
    ("留\t下\n", "留\t下\n"),
]


@pytest.mark.parametrize(("text", "left"), CLEANED)
def test_clean_leaves_no_control_codes(text: str, left: str) -> None:
    assert clean(text) == left


CUT = [
    ("一二三四五", 6, "一二…"),  # two columns a character, one for the mark
    ("一二三", 6, "一二三"),
    ("ab\n  c\r\nd", 0, "ab c d"),
    ("e\u0301e", 2, "e\u0301e"),  # a combining mark takes no column
]


@pytest.mark.parametrize(("text", "cells", "left"), CUT)
def test_one_line_is_cut_by_columns(text: str, cells: int, left: str) -> None:
    assert one_line(text, cells) == left


@pytest.mark.parametrize(
    ("encoding", "reads"),
    [
        ("ascii", "utf-8"),  # cannot hold Chinese at all: UTF-8 rather than a page of question marks
        ("latin-1", "utf-8"),
        ("gbk", "gbk"),  # a Chinese Windows console
        ("utf-8", "utf-8"),
    ],
)
def test_standard_output_of_any_encoding(encoding: str, reads: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qdoc"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=True,
    )
    assert done.stdout.decode(reads).replace("\r\n", "\n") == FRONT_PAGE


def test_cli_reference_is_what_help_prints() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import make_cli_docs
    finally:
        sys.path.pop(0)
    assert make_cli_docs.TARGET.read_text(encoding="utf-8") == make_cli_docs.reference(), "run: make docs"
