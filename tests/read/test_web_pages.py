"""Owns the cases of web pages: the lines a browser shows, and which of them are the site's own."""

from __future__ import annotations

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from qdoc.errors import LimitExceeded, UnsupportedFormat
from qdoc.model import BlockKind
from qdoc.read import read_bytes
from tests.read.test_plain_text import assert_tiles, pieces


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


SHOWN = [
    ("甲\n乙\n", "<p>甲</p><p>乙</p>"),
    ("甲\n乙\n", "甲<br>乙"),  # br begins a line as a new paragraph does
    ("甲乙\n", "<p>甲\n   乙</p>"),  # a line end of the source between Chinese characters is nothing
    ("a b\n", "<p>a\n  b</p>"),  # between Latin words it is a space
    ("　　甲\n", "<p>　　甲 </p>"),  # indents are the notice's
    ("甲<乙>&\n", "<p>甲&lt;乙&gt;&amp;</p>"),
    ("甲\xa0乙\n", "<p>甲&nbsp;乙</p>"),
    ("甲乙丙\n", "<p><b>甲</b><span>乙</span><font>丙</font></p>"),
    ("甲\n", "<p>甲</p><script>document.write('乙')</script><style>p{}</style><noscript>丙</noscript>"),
    ("甲乙\n", "<p>甲<!-- 注释 -->乙</p>"),  # what follows a comment is not lost
    ("甲\n乙\n", "<p>甲<p>乙"),  # unclosed
    ("甲\n 乙\n", "<pre>甲\n 乙</pre>"),
    ("甲\n", "<p>甲</p><!--[if IE]><p>乙</p><![endif]-->"),
    ("甲\n", "<title>题</title><p>甲</p><input value='乙'><select><option>丙</select>"),
]


@pytest.mark.parametrize(("shown", "body"), SHOWN)
def test_lines_as_a_browser_shows_them(shown: str, body: str) -> None:
    source = read_bytes(page(body), "a.html")
    assert source.text == shown
    assert {b.kind for b in source.blocks} == {BlockKind.PARAGRAPH}
    assert_tiles(source)


def test_headings_have_levels() -> None:
    source = read_bytes(page("<h1>题</h1><h3>节</h3><p>文。</p>"), "a.html")
    assert [(b.kind.value, b.level) for b in source.blocks] == [("heading", 1), ("heading", 3), ("paragraph", 0)]


CELLS = [
    # why: rows of several cells
    ("<tr><td>序号<td>任务<tr><td>1<td>监管", [(0, 0, "序号"), (0, 1, "任务"), (1, 0, "1"), (1, 1, "监管")]),
    # why: a cell over two rows is shown once and keeps the columns right
    (
        "<tr><td rowspan=2>主题<td>甲<tr><td>乙<tr><td>别<td>丙",
        [(0, 0, "主题"), (0, 1, "甲"), (1, 1, "乙"), (2, 0, "别"), (2, 1, "丙")],
    ),
    (
        "<tr><td colspan=2>合<td>右<tr><td>1<td>2<td>3",
        [(0, 0, "合"), (0, 2, "右"), (1, 0, "1"), (1, 1, "2"), (1, 2, "3")],
    ),
    ("<tr><td><p>甲<p>乙<td>丙<tr><td><td>丁", [(0, 0, "甲\n乙"), (0, 1, "丙"), (1, 0, ""), (1, 1, "丁")]),
    # why: a hostile width
    ("<tr><td colspan=99999999999>甲<td>乙<tr><td>丙<td>丁", [(0, 0, "甲"), (0, 1, "乙"), (1, 0, "丙"), (1, 1, "丁")]),
]


@pytest.mark.parametrize(("rows", "cells"), CELLS)
def test_tables_cell_by_cell(rows: str, cells: list[tuple[int, int, str]]) -> None:
    source = read_bytes(page(f"<p>下表为任务分工。</p><table border=1>{rows}</table><p>请落实。</p>"), "a.html")
    assert [(b.row, b.column, source.text[b.start : b.end - 1]) for b in source.blocks if b.table == 0] == cells
    assert_tiles(source)


def test_layout_tables_are_not_cells() -> None:
    inner = "<table><tr><td><p>一、加强监管。</p></td></tr></table>"
    body = f"<table><tr><td><a href=/>首页</a></td><td>{inner}</td></tr></table>"
    assert ("paragraph", "一、加强监管。\n") in pieces(read_bytes(page(body), "a.html"))


# --- what is the notice -------------------------------------------------------------------------

TITLE = "云溪区2026年质量工作要点"
NOTICE = [
    "各街道办事处：",
    "现将工作要点印发给你们，请认真贯彻执行。",
    "一、加强重点产品监管",
    "1.对建材产品开展专项抽查，抽查合格率达到95%以上。（区市场监管局）",
    "2.完成30家企业首席质量官培训，建立质量档案。",
    "云溪区人民政府办公室",
    "2026年3月1日",
]
P = "".join(f"<p>{line}</p>" for line in NOTICE)
LINKS = "".join(f'<li><a href="/{i}">栏目名称{i}</a></li>' for i in range(9))
CRUMBS = '您现在的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 正文'
INFO = "发布日期：2026-03-01　来源：区政府办　字体：[大 中 小]"
FOOT = "<p>版权所有：云溪区人民政府　主办单位：云溪区人民政府办公室</p><p>江ICP备00000000号　联系电话：000-00000000</p>"
PAGES = {
    # why: sections that say what they are
    "semantic": f"<header><nav><ul>{LINKS}</ul></nav></header><main><h1>{TITLE}</h1>{P}</main><footer>{FOOT}</footer>",
    # why: classes only
    "classes": f"<div class='top-nav'><ul>{LINKS}</ul></div><div class=crumbs>{CRUMBS}</div><div class=con>"
    f"<h1>{TITLE}</h1><div class=info>{INFO}</div><div id=zoom>{P}</div></div><div class=footer>{FOOT}</div>",
    # why: nothing named; only the share of links tells
    "unnamed": f"<div><ul>{LINKS}</ul></div><div>{CRUMBS}</div><div><div>{TITLE}</div><div>{INFO}</div><div>{P}</div>"
    f"<div><a href=#>【打印】</a><a href=#>【关闭】</a></div></div><div>{FOOT}</div>",
    # why: the page is laid out by tables
    "tables": f"<table><tr><td><table><tr><td>{CRUMBS}</td></tr></table></td></tr><tr><td><table>"
    f"<tr><td>{TITLE}</td></tr><tr><td>{P}</td></tr></table></td></tr><tr><td>{FOOT}</td></tr></table>",
    # why: lines parted by br in one cell
    "br": f"<div><ul>{LINKS}</ul></div><div class=content>{TITLE}<br>{'<br>'.join(NOTICE)}</div><div>{FOOT}</div>",
    # why: title, addressees and signature outside the longest part
    "split": f"<div class=nav>{LINKS}</div><div><h2>{TITLE}</h2><div>{NOTICE[0]}</div><div>"
    + "".join(f"<p>{line}</p>" for line in NOTICE[1:5])
    + f"</div><div>{NOTICE[5]}</div><div>{NOTICE[6]}</div></div><div>{FOOT}</div>",
    # why: every paragraph directly in the body
    "flat": f"<h1>{TITLE}</h1>{P}",
    # why: related links in a sidebar, and shared ones behind
    "sidebar": f"<div class=wrap><div class=left><ul>{LINKS}</ul></div><div class=article><h1>{TITLE}</h1>{P}"
    f"<div class=share>分享到：<a href=#>微信</a></div></div></div><div class=footer>{FOOT}</div>",
    # why: a title in a part that is named as a top, a footer with a sentence, related reading after the notice
    "named": f"<div class=header-box>云溪区人民政府<a href=#>搜索</a></div><div class=w>"
    f"<div class=con-top>{TITLE}</div><div class=con>{P}</div><div><p>扫一扫在手机打开当前页</p></div>"
    f"<div class=more><h3>相关解读</h3><ul>{LINKS}</ul></div></div>"
    f"<div class=foot>{FOOT}<p>建议使用1024*768分辨率浏览本站。</p></div>",
    # why: the register of the publication above the notice
    "metadata": f"<div class=nav>{LINKS}</div><div class=con><table border=1><tr><td>索引号：</td><td>0001</td>"
    f"<td>主题分类：</td><td>质量</td></tr><tr><td>发文机关：</td><td>区政府办</td><td>成文日期：</td><td>2026年3月1日</td></tr></table>"
    f"<div><h1>{TITLE}</h1>{P}</div></div><div class=footer>{FOOT}</div>",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_notice_is_told_from_the_site(name: str) -> None:
    source = read_bytes(page(PAGES[name]), "a.html")
    assert_tiles(source)
    kept = [source.text[b.start : b.end].strip() for b in source.blocks if b.kind is not BlockKind.BOILERPLATE]
    assert kept == [TITLE, *NOTICE]
    for other in ("版权所有", "栏目名称3", "政务公开"):
        assert (other in source.text) == (other in PAGES[name])  # boilerplate is kept, not dropped


def test_links_inside_the_notice_stay() -> None:
    body = P + "<p>附件：<a href='1.docx'>任务分解表</a></p><p><a href='/x'>《质量条例》</a>另行印发。</p>"
    source = read_bytes(page(f"<div class=nav>{LINKS}</div><div id=zoom>{body}</div><div>{FOOT}</div>"), "a.html")
    kept = [source.text[b.start : b.end] for b in source.blocks if b.kind is not BlockKind.BOILERPLATE]
    assert kept[-2:] == ["附件：任务分解表\n", "《质量条例》另行印发。\n"]


def test_hidden_copies_are_marked() -> None:
    source = read_bytes(page(f"<div id=zoom>{P}<div style='display: none'>打印版本，请勿修改。</div></div>"), "a.html")
    assert pieces(source)[-1] == ("hidden", "打印版本，请勿修改。\n")


def test_found_by_content_not_by_suffix() -> None:
    assert read_bytes(page("<p>甲</p>"), "a.txt").origin.media_type == "text/html"
    assert read_bytes(b"<div><p>\xe7\x94\xb2</p></div>", "a").origin.media_type == "text/html"
    assert read_bytes("1<2，<要点>\n".encode(), "a.html").origin.media_type == "text/plain"
    assert read_bytes(b"<div align=center>\n# x\n", "a.md").origin.media_type == "text/markdown"


def test_web_archives_are_refused() -> None:
    head = (
        "From: <saved>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n"
    )
    with pytest.raises(UnsupportedFormat, match="另存"):
        read_bytes(head.encode(), "a.mht")


def test_depth_is_limited() -> None:
    with pytest.raises(LimitExceeded):
        read_bytes(page("<div>" * 5000 + "甲"), "a.html")
    assert read_bytes(page("<div>" * 600 + "甲"), "a.html").text == "甲\n"


_TAGS = st.sampled_from(
    [f"<{name}>" for name in ("p", "div", "br", "table", "tr", "td", "a", "li", "h1", "pre", "script", "!--", "span")]
    + [f"</{name}>" for name in ("p", "div", "table", "a", "h1", "script", "body")]
    + ["&lt;", "&nbsp;", "甲", "乙。", "-->", "<", ">", "<span"]
)


@seed(20260304)
@settings(max_examples=500, deadline=None, database=None)
@given(st.lists(_TAGS, max_size=40).map(" ".join))
def test_any_tags_give_blocks_that_tile(tags: str) -> None:
    assert_tiles(read_bytes(b"<html>" + tags.encode(), "a.html"))
