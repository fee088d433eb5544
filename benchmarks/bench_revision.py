"""Owns the race of the tracked changes: qdoc and python-redlines (docxodus) on the same two Word files, in turns.

Run: python benchmarks/bench_revision.py [tasks]. Seconds of processor time (the clock says nothing on a busy machine),
best of three rounds, for the example pair and for a made pair of so many tasks (300).

python-redlines carries its engine in the wheel; it is installed into a venv of its own in the user's cache folder. Its
time is its own call, which starts its engine each time. Ours is the whole way: both files read, parsed, extracted,
compared, revised and written; once inside a running process, once by a fresh one.

Edits are runs of deleted or inserted words. A fragment is an edit of one letter, digit or character beside kept ones;
a cut is an edit that begins or ends inside a number with its unit, a quoted term or a 《title》.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from itertools import pairwise
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from docx import Document
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qdoc-benchmarks"
RIVAL = "python-redlines"
MOST_SECONDS = 2.0
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WHOLE = re.compile(
    r"《[^《》]+》|“[^“”]+”|\d+(?:\.\d+)?(?:%|个百分点|[万亿]?(?:家次|人次|批次|家|项|个|户|台|场|名|元))?"
)
_SIGN = re.compile(r"\w")
_THEIRS = """
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from python_redlines import DocxodusEngine
old, new, out = map(Path, sys.argv[1:4])
def spent():
    return sum(use.ru_utime + use.ru_stime for use in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))
engine = DocxodusEngine()
best = 9e9
for _ in range(int(sys.argv[4])):
    begun = spent()
    made = engine.run_redline("bench", original=old.read_bytes(), modified=new.read_bytes())
    best = min(best, spent() - begun)
out.write_bytes(made[0])
print(best)
"""


def ours(old: Path, new: Path) -> bytes:
    """Two Word files → 修订.docx, as the command goes."""
    from qdoc.compare import Reading, compare_plans
    from qdoc.extract import extract
    from qdoc.extract.words import words
    from qdoc.lexicon import load_lexicon
    from qdoc.parse import parse
    from qdoc.parse.punctuation import full_width
    from qdoc.read import read_path
    from qdoc.render.revision_docx import revision_docx
    from qdoc.revise import revise

    lexicon = load_lexicon()
    notices = parse(read_path(old)), parse(read_path(new))
    before, after = (extract(notice, lexicon, suggest=False) for notice in notices)
    readings = [Reading(plan, notice.source.text) for plan, notice in zip((before, after), notices, strict=True)]
    diff = compare_plans(*readings, succeeds=lexicon.succeeds, words=words)
    return revision_docx(revise(before, after, diff, notices=notices, quote=full_width), author="bench")


def made_pair(count: int) -> tuple[list[str], list[str]]:
    """Two years of ``count`` tasks: figures change everywhere, words in places, some tasks go, come or move."""
    things = (
        "电梯",
        "学校食堂",
        "集贸市场",
        "河道",
        "公园绿地",
        "老旧小区",
        "停车泊位",
        "养老驿站",
        "公交站点",
        "图书角",
    )
    works = ("安全评估", "设施更新", "环境整治", "服务提升", "智能改造", "标准化建设")
    places = ("江溪", "青石", "白桥", "南湾", "北浦")
    units = ("区建设局", "区市场监管局", "区民政局", "区水务局", "区教育局")

    def task(number: int, key: int, year: int) -> str:
        thing, work, place = things[key % 10], works[key // 10 % 6], places[key // 60 % 5]
        figure = 20 + key % 37 + (year - 2025) * (key % 4)
        verb = ("推进", "完成")[(year - 2025) and key % 3 == 0]
        tail = (
            f"建立“一{thing[0]}一档”，每季度通报{place}片区进展。"
            if key % 2
            else "完善巡查制度，问题整改率达到95%以上。"
        )
        unit = units[(key * 7) % 5]
        return (
            f"{number}.{verb}{place}片区{thing}{work}。年内完成{thing}{work}{figure}处，"
            f"{place}片区覆盖率达到{60 + key % 40}%。{tail}（{unit}牵头，{units[(key + 2) % 5]}配合）"
        )

    old = list(range(count))
    new = [key for key in old if key % 10 != 3]
    for at in range(5, len(new) - 40, 45):
        new.insert(at + 30, new.pop(at))
    new += range(count, count + count // 10)
    return tuple(  # type: ignore[return-value]
        [
            f"云溪区城市管理{year}年工作要点",
            "一、重点任务",
            *(task(number, key, year) for number, key in enumerate(keys, 1)),
        ]
        for year, keys in ((2025, old), (2026, new))
    )


def example(year: int) -> list[str]:
    """The paragraphs of the example notice's plan."""
    text = (ROOT / "examples" / f"云溪区质量强区{year}年工作要点.txt").read_text("utf-8")
    start = text.index(f"\n云溪区推进质量强区建设{year}年工作要点") + 1
    return [line for line in text[start:].replace(",", "，").replace(":", "：").splitlines() if line.strip()]


def word_file(lines: list[str]) -> bytes:
    """A plain Word file of the lines."""
    document, made = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def measured(data: bytes) -> tuple[int, int, int]:
    """How many edits a .docx of tracked changes has, how many are fragments, how many cut what is whole."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    edits = fragments = cuts = 0
    for paragraph in root.iter(f"{_W}p"):
        pieces: list[tuple[str, str]] = []
        for run in paragraph.iter(f"{_W}r"):
            words = "".join(t.text or "" for t in run if t.tag in (f"{_W}t", f"{_W}delText"))
            parent = run.getparent()
            kind = parent.tag.removeprefix(_W) if parent is not None else ""
            kind = {"del": "del", "ins": "ins", "moveFrom": "del", "moveTo": "ins"}.get(kind, "")
            if words and pieces and pieces[-1][0] == kind:
                pieces[-1] = (kind, pieces[-1][1] + words)
            elif words:
                pieces.append((kind, words))
        for at, (kind, words) in enumerate(pieces):
            if kind:
                edits += 1
                beside = [
                    (pieces[at - 1][1][-1:] if at else ""),
                    (pieces[at + 1][1][:1] if at + 1 < len(pieces) else ""),
                ]
                fragments += len(_SIGN.findall(words)) == 1 == len(words) and any(_SIGN.match(b) for b in beside)
        for gone in ("del", "ins"):
            left = [(kind, words) for kind, words in pieces if kind != gone]
            text, at, places = "".join(words for _, words in left), 0, []
            for (kind, words), (other, _) in pairwise(left):
                at += len(words)
                places += [at] if kind != other else []
            cuts += sum(any(m.start() < place < m.end() for place in places) for m in _WHOLE.finditer(text))
    return edits, fragments, cuts


def rival() -> tuple[Path | None, str]:
    """The Python of a venv with python-redlines and its engine, or why there is none."""
    home = CACHE / RIVAL
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
    if not python.exists() and subprocess.run([sys.executable, "-m", "venv", str(home)], **quiet).returncode:  # type: ignore[call-overload]
        return None, "no venv could be made"
    if subprocess.run([str(python), "-c", "import python_redlines_docxodus"], **quiet).returncode:  # type: ignore[call-overload]
        install = [str(python), "-m", "pip", "install", "-q", f"{RIVAL}[docxodus]"]
        if subprocess.run(install, **quiet).returncode:  # type: ignore[call-overload]
            return None, "pip could not install it"
    return python, ""


def _spent() -> float:
    return sum(use.ru_utime + use.ru_stime for use in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def timed(old: Path, new: Path) -> tuple[float, float, bytes]:
    """Our seconds in a running process and by a fresh one, and what was made."""
    data, warm, fresh = ours(old, new), [], []
    for _ in range(ROUNDS):
        begun = _spent()
        assert ours(old, new) == data, "the same input must give the same bytes"
        warm.append(_spent() - begun)
        begun = _spent()
        subprocess.run([sys.executable, __file__, str(old), str(new)], check=True, stdout=subprocess.DEVNULL)
        fresh.append(_spent() - begun)
    return min(warm), min(fresh), data


def main() -> int:
    """Print a table a pair; 1 where qdoc is slower, takes over two seconds for the made pair, or cuts a term."""
    if len(sys.argv) == 3:
        ours(Path(sys.argv[1]), Path(sys.argv[2]))
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    python, why = rival()
    reached = True
    pairs = {"the example pair": (example(2025), example(2026)), f"a made pair of {count} tasks": made_pair(count)}
    timely = list(pairs)[1:]  # of the small pair a fresh process mostly loads dictionaries
    with tempfile.TemporaryDirectory() as place:
        old, new, theirs = (Path(place) / name for name in ("old.docx", "new.docx", "theirs.docx"))
        for name, (before, after) in pairs.items():
            old.write_bytes(word_file(before))
            new.write_bytes(word_file(after))
            warm, fresh, data = timed(old, new)
            figures = measured(data)
            print(f"{name}                   seconds   edits  fragments  cuts")
            print(f"{'qdoc, all steps':28} {warm:8.2f} {figures[0]:8} {figures[1]:8} {figures[2]:8}")
            print(f"{'qdoc, in a fresh process':28} {fresh:8.2f}")
            reached = reached and not figures[2] and (name not in timely or fresh <= MOST_SECONDS)
            if python is None:
                print(f"{RIVAL}: not measured, {why}")
                continue
            command = [str(python), "-c", _THEIRS, str(old), str(new), str(theirs), str(ROUNDS)]
            taken = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            figures = measured(theirs.read_bytes())
            print(f"{RIVAL:28} {taken:8.2f} {figures[0]:8} {figures[1]:8} {figures[2]:8}")
            print(f"qdoc is {taken / warm:.1f}× as fast ({taken / fresh:.1f}× in a fresh process)\n")
            reached = reached and (fresh if name in timely else warm) < taken
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
