"""The commands in hostile surroundings: closed streams, odd locales, devices, targets that must not be written on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qdoc.errors import EXIT_FINDINGS
from tests.cli.calling import call

ROOT = Path(__file__).resolve().parent.parent.parent
NOTICE = ROOT / "examples" / "云溪区质量强区2026年工作要点.txt"
POSIX = pytest.mark.skipif(os.name != "posix", reason="devices, closed streams and locales are those of POSIX")


def shell(script: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``script`` with $QDOC and $NOTICE set."""
    environment = {**os.environ, "QDOC": f"{sys.executable} -m qdoc", "NOTICE": str(NOTICE), **more}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(["bash", "-c", script], cwd=cwd, env=environment, capture_output=True, timeout=60)


SHELL = [
    ("$QDOC parse - <&-", 3, "标准输入是关着的"),  # was a bug report (70)
    ("$QDOC letters - -o 信 <&-", 3, "标准输入是关着的"),
    ("$QDOC parse $NOTICE >&- 2>&-", 0, ""),  # was 1: nowhere to say anything
    ("$QDOC parse $NOTICE --json > /dev/full", 3, "No space"),
    ("$QDOC run $NOTICE -o 出 | head -1; exit ${PIPESTATUS[0]}", None, ""),
    ("LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 $QDOC run $NOTICE -o out", 3, "export PYTHONUTF8=1"),
    ("LC_ALL=C $QDOC parse $NOTICE", 0, ""),
    ("COLUMNS=5 $QDOC parse $NOTICE", 0, ""),
    ("COLUMNS=x $QDOC parse $NOTICE", 0, ""),
    (
        "cp $NOTICE $'\\xd2\\xaa\\xb5\\xe3.txt'; $QDOC parse $'\\xd2\\xaa\\xb5\\xe3.txt' --json | grep 要点.txt",
        0,
        "",
    ),  # GBK name
    ("touch 占; $QDOC run $NOTICE -o 占", 3, "是文件，不是文件夹"),
    ("touch 占; $QDOC run $NOTICE -o 占/内", 3, "是文件，不是文件夹"),
    ("$QDOC run $NOTICE -o $(printf 'x%.0s' $(seq 300))", 3, "名字太长"),
    ("mkdir -p 出; ln -s / 出/各单位; $QDOC run $NOTICE -o 出", 3, "指向别处的链接"),
]


@POSIX
@pytest.mark.parametrize(("script", "code", "said"), SHELL)
def test_ends_in_a_result_or_a_typed_refusal(script: str, code: int | None, said: str, tmp_path: Path) -> None:
    done = shell(script, tmp_path)
    told = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in told
    assert "抱歉" not in told
    assert said in told
    assert "下一步" in told or not said
    assert done.returncode == code if code is not None else done.returncode in (0, EXIT_FINDINGS)


@POSIX
def test_a_device_without_an_end_is_refused_not_read_for_ever(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from qdoc.read import limits

    monkeypatch.setattr(limits, "MAX_FILE_BYTES", limits.MIB)
    assert call("parse", "/dev/zero") == 3
    assert "不超过 1 MB" in capsys.readouterr().err


def test_two_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "qdoc", "run", str(NOTICE), "-o", str(tmp_path / "出")]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) for _ in range(2)]
    said = [run.communicate(timeout=60)[1].decode("utf-8", "replace") for run in runs]
    codes = sorted(run.returncode for run in runs)
    assert codes[0] in (0, EXIT_FINDINGS)
    assert codes[1] in (0, EXIT_FINDINGS) or any("另一个 qdoc 正在写" in one for one in said)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    call("ledger", NOTICE, "-o", tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


ON_ITSELF = [
    ("summary", "台账.xlsx", "台账.xlsx", ()),  # overwrote the ledger with a Word file
    ("summary", "台账.xlsx", "台账.xlsx", ("--force",)),
    ("summary", "台账.xlsx", ".", ()),
    ("summary", "台账.xlsx", "总结.doc", ()),
    ("draft build", "要点.txt", "要点.txt", ("--force",)),
    ("draft build", "要点.docx", "要点.docx", ("--force",)),  # the right kind, but what is being read
    ("ledger", "要点.txt", "要点.txt", ()),
    ("ledger", "要点.txt", "plan.json", ()),
]


@pytest.mark.parametrize(("command", "source", "target", "options"), ON_ITSELF)
def test_nothing_is_written_on_what_is_read_or_on_another_kind_of_file(
    command: str, source: str, target: str, options: tuple[str, ...], ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ledger.parent
    for name in ("要点.txt", "要点.docx"):
        (folder / name).write_bytes(NOTICE.read_bytes())
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    capsys.readouterr()
    assert call(*command.split(), folder / source, "-o", folder / target, *options) == 3
    assert "下一步" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_plan_json_is_not_taken_for_a_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("run", NOTICE, "-o", tmp_path)
    capsys.readouterr()
    assert call("parse", tmp_path / "plan.json") == 3
    said = capsys.readouterr().err
    assert "plan.json" in said
    assert "qdoc compare" in said


WRONG_INPUT = [
    ("台账.xlsx", "qdoc letters"),  # the ledger is not the notice
    ("文件夹", "这是文件夹"),
    ("没有.docx", "找不到"),
]


@pytest.mark.parametrize(("name", "said"), WRONG_INPUT)
def test_run_on_what_is_no_notice_says_what_to_do(
    name: str, said: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ledger.parent / "文件夹").mkdir()
    capsys.readouterr()
    assert call("run", ledger.parent / name, "-o", ledger.parent / "出") == 3
    told = capsys.readouterr().err
    assert name in told
    assert said in told
    assert "下一步" in told
    assert not (ledger.parent / "出").exists()


HOSTILE_UNITS = (
    "../../x局、CON、=cmd()局、<script>局、区教\u202e育局、区\0水务局、aux、C:\\windows\\局、" + "长" * 300 + "局"
)


def test_units_with_hostile_names_stay_inside_the_folder(tmp_path: Path) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text("云溪区2026年工作要点\n\n1.加强监管。开展检查。（责任单位：区市场监管局）\n", encoding="utf-8")
    out = tmp_path / "深" / "处" / "出"
    call("run", notice, "-o", out)
    import openpyxl

    book = openpyxl.load_workbook(out / "台账.xlsx")
    at = [cell.value for cell in book["台账"][1]].index("牵头单位") + 1
    book["台账"].cell(2, at).value = HOSTILE_UNITS.replace("\0", "")
    book.save(out / "台账.xlsx")
    call("run", notice, "-o", out, "--kind", "交办单", "--kind", "责任书")
    everything = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert everything == {notice} | {path for path in out.rglob("*") if path.is_file()}
    letters = [path.name for path in (out / "各单位").iterdir()]
    assert len(letters) >= 10
    for name in letters:
        assert len(name.encode()) < 200
        assert name.split(".")[0].upper() not in ("CON", "AUX")
        assert not set(name) & set('<>:"/\\|?*\u202e')
    assert "<script>局" not in (out / "审阅.html").read_text(encoding="utf-8")


SETTINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LANG": "C.UTF-8"},
    {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LANG": "zh_CN.UTF-8", "COLUMNS": "200"},
]


def test_same_bytes_whatever_the_hash_seed_zone_locale_and_folder(tmp_path: Path) -> None:
    found = []
    for number, setting in enumerate(SETTINGS):
        start = tmp_path / f"起{number}" / ("深" * number or "浅")
        start.mkdir(parents=True)
        environment = {**os.environ, **setting, "PYTHONPATH": str(ROOT)}
        command = [
            sys.executable,
            "-m",
            "qdoc",
            "run",
            str(NOTICE),
            "-o",
            "出",
            "--kind",
            "交办单",
            "--kind",
            "责任书",
            "--basis",
            "《办法》",
        ]
        done = subprocess.run(command, cwd=start, env=environment, capture_output=True, timeout=60)
        assert done.returncode in (0, EXIT_FINDINGS), done.stderr.decode("utf-8", "replace")
        out = start / "出"
        found.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert len(found[0]) > 40
    assert found[0] == found[1]
