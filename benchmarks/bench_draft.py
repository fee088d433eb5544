"""Owns the long run of the draft's round trip: N made drafts (1,000) built, read, parsed and compared tag for tag.

python benchmarks/bench_draft.py [N]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.draft.made_drafts import made_draft
from tests.draft.test_round_trip import faults


def main(count: int) -> int:
    began = time.perf_counter()
    drafts = [made_draft(seed) for seed in range(count)]
    wrong = {seed: said for seed, made in enumerate(drafts) if (said := faults(made))}
    tasks = sum(len(made.tasks) for made in drafts)
    for seed, said in list(wrong.items())[:10]:
        print(seed, *said)
    took = time.perf_counter() - began
    print(f"{count} drafts with {tasks} tasks: {count - len(wrong)} given back tag for tag, {took:.1f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
