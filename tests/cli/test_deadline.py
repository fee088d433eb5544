"""What takes too long ends in a refusal with the file and the next step."""

from __future__ import annotations

import re
import signal
import threading
import time
from pathlib import Path

import click
import pytest

from qdoc import read
from qdoc.cli import deadline, reading
from qdoc.cli.app import COMMANDS
from qdoc.cli.deadline import within
from qdoc.errors import LimitExceeded
from qdoc.read import guard
from qdoc.render import templates
from tests.cli.calling import call


def _endless() -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        sum(range(1_000))


def _search() -> None:
    re.search("(a|a)*(a|a)*b", "a" * 26)


@pytest.mark.parametrize("work", [_endless, _search])
def test_it_ends_in_time_and_names_the_file(work: object) -> None:
    begun = time.monotonic()
    with pytest.raises(LimitExceeded, match="太复杂") as refused, within("通知.txt", 0.2):
        work()  # type: ignore[operator]
    assert time.monotonic() - begun < 10
    assert refused.value.file == "通知.txt"
    assert refused.value.hint


def test_it_ends_in_time_where_there_is_no_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "setitimer", raising=False)
    with pytest.raises(LimitExceeded, match="太复杂"), within("通知.txt", 0.2):
        _endless()


def test_what_is_done_in_time_is_left_alone_in_any_thread() -> None:
    done: list[int] = []

    def work() -> None:
        with within("通知.txt", 0.5):
            done.append(1)

    work()
    other = threading.Thread(target=work)
    other.start()
    other.join()
    time.sleep(0.6)
    assert done == [1, 1]


def test_one_within_another_leaves_it_its_time() -> None:
    begun = time.monotonic()

    def work() -> None:
        with within("内.txt", 5):
            pass
        with pytest.raises(LimitExceeded), within("内.txt", 0.1):
            _endless()
        _endless()

    with pytest.raises(LimitExceeded) as refused, within("外.txt", 0.4):
        work()
    assert refused.value.file == "外.txt"
    assert time.monotonic() - begun < 5


def test_one_within_another_has_no_longer_than_it() -> None:
    begun = time.monotonic()
    with pytest.raises(LimitExceeded), within("外.txt", 0.3), within("内.txt", 30):
        _endless()
    assert time.monotonic() - begun < 5


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file of every kind that a command reads."""
    folder = tmp_path_factory.mktemp("年")
    notice = folder / "要点.txt"
    notice.write_text(
        "云溪区2026年工作要点\n一、重点\n1.加强监管。开展检查。\n（责任单位：区民政局）\n", encoding="utf-8"
    )
    assert call("run", notice, "-o", folder / "出") in (0, 1)
    assert call("settings", "new", folder / "单位信息.xlsx") == 0
    assert call("templates", "copy", "-o", folder / "模板") == 0
    assert call("draft", "new", "通知", "-o", folder / "草稿.docx") in (0, 1)
    form = folder / "表"
    assert call("forms", folder / "出" / "台账.xlsx", "-o", form, "--quarter", 1) in (0, 1)
    return {
        "notice": notice,
        "ledger": folder / "出" / "台账.xlsx",
        "settings": folder / "单位信息.xlsx",
        "template": next((folder / "模板").glob("*.docx")),
        "draft": folder / "草稿.docx",
        "returned": form,
        "out": folder / "另",
    }


READING = {  # what a command is called with: a name in braces is one of the files above
    "run": "{notice} -o {out}",
    "parse": "{notice}",
    "ledger": "{notice} -o {out}/台账.xlsx",
    "letters": "{ledger} -o {out}",
    "forms": "{ledger} -o {out} --quarter 1",
    "collect": "{returned} --ledger {ledger}",
    "record": "{ledger} --kind 签收 --unit 区民政局",
    "amend": "{ledger} --unit 区民政局 --set 时限=11月底 --by 张三 --reason 会议",
    "allocation": "{ledger} -o {out}/表.docx",
    "status": "{ledger} --as-of 2026-10-01",
    "remind": "{ledger} --as-of 2026-10-01 -o {out}",
    "bulletin": "{ledger} --as-of 2026-10-01 -o {out}/报.docx",
    "summary": "{ledger} -o {out}/总结.docx",
    "compare": "{notice} {ledger}",
    "trend": "{notice} {ledger}",
    "draft": "build {draft} -o {out}/文.docx",
    "confirm": "{ledger} --all-shown --by 张三",
    "adopt": "{ledger} -o {out}/历史.json",
    "eval": "{notice} --rules",
    "settings": "check {settings}",
    "templates": "check {template}",
    "proof": "{ledger}",
    "check": "{notice}",
}
NOTHING_READ = {"explain", "doctor"}


def _argv(command: str, files: dict[str, Path]) -> list[str]:
    return [command, *(word.format(**files) for word in READING[command].split())]


def test_every_command_is_in_the_table_and_has_a_time() -> None:
    assert set(READING) | NOTHING_READ == set(COMMANDS)
    assert deadline.ONE | set(deadline.BATCH) | deadline.EACH == set(COMMANDS)
    assert not deadline.ONE & set(deadline.BATCH)
    assert not (deadline.ONE | set(deadline.BATCH)) & deadline.EACH


@pytest.mark.parametrize("command", READING)
def test_a_file_that_is_read_for_ever_is_refused_by_every_command(
    command: str, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def endless(*_: object, **__: object) -> None:
        _endless()

    monkeypatch.setattr(deadline, "SECONDS", 0.1 if command not in deadline.BATCH else 0.1 / deadline.BATCH[command])
    monkeypatch.setattr(guard.Package, "__init__", endless)  # every workbook and Word file
    monkeypatch.setattr(templates, "read_package", endless)
    monkeypatch.setattr(read, "decode", endless)  # every text
    begun = time.monotonic()
    code = call(*_argv(command, files))
    shown = capsys.readouterr()
    assert re.search("秒内没有(读完|查完|办完)", shown.out + shown.err), shown
    assert code in (1, 3, 4)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("command", sorted(set(READING) - deadline.EACH))
def test_work_without_end_is_ended_whatever_it_is(
    command: str, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(deadline, "SECONDS", 0.1 / deadline.BATCH.get(command, 1))
    monkeypatch.setattr(click.Command, "invoke", lambda _, context: _endless() if context.parent else None)
    assert call(*_argv(command, files)) == 3
    said = capsys.readouterr().err
    assert "秒内没有办完" in said
    assert "下一步" in said


def test_a_plan_whose_ledger_could_not_be_read_again_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reading, "MAX_OBLIGATIONS", 2)
    notice = tmp_path / "要点.txt"
    notice.write_text("云溪区2026年工作要点\n一、重点\n1.加强监管。开展检查；建设食堂；治理河道。\n", encoding="utf-8")
    assert call("run", notice, "-o", tmp_path / "出") == 3
    assert "条事项" in capsys.readouterr().err
    assert not (tmp_path / "出" / "台账.xlsx").exists()
    assert deadline.SECONDS < 60
