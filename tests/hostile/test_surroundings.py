"""Where and when qdoc runs: every command gives the same bytes; a folder that may not be written in says so."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qdoc.errors import EXIT_FINDINGS
from tests.cli.calling import call
from tests.hostile.entries import ROOT

EXAMPLES = ROOT / "examples"
NOTICE = "云溪区质量强区2026年工作要点.txt"
DAYS = "QDOC_TEST_DAYS"
SCRIPT = f"""
import datetime, os, sys, time
shift = int(os.environ.get("{DAYS}", "0")) * 86400
now, nano, zone, world = time.time, time.time_ns, time.localtime, time.gmtime
time.time = lambda: now() + shift
time.time_ns = lambda: nano() + shift * 10**9
time.localtime = lambda at=None: zone(time.time() if at is None else at)
time.gmtime = lambda at=None: world(time.time() if at is None else at)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(time.time())
datetime.datetime = Later
from qdoc.cli import main
import json
for line in json.load(open("commands.json", encoding="utf-8")):
    try:
        main(line)
    except SystemExit as left:
        if left.code not in (0, 1):
            sys.exit(f"{{line}}: {{left.code}}")
print(datetime.date.today().isoformat())
"""
BOOK = "出/台账.xlsx"
COMMANDS = [
    ["run", NOTICE, "-o", "出"],
    ["letters", BOOK, "-o", "信", "--kind", "责任书", "--kind", "督办单", "--basis", "《办法》", "--merge"],
    ["forms", BOOK, "-o", "表", "--quarter", "1", "--format", "两种"],
    ["compare", NOTICE.replace("2026", "2025"), NOTICE, "-o", "比"],
    ["summary", BOOK, "-o", "总结.docx"],
    ["status", BOOK, "--as-of", "2026-06-30", "-o", "一览.docx"],
    ["draft", "build", "云溪区质量会诊商请函草稿.txt", "-o", "函.docx"],
    ["check", "函.docx", "--fix"],
]
SETTINGS: dict[str, dict[str, str]] = {
    "seed 0": {"PYTHONHASHSEED": "0", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    "seed 1, New York, a thousand days on, locale C": {
        "PYTHONHASHSEED": "1", "TZ": "America/New_York", DAYS: "1000", "LC_ALL": "C",
    },
    "seed 77, Kiritimati, three thousand days ago, GB18030": {
        "PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", DAYS: "-3000", "LC_ALL": "zh_CN.GB18030", "COLUMNS": "200",
        "PYTHONUTF8": "1",
    },
}  # fmt: skip


def made(folder: Path, setting: dict[str, str]) -> tuple[dict[str, bytes], str]:
    """Every file that the commands write in ``folder``, and the day on which they thought to be."""
    import json

    folder.mkdir(parents=True)
    for name in sorted(path.name for path in EXAMPLES.glob("*.txt")):
        shutil.copy(EXAMPLES / name, folder / name)
    (folder / "commands.json").write_text(json.dumps(COMMANDS), encoding="utf-8")
    given = {path.name for path in folder.iterdir()}
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    environment |= {**setting, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=90)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    written = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    days = done.stdout.decode("utf-8", "replace").split()[-1]
    return {name: path.read_bytes() for name, path in written.items() if name not in given}, days


def test_every_command_gives_the_same_bytes_whatever_seed_zone_clock_and_locale(tmp_path: Path) -> None:
    found = [made(tmp_path / ("深" * at + "处"), setting) for at, setting in enumerate(SETTINGS.values())]
    files = [each for each, _ in found]
    assert len({days for _, days in found}) == len(found)  # the clocks did differ
    names = set(files[0])
    assert len(names) > 80
    assert {"总结.docx", "一览.docx", "函.docx", "比/修订.docx", BOOK} <= names
    assert len([name for name in names if name.startswith("比/") and ".qdoc" not in name]) == 5
    assert "函（核对）.docx" in names
    for other in files[1:]:
        assert set(other) == names
        assert not [name for name in names if other[name] != files[0][name]]


WRITES = [
    ("run", NOTICE, "-o", "锁/出"),
    ("letters", BOOK, "-o", "锁/信"),
    ("forms", BOOK, "-o", "锁/表", "--quarter", "1"),
    ("summary", BOOK, "-o", "锁/总结.docx"),
    ("compare", NOTICE.replace("2026", "2025"), NOTICE, "-o", "锁/比"),
    ("draft", "build", "云溪区质量会诊商请函草稿.txt", "-o", "锁/函.docx"),
]


def _unprivileged() -> list[str]:
    """What runs a command as somebody whom permissions bind; skips where there is no such way."""
    if os.name != "posix":
        pytest.skip("a folder is made read-only by POSIX permissions")
    if os.geteuid() != 0:
        return []
    program = shutil.which("setpriv")
    if program is None:
        pytest.skip("root may write anywhere, and there is no setpriv to be somebody else")
    as_nobody = [program, "--reuid=65534", "--regid=65534", "--clear-groups"]
    able = subprocess.run([*as_nobody, sys.executable, "-c", "import qdoc.cli"], cwd=ROOT, capture_output=True)
    if able.returncode:
        pytest.skip("nobody may not run this Python (it lies in a folder of root's)")
    return as_nobody


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    for path in EXAMPLES.glob("*.txt"):
        shutil.copy(path, tmp_path / path.name)
    assert call("run", tmp_path / NOTICE, "-o", tmp_path / "出") in (0, EXIT_FINDINGS)
    (tmp_path / "锁").mkdir()
    return tmp_path


def test_a_folder_that_may_not_be_written_in_is_said_by_every_command(workplace: Path) -> None:
    way = _unprivileged()
    for above in (workplace, *workplace.parents) if way else ():
        if above.name.startswith(("pytest-", "test_")):  # they are the tester's alone
            above.chmod(0o755)
    (workplace / "锁").chmod(0o555)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    for command in WRITES:
        done = subprocess.run(
            [*way, sys.executable, "-m", "qdoc", *command],
            cwd=workplace,
            env=environment,
            capture_output=True,
            timeout=60,
        )
        told = done.stderr.decode("utf-8", "replace")
        assert done.returncode == 3, (command, told)
        assert "下一步" in told, command
        assert "Traceback" not in told, command
    assert not list((workplace / "锁").iterdir())


@pytest.mark.parametrize(
    ("number", "said"), [(errno.EROFS, ("只读", "Read-only")), (errno.EACCES, ("正被", "权限", "denied"))]
)
@pytest.mark.parametrize("command", WRITES, ids=[each[0] for each in WRITES])
def test_a_disk_that_is_read_only_is_said_by_every_command(
    command: tuple[str, ...],
    number: int,
    said: tuple[str, ...],
    workplace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    real = os.open

    def refuse(path: object, flags: int, *more: object, **named: object) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise OSError(number, os.strerror(number), str(path))
        return real(path, flags, *more, **named)  # type: ignore[arg-type]

    monkeypatch.chdir(workplace)
    monkeypatch.setattr(os, "open", refuse)
    capsys.readouterr()
    assert call(*command) == 3
    told = capsys.readouterr().err
    assert any(each in told for each in said)
    assert "下一步" in told
    monkeypatch.undo()
    assert not [path for path in (workplace / "锁").rglob("*") if path.is_file()]
