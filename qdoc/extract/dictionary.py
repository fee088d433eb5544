"""Owns looking up words in jieba's dictionary as it lies on the disk, without loading its 350,000 words."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of dict.txt: its bytes, their CRC-32, the sum of its frequencies, where its ordered lines begin."""

    size: int
    crc: int
    total: int
    ordered: int


JIEBA_0_42 = Edition(5_071_852, 328_468_845, 60_101_967, 725)
"""The file of jieba 0.42.1; counted on it, and a test counts again."""


class Dictionary:
    """The words of one edition, each read when it is asked for.

    Lines of one first character stand together, and these blocks in order, but for a few lines at the head. That is
    known of one edition only: for any other, making one is a ValueError, and jieba has to load it in its own way.
    """

    __slots__ = ("_blocks", "_data", "_head", "_last", "_ordered", "total")

    def __init__(self, data: bytes, edition: Edition = JIEBA_0_42) -> None:
        if (len(data), zlib.crc32(data)) != (edition.size, edition.crc):
            raise ValueError("another edition of dict.txt")
        self.total = edition.total
        self._data = data
        self._ordered = edition.ordered
        self._last = data.rindex(b"\n", 0, -1) + 1  # where the last line begins
        self._head: dict[str, bytes] = {}
        for line in data[: edition.ordered].decode().splitlines(keepends=True):
            self._head[line[0]] = line.encode() + self._head.get(line[0], b"")  # of one word's lines the last counts
        self._blocks: dict[str, bytes] = {}

    def frequency(self, word: str) -> int | None:
        """The frequency of ``word``, 0 for what only begins a word, else None (as in ``jieba.Tokenizer.FREQ``)."""
        block, sought = self._block(word[0]), b"\n" + word.encode()
        at = block.find(sought)
        if at < 0:
            return None
        end = at + len(sought)
        if block[end : end + 1] != b" ":
            at = block.find(sought + b" ", end)
            if at < 0:
                return 0
            end = at + len(sought)
        return int(block[end : block.index(b" ", end + 1)])

    def tag(self, word: str) -> str | None:
        """The part of speech of ``word``, or None where it is no word of the dictionary."""
        block, sought = self._block(word[0]), b"\n" + word.encode() + b" "
        at = block.find(sought)
        if at < 0:
            return None
        line = block[at + 1 : block.index(b"\n", at + 1)]
        return line.rpartition(b" ")[2].decode()

    def _block(self, first: str) -> bytes:
        """All lines whose words begin with ``first``, a line end before the first as well."""
        found = self._blocks.get(first)
        if found is None:
            begin, end = self._reach(first.encode()), self._reach(first.encode() + b"\xff")
            found = b"\n" + self._head.get(first, b"") + self._data[begin:end]
            self._blocks[first] = found
        return found

    def _reach(self, sought: bytes) -> int:
        """Where the ordered lines reach ``sought`` or what comes behind it."""
        data = self._data

        def begins(at: int) -> bytes:
            line = data.index(b"\n", at) + 1
            return data[line : line + 4]

        at = bisect_left(range(self._last), sought, self._ordered - 1, key=begins)
        return data.index(b"\n", at) + 1
