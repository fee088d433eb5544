"""Owns the long fuzz: sound files of every kind, damaged at random for a given time, and what came out.

``python scripts/fuzz.py SECONDS [SEED]``. Each round takes a file, spoils some bytes of it or of one part of its
package (then packed again, so that the damage is inside the XML), and puts it through the call that a command uses.
Ends with 1 where anything but a result or a typed refusal came out; the seed makes the round again.
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from qdoc.errors import QdocError
from tests.hostile.cases import CONTAINERS, LINES, TEXT
from tests.hostile.entries import Entry, draft, notice
from tests.hostile.packages import members, pack
from tests.read.make_inputs import make_html

WORDS = (
    "",
    "\0",
    "<",
    "&",
    "99999999999999999999",
    "-1",
    "true",
    "{{",
    "}}",
    "{%",
    "\ud7ff",
    "）",
    "（责任单位：",
    "w:val",
    "A1",
)
SLOW = 20.0


def main(seconds: float, seed: int) -> int:
    """Fuzz for ``seconds``; return the exit code."""
    sound: list[tuple[str, Entry, str, bytes]] = [(k, e, f, base()) for k, e, f, _, base in CONTAINERS]
    sound += [("text", notice, "通知.txt", (TEXT * 9).encode()), ("draft", draft, "文稿.txt", TEXT.encode())]
    sound += [("page", notice, "通知.html", make_html(LINES))]
    until, rounds, slowest = time.monotonic() + seconds, 0, 0.0
    found: dict[str, str] = {}
    while time.monotonic() < until:
        number = seed * 1_000_003 + rounds
        chance = random.Random(number)
        kind, entry, file, data = chance.choice(sound)
        begun = time.monotonic()
        try:
            entry(spoiled(data, chance), file)
        except QdocError:
            pass
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            found.setdefault(
                f"{kind}: {type(error).__name__} {place.filename}:{place.lineno}", f"round {number}: {error!r}"[:300]
            )
        took = time.monotonic() - begun
        slowest = max(slowest, took)
        if took > SLOW:
            found.setdefault(f"{kind}: slow", f"round {number}: {took:.0f} s")
        rounds += 1
    print(f"{rounds} rounds, the slowest {slowest:.1f} s, {len(found)} kinds of problem")
    for name, said in sorted(found.items()):
        print(f"  {name} — {said}")
    return 1 if found else 0


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The file with some damage, inside a part of its package where it has some."""
    if not data.startswith(b"PK") or chance.random() < 0.1:
        return _damaged(data, chance)
    parts = members(data)
    for name in chance.sample(list(parts), k=chance.choice((1, 1, 1, 2))):
        if chance.random() < 0.05:
            del parts[name]
        else:
            parts[name] = _damaged(parts[name], chance)
    return pack(parts)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(6):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[at : at + chance.choice((1, 5, 50, 500))]
            case 2:
                made[at:at] = chance.choice(WORDS).encode()
            case 3:
                begin = chance.randrange(len(made) + 1)
                made[at:at] = made[begin : begin + chance.choice((10, 100, 1_000))]
            case 4:
                _swap_value(made, chance, at)
            case _:
                _drop_tag(made, at)
    return bytes(made)


def _swap_value(made: bytearray, chance: random.Random, at: int) -> None:
    """Put something else between the next quotation marks."""
    first = made.find(b'"', at)
    last = made.find(b'"', first + 1)
    if 0 <= first < last:
        made[first + 1 : last] = chance.choice(WORDS).replace("<", "").replace("&", "").encode()


def _drop_tag(made: bytearray, at: int) -> None:
    """Take out the next element that is closed in itself."""
    first = made.find(b"<", at)
    last = made.find(b"/>", first)
    if 0 <= first < last and b"<" not in made[first + 1 : last]:
        del made[first : last + 2]


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
