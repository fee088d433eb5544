"""Files of every kind, damaged inside their structure as hypothesis chooses; the same choices each time."""

from __future__ import annotations

import contextlib
import json
import re
import warnings
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qdoc.errors import QdocError
from tests.hostile import entries
from tests.hostile.cases import CONTAINERS, TEXT
from tests.hostile.packages import members, pack

EXAMPLES = 25  # for each kind of file: some ten seconds in all
_TOKEN = re.compile(rb"<[^<>]*>|[^<>]+")
_VALUE = re.compile(rb'"[^"<>]*"')
_VALUES = ["", "-1", "0", "99999999999999999999", "1e999", "A0", "XFD1048577", "true", "甲" * 300, "\u202e", "rId99"]
_TEXTS = ["", "&#0;", "&lol;", "<![CDATA[甲]]>", "<!-- 甲 -->", "{{ 甲 }}", "{% for %}", "=1+1", "\r", "㈠", "(" * 40]
OPERATION = st.one_of(
    st.tuples(st.just("value"), st.sampled_from(_VALUES)),
    st.tuples(st.just("text"), st.sampled_from(_TEXTS)),
    st.tuples(st.sampled_from(["drop", "double", "swap", "cut", "nest"]), st.just("")),
)
DAMAGE = st.lists(st.tuples(OPERATION, st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=6)


@cache
def _parts(kind: int) -> dict[str, bytes]:
    return members(CONTAINERS[kind][4]())


def _damaged(content: bytes, what: str, words: str, at: int, other: int) -> bytes:
    """One part with one piece of damage that keeps to the structure of XML, or breaks it in one place."""
    tokens = _TOKEN.findall(content)
    if not tokens:
        return content
    first, second = at % len(tokens), other % len(tokens)
    match what:
        case "value":
            values = _VALUE.findall(tokens[first])
            if values:
                tokens[first] = tokens[first].replace(values[other % len(values)], f'"{words}"'.encode(), 1)
        case "text":
            tokens.insert(first, words.encode())
        case "drop":
            del tokens[first]
        case "double":
            tokens[first:first] = tokens[min(first, second) : max(first, second)][:200]
        case "swap":
            tokens[first], tokens[second] = tokens[second], tokens[first]
        case "cut":
            del tokens[first:]
        case "nest":
            tokens[first:first] = [tokens[first]] * 300
    return b"".join(tokens)


@pytest.mark.parametrize("kind", range(len(CONTAINERS)), ids=[each[0] for each in CONTAINERS])
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(damage=DAMAGE)
def test_damage_inside_the_structure_ends_in_a_result_or_a_refusal(
    kind: int, damage: list[tuple[tuple[str, str], int, int]]
) -> None:
    _, entry, file, _, _ = CONTAINERS[kind]
    parts = dict(_parts(kind))
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    for (what, words), at, other in damage:
        name = names[(at // 7) % len(names)]
        parts[name] = _damaged(parts[name], what, words, at, other)
    with warnings.catch_warnings(), contextlib.suppress(QdocError):
        warnings.simplefilter("error")  # nothing of a library's English on a clerk's screen
        entry(pack(parts), file)


_JSON = {"plan.json": entries.plan_json, "确认.json": entries.decisions, "历史.json": entries.history}


@pytest.mark.parametrize("file", _JSON)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
            ["schema", "source", "plans", "tasks", "decisions", "rows", "name", "units", "key", "year"]
        ), inner, max_size=5),
        max_leaves=20,
    )
)  # fmt: skip
def test_any_json_ends_in_a_result_or_a_refusal(file: str, value: object) -> None:
    with contextlib.suppress(QdocError):
        _JSON[file](json.dumps(value).encode(), file)


_PIECES = [*TEXT.splitlines(keepends=True), "附件：\n", "（责任单位：", "）", "\t", "\u3000\u3000", "一、", "1."]


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(
    pieces=st.lists(
        st.sampled_from(_PIECES) | st.text(max_size=20),
        max_size=30,
    ),
    codec=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)  # fmt: skip
def test_any_text_ends_in_a_result_or_a_refusal(pieces: list[str], codec: str) -> None:
    data = "".join(pieces).encode(codec, "replace")
    for entry, name in ((entries.notice, "通知.txt"), (entries.draft, "文稿.txt")):
        with contextlib.suppress(QdocError):
            entry(data, name)
