"""Owns an outside eye on our notices: the findings of PyPI's gongwen-skill, counted by rule; run it to print them.

It is no dependency: without a ``gongwen`` beside this Python the tool is installed into an environment that is gone
afterwards. Its home folder is a temporary one, and it reads copies.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qdoc.draft import parse_draft  # noqa: E402
from qdoc.render.notice_docx import notice_docx  # noqa: E402

VERSION = "2.15.0"
# The drafts of examples/, each with what the tool calls that kind of document.
DRAFTS = {
    "云溪区质量强区2026年通知草稿.txt": "notice",
    "云溪区质量强区2026年工作要点.txt": "notice",
    "云溪区质量月经费请示草稿.txt": "request",
    "云溪区质量会诊商请函草稿.txt": "letter",
    "云溪区质量强区专题会议纪要草稿.txt": "minutes",
}
Finding = tuple[str, str, str, str]
"""Severity and rule, what the rule is called, what it found, what it wants."""


def tool(folder: Path) -> str:
    """The path of the tool: the one beside this Python, else one installed into ``folder``."""
    beside = Path(sys.executable).with_name("gongwen")
    if beside.exists():
        return str(beside)
    place = folder / "environment"
    venv.create(place, with_pip=True)
    binaries = place / ("Scripts" if os.name == "nt" else "bin")
    command = [str(binaries / "python"), "-m", "pip", "install", "-q", f"gongwen-skill=={VERSION}"]
    subprocess.run(command, check=True)
    found = shutil.which("gongwen", path=str(binaries))
    if found is None:
        raise SystemExit("gongwen-skill 装好了，但没有找到 gongwen 命令")
    return found


def findings(program: str, path: Path, kind: str, home: Path) -> Counter[Finding]:
    """What the tool says of one document."""
    command = [program, "check", "--json", "-t", kind, str(path)]
    done = subprocess.run(command, capture_output=True, timeout=120, env=dict(os.environ, HOME=str(home)), check=False)
    try:
        listed = json.loads(done.stdout.decode("utf-8"))
    except ValueError:
        raise SystemExit(f"{path.name}：gongwen 没有给出结果（代码 {done.returncode}）") from None
    return Counter(
        (f"{one['severity']} {one['rule_id']}", one["name"], str(one["original"])[:24], str(one["suggested"])[:24])
        for one in listed
    )


def main() -> None:
    """Make the documents, ask the tool, print one line a rule and finding."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = tool(folder)
        for file, kind in DRAFTS.items():
            path = folder / f"{Path(file).stem}.docx"
            path.write_bytes(notice_docx(parse_draft((ROOT / "examples" / file).read_text("utf-8"), file)))
            found = findings(program, path, kind, folder)
            print(f"## {path.stem}（gongwen check -t {kind}）：{found.total()} 处")
            for (rule, called, was, wanted), count in sorted(found.items()):
                print(f"{count:3} × {rule} {called}：{was} → {wanted}")
            print()


if __name__ == "__main__":
    main()
