"""Owns the numbers that untrusted input is held to (the promises on size, ratio, members, memory and time).

Every limit is checked on the bytes as they are really read, never on what a header says.
"""

from __future__ import annotations

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB

MAX_FILE_BYTES: Final = 128 * MIB
"""A file as it lies on disk; the process holds it while it is read."""

MAX_MEMBERS: Final = 2_000
"""Members of a zip container."""

MAX_PART_BYTES: Final = 64 * MIB
"""One member, unpacked."""

MAX_TOTAL_BYTES: Final = 256 * MIB
"""All members of one container that were read, unpacked."""

MAX_RATIO: Final = 100
"""Unpacked to packed bytes of a member; looked at once it is larger than ``RATIO_FREE_BYTES``."""

RATIO_FREE_BYTES: Final = 100 * KIB

MAX_DEPTH: Final = 1_000
"""Nesting of elements in HTML (XML is held to 256 by the parser itself)."""

MAX_TEXT_CHARS: Final = 3_000_000
"""Code points of one document's text: some 5,000 pages; a year's plan has 50,000."""

MAX_TEXT_BYTES: Final = 4 * MAX_TEXT_CHARS + 4
"""A text or web page before it is decoded: no encoding that is read takes more than four bytes for a sign."""

KEPT_BYTES: Final = 24 * MIB
"""Unpacked XML that one container keeps for a second look; what is beyond is unpacked again."""

MAX_COLUMNS: Final = 1_000
"""Columns of a table in a web page; a browser takes no wider colspan."""

PARENT_PAGE_CHARS: Final = 200_000
"""A longer web page is read in the child process: some tags cost libxml2 the square of their length."""

PARENT_XML_BYTES: Final = 4 * MIB
"""A Word file with more XML (unpacked) is read in the child process: its tree takes ten times as much memory."""

PARENT_TREE_NODES: Final = 1_200_000
"""Elements, texts and attributes, some 120 bytes each, of all trees that one container may have in this process."""

MAX_PAGES: Final = 2_000
"""Pages of a PDF."""

WORKER_SECONDS: Final = 55.0
"""Wall time of a child process: a file ends in a result or a refusal within 60 s."""

WORKER_MEMORY: Final = 1_000 * MIB
"""Address space of a child process (POSIX only; elsewhere the time limit alone holds)."""

OFFICE_SECONDS: Final = 55.0
"""Wall time of one conversion by LibreOffice."""
