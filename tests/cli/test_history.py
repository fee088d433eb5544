"""--history: earlier notices, plan.json and ledgers lend their units to what a new notice leaves open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calling import call

BEFORE = """江海市2023年集市工作要点

一、开展河畔集市。每周末在码头广场举办河畔集市，引导摊主规范经营。（市商务局牵头，市城管执法局配合）
二、整理旧档。全面整理历年旧档，建立目录。（市档案局负责）
三、修缮古桥。修缮望江古桥，加固桥墩。（市交通运输局负责）
"""
AFTER = """江海市2024年集市工作要点

一、开展河畔集市。每周末在码头广场举办河畔集市，引导摊主规范经营，扩大规模。
二、再接再厉。以更大决心把各件事情办好。
三、看护古桥。对望江古桥加固桥墩。
"""


def leads(plan: dict[str, object]) -> list[str | None]:
    tasks = plan["tasks"]
    assert isinstance(tasks, list)
    return [next((s["department"] for s in t["suggestions"] if s["role"] == "lead"), None) for t in tasks]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "去年.txt").write_text(BEFORE, "utf-8")
    (tmp_path / "今年.txt").write_text(AFTER, "utf-8")
    return tmp_path


@pytest.mark.parametrize("kind", ["notice", "plan", "ledger"])
def test_each_kind_of_file_is_history(files: Path, kind: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    before = files / "去年.txt"
    if kind != "notice":
        call("run", before, "-o", files / "出")
        before = files / "出" / {"plan": "plan.json", "ledger": "台账.xlsx"}[kind]
    capsysbinary.readouterr()
    call("parse", files / "今年.txt", "--json", "--history", before)
    assert leads(json.loads(capsysbinary.readouterr().out)) == ["市商务局", None, "市交通运输局"]


def test_without_history_nobody_knows(files: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    call("parse", files / "今年.txt", "--json")
    assert leads(json.loads(capsysbinary.readouterr().out))[0] != "市商务局"


def test_a_missing_file_is_named(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = call("parse", files / "今年.txt", "--history", files / "没有.txt")
    out = capsys.readouterr()
    assert code == 3
    assert "没有.txt" in out.out + out.err
