"""What takes too long ends in a refusal with the file and the next step."""

from __future__ import annotations

import re
import signal
import threading
import time
from pathlib import Path

import pytest

from qdoc.cli import deadline, reading
from qdoc.cli.deadline import within
from qdoc.errors import LimitExceeded
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
