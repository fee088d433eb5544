"""The wheel carries templates and corpora and works outside the tree, in an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "examples" / "云溪区质量强区2026年工作要点.txt"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHONPATH", "VIRTUAL_ENV"))}
    environment |= {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, timeout=600
    )


def test_the_wheel_makes_letters_outside_the_tree(tmp_path: Path):
    built = run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", tmp_path / "dist", ROOT, cwd=tmp_path
    )
    if built.returncode and os.environ.get("QDOC_REQUIRE_OFFICE") != "1":
        pytest.skip(f"no wheel could be built here: {built.stderr[-300:]}")
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("qdoc-*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    installed = run(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    done = run(python, "-m", "qdoc", "run", NOTICE, "-o", tmp_path / "out", cwd=tmp_path)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    letters = list((tmp_path / "out" / "各单位").glob("*/*任务交办单.docx"))
    assert len(letters) > 5
    where = run(python, "-c", "import qdoc; print(qdoc.__file__)", cwd=tmp_path)
    assert str(tmp_path) in where.stdout, "the wheel's own copy ran, not the checkout"
