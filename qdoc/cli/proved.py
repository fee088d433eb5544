"""Owns what is said of a summary's proof before it is written: text and ledger agree, or nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.render.summary_proof import prove_document
from qdoc.summary import Summary


def prove_or_stop(data: bytes, summary: Summary, *, strict: bool, given: Sequence[str]) -> str:
    """Compare the numbers of the file with the ledger and return what to say of it.

    Raises RuntimeError, a bug of ours, where they differ: a summary that is wrong is not written.
    """
    proved = prove_document(data, summary, strict=strict, given=tuple(given))
    if proved.faults:
        listed = "；".join(fault.message for fault in proved.faults[:5])
        raise RuntimeError(f"总结的数与台账不一致，没有写出：{listed}")
    rows = f"对账表 {proved.rows} 行" if proved.rows else "没有印对账表"
    typed = f"；您自己写的 {len(proved.typed)} 个数没有台账出处：{'、'.join(proved.typed[:5])}" if proved.typed else ""
    return f"核对  正文 {proved.numbers} 个数、{rows}与台账一致{typed}"
