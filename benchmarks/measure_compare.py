"""Owns measuring ``qdoc compare``: links and kinds of change on gold pairs and on made ones, with gains and losses.

    python benchmarks/measure_compare.py [--held-out] [--misses] [--save FILE] [--baseline FILE] [--shared FOLDER]

Made pairs come from the project's examples and, where they are, the notices of ../shared: parameters are chosen on
one half of the notices and the seeds below 100, ``--held-out`` reports on the other half with seeds from 100 on.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qdoc.compare import PlanDiff, Reading, compare_plans  # noqa: E402
from qdoc.evaluate.comparison import (  # noqa: E402
    ComparisonScore,
    TrueChange,
    TrueComparison,
    macro_f1,
    score_comparison,
)
from qdoc.evaluate.tally import Tally  # noqa: E402
from qdoc.extract import extract  # noqa: E402
from qdoc.extract.words import words  # noqa: E402
from qdoc.lexicon import load_lexicon  # noqa: E402
from qdoc.parse import parse  # noqa: E402
from qdoc.read import read_bytes, read_path  # noqa: E402
from tests.compare.made_pairs import MadePair, make_pair  # noqa: E402
from tests.compare.made_sources import Source, pooled, source_tasks  # noqa: E402

LEXICON = load_lexicon()
FEWEST, SEEDS = 12, 2


def reading(source) -> Reading:
    return Reading(extract(parse(source), LEXICON, suggest=False), source.text)


def documents(folder: Path | None, held_out: bool) -> Iterator[tuple[str, list[Source]]]:
    """The notices of one half that give tasks enough, by name; a notice printed twice counts once."""
    paths = sorted(folder.glob("*.txt")) if folder else []
    known: set[Source] = set()
    place = 0
    for path in [*sorted((ROOT / "examples").glob("*要点.txt")), *paths]:
        one = reading(read_path(path))
        found = [task for task in source_tasks(one.plan, one.text or "") if task not in known]
        known |= set(found)
        if len(found) >= FEWEST:
            place += 1
            if place % 2 == held_out:
                yield path.name.split("_")[0].removesuffix(".txt"), found


def made_pairs(folder: Path | None, held_out: bool) -> Iterator[MadePair]:
    found = list(documents(folder, held_out))
    for number, (name, sources) in enumerate(found):
        for seed in range(SEEDS):
            yield make_pair(name, sources, seed + 100 * held_out, reform=(number + seed) % 2 == 1)
    for size, themes in ((120, 6), (300, 8)):
        sources = pooled([task for _, task in found], size)
        if len(sources) == size:
            yield make_pair(f"合{size}", sources, 100 * held_out, reform=True, themes=themes)


def made_readings(pair: MadePair) -> tuple[Reading, Reading, TrueComparison]:
    sides = [
        reading(read_bytes(text.encode(), f"{year}.txt")) for text, year in zip(pair.texts, pair.years, strict=True)
    ]
    changes = tuple(TrueChange(t.before, t.after, t.kinds, judged=t.judged) for t in pair.truth)
    return sides[0], sides[1], TrueComparison(pair.spans[0], pair.spans[1], changes)


def example() -> tuple[Reading, Reading, TrueComparison]:
    """The two years of the examples, whose changes are written down beside them."""
    truth = json.loads((ROOT / "examples" / "expected" / "changes_2025_2026.json").read_text("utf-8"))
    sides = [reading(read_path(ROOT / "examples" / truth[side])) for side in ("before", "after")]
    places = [{task.number: at for at, task in enumerate(side.plan.tasks)} for side in sides]
    spans = [tuple((task.start, task.end) for task in side.plan.tasks) for side in sides]
    changes = tuple(
        TrueChange(
            tuple(places[0][n] for n in one["before"]),
            tuple(places[1][n] for n in one["after"]),
            frozenset(one["kinds"]),
            frozenset(one.get("also_right", ())),
        )
        for one in truth["changes"]
    )
    return sides[0], sides[1], TrueComparison(spans[0], spans[1], changes)


def gold(shared: Path) -> Iterator[tuple[str, Reading, Reading, TrueComparison]]:
    """The examples, and the pairs that were read by hand (``gold/diff_OLD_NEW.json``)."""
    yield "例", *example()
    for path in sorted((shared / "gold").glob("diff_*.json")):
        names = path.stem.split("_")[1:]
        spans, sides = [], []
        for name in names:
            tasks = json.loads((shared / "gold" / f"{name}.json").read_text("utf-8"))["tasks"]
            spans.append(tuple((task["span"][0], task["span"][1]) for task in tasks))
            sides.append(reading(read_path(next((shared / "texts").glob(f"{name}_*")))))
        changes = tuple(
            TrueChange(
                tuple(one["before"]),
                tuple(one["after"]),
                frozenset({one["kind"]}),
                frozenset({*one.get("also", ()), *one.get("accept", ())}),
            )
            for one in json.loads(path.read_text("utf-8"))
        )
        yield "→".join(names), sides[0], sides[1], TrueComparison(spans[0], spans[1], changes)


def compared(before: Reading, after: Reading) -> PlanDiff:
    return compare_plans(before, after, succeeds=LEXICON.succeeds, words=words)


def told(name: str, score: ComparisonScore) -> str:
    tally = score.links
    return (
        f"{name:<10} links {tally.right + tally.missed:>4}  P {tally.precision:.3f}  R {tally.recall:.3f}  "
        f"F1 {tally.f1:.3f}  kinds {macro_f1([score.kinds]):.3f}  review {score.review:>3}  "
        f"wrong unmarked {score.wrong_unseen}  in no change {score.in_no_change}"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--held-out", action="store_true")
    options.add_argument("--misses", action="store_true")
    options.add_argument("--save")
    options.add_argument("--baseline")
    options.add_argument("--shared", default=str(ROOT.parent / "shared" / "notices"))
    given = options.parse_args()
    shared = Path(given.shared)
    texts = shared / "texts"
    saved: dict[str, list[float]] = {}
    for name, before, after, truth in gold(shared):
        diff = compared(before, after)
        score = score_comparison(diff, truth)
        print(told(name, score))
        saved[name] = [score.links.f1, macro_f1([score.kinds])]
        if given.misses:
            show_misses(score, diff, truth)
    links, kinds, renamed = Tally(), [], 0
    for pair in made_pairs(texts if texts.is_dir() else None, given.held_out):
        begin = time.perf_counter()
        before, after, truth = made_readings(pair)
        diff = compared(before, after)
        spent = time.perf_counter() - begin
        score = score_comparison(diff, truth)
        links += score.links
        kinds.append(score.kinds)
        renamed += score.renamed_as_reassigned
        key = f"{pair.name}/{pair.years[0]}"
        misread = sum(abs(len(a.plan.tasks) - len(b)) for a, b in zip((before, after), pair.spans, strict=True))
        print(told(key, score), f"{spent:.2f} s", f"tasks read otherwise {misread}" if misread else "")
        saved[key] = [score.links.f1, macro_f1([score.kinds])]
        if given.misses:
            show_misses(score, diff, truth)
    print(f"\nmade pairs: links P {links.precision:.4f}  R {links.recall:.4f}  F1 {links.f1:.4f}")
    print(f"kinds macro F1 {macro_f1(kinds):.4f}; renamed units reported as reassigned: {renamed}")
    names = sorted({name for one in kinds for name in one})
    for name in names:
        tally = sum((one[name] for one in kinds if name in one), Tally())
        asked = tally.right + tally.missed
        print(f"  {name:<20} {asked:>4}  P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")
    saved["made"] = [links.f1, macro_f1(kinds)]
    if given.baseline:
        show_gains(json.loads(Path(given.baseline).read_text("utf-8")), saved)
    if given.save:
        Path(given.save).write_text(json.dumps(saved, ensure_ascii=False, indent=1), "utf-8")


def show_misses(score: ComparisonScore, diff: PlanDiff, truth: TrueComparison) -> None:
    for miss in score.misses:
        print(f"    {'too much' if miss.extra else 'missed  '} {miss.what:<20} {miss.before} → {miss.after}")


def show_gains(before: dict[str, list[float]], after: dict[str, list[float]]) -> None:
    print("\ngains and losses against the baseline (links, kinds):")
    for name, now in after.items():
        was = before.get(name)
        if was and any(abs(a - b) > 0.0005 for a, b in zip(was, now, strict=True)):
            print(f"  {name:<12} {was[0]:.3f} → {now[0]:.3f}   {was[1]:.3f} → {now[1]:.3f}")


if __name__ == "__main__":
    main()
