"""A draft as YAML: all values as strings, a block of text, and every other use of YAML refused with its line."""

from __future__ import annotations

import pytest

from qdoc.draft.build import make_draft
from qdoc.draft.form_yaml import MOST_BYTES, form_yaml, read_form_yaml
from qdoc.draft.forms import new_form
from qdoc.draft.kinds import KINDS
from qdoc.errors import InputRefused, LimitExceeded
from qdoc.model import Office

BOMB = "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


def test_what_looks_like_another_type_stays_what_was_written() -> None:
    given, lines = read_form_yaml(
        "成文日期: 2026-03-02\n盖章: 否\n份号: 000012\n正文: |\n  一、推进\n\n  二、保障\n".encode(), "稿"
    )
    assert given.one == {"dated": "2026-03-02", "sealed": "否", "copy_number": "000012"}
    assert lines == ["一、推进", "", "二、保障", ""]


def test_lists_are_lines_and_an_unknown_key_is_named() -> None:
    given, _ = read_form_yaml("主送机关:\n  - 区教育局\n  - 区民政局\n经办人: 张三\n".encode(), "稿")
    assert given.one["addressees"] == "区教育局，区民政局"
    assert [(one.code, one.message) for one in given.found] == [("D001", "第 4 行“经办人”不认识，没有用上：张三")]


@pytest.mark.parametrize("words", ["引号“和”", '带 " 号: # 的', "'单引号'", "C:\\路径", "否", "2026-03-02", "- 列表"])
def test_what_the_office_is_called_comes_back_whatever_its_signs(words: str) -> None:
    form = new_form(KINDS["通知"], Office(name=words))
    given, _ = read_form_yaml(form_yaml(form).encode(), "稿")
    assert given.one["issuer"] == words


REFUSED = [
    # why, file, words of the message, place
    ("an anchor and its copies", BOMB, "锚点和标签", "第 1 行"),
    (
        "a tag that names a type",
        "发文机关: 云溪区\n标题: !!python/object/apply:os.system [ls]\n",
        "锚点和标签",
        "第 2 行",
    ),
    ("nested without end", "标题: " + "[" * 5000, "太多层", "第 1 行"),
    ("a list, no mapping", "- 发文机关\n", "项目: 内容", "第 1 行"),
    ("signs that are no YAML", "发文机关: 云溪区\n标题: 'x\n", "写得不对", "第 "),
    ("a colon in a plain value", "标题: 关于: 通知: 的\n", "写得不对", "第 1 行"),
]


@pytest.mark.parametrize(("why", "text", "words", "place"), REFUSED, ids=[one[0] for one in REFUSED])
def test_refusals_name_the_line(why: str, text: str, words: str, place: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_form_yaml(text.encode(), "草稿.yaml")
    assert words in str(refused.value), why
    assert place in str(refused.value.place), why
    assert refused.value.hint


def test_another_encoding_and_too_large_a_file_are_refused_by_type() -> None:
    with pytest.raises(InputRefused, match="UTF-8"):
        read_form_yaml("标题: 通知\n".encode("gb18030"), "草稿.yaml")
    with pytest.raises(LimitExceeded):
        read_form_yaml(b"#" * (MOST_BYTES + 1), "草稿.yaml")


@pytest.mark.parametrize("data", [b"", b"# nothing\n", "标题:\n".encode()])
def test_an_empty_file_is_all_gaps(data: bytes) -> None:
    assert "发文机关" in make_draft(*read_form_yaml(data, "草稿.yaml"), "草稿.yaml").missing
