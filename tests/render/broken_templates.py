"""Owns broken templates for tests: each made from a small sound .docx by faults, with all that must be told of it.

A case lists all that a check must tell, in this order: place as Word shows it, code, words of message or next step.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass

from tests.render.word_files import Block, W, paragraph, table, word

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Broken:
    """A broken template and every error it must be refused with: place, code, words of the message."""

    name: str
    data: bytes
    errors: tuple[tuple[str, str, str], ...]


def changed(data: bytes, parts: dict[str, bytes | None], *, twice: str = "", ratio: str = "") -> bytes:
    """The package with ``parts`` replaced, added, or (None) left out; ``twice`` names a part that stands twice."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        contents: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()}
        for name, content in (contents | parts).items():
            if content is not None:
                made.writestr(name, content)
        if twice:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)
                made.writestr(twice, contents[twice] or b"")
        if ratio:
            made.writestr(ratio, b" " * 3_000_000)
    return target.getvalue()


def notes(*texts: str) -> bytes:
    """The footnotes part: Word's own separator line first, then one footnote for each of ``texts``."""
    rule = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    each = (f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>' for number, text in enumerate(texts, 1))
    return f'<w:footnotes xmlns:w="{W}">{rule}{"".join(each)}</w:footnotes>'.encode()


def relations(kind: str, target: str) -> bytes:
    """A relationships part with one relationship that leads out of the file."""
    one = f'<Relationship Id="r1" Type="{KINDS}/{kind}" Target="{target}" TargetMode="External"/>'
    return f'<Relationships xmlns="{RELATIONS}">{one}</Relationships>'.encode()


def box(text: str) -> str:
    """A paragraph that holds a text box with ``text``."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    shape = f"<v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>{content}</v:textbox></v:shape>"
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


def header(text: str, *, kind: str = "default") -> bytes:
    """A document with ``text`` in its header of this kind (default, even, first)."""
    import docx

    document = docx.Document(io.BytesIO(word("正文")))
    section = document.sections[0]
    section.different_first_page_header_footer = kind == "first"
    document.settings.odd_and_even_pages_header_footer = kind == "even"
    holder = {"default": section.header, "even": section.even_page_header, "first": section.first_page_header}[kind]
    holder.paragraphs[0].text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


NESTED = table([["甲"], ["@"]]).replace(paragraph("@"), table([["乙", "{{ 承办单为 }}"]]) + paragraph("丙"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


FIRST, CELL = "正文第1段", "正文第1个表格第1行第1格"
LOOP = "{% for 项 in 牵头事项 %}"


def _one(name: str, *blocks: Block, code: str, words: str, place: str = FIRST) -> Broken:
    return Broken(name, word(*blocks), ((place, code, words),))


def _many(name: str, *blocks: Block, errors: tuple[tuple[str, str, str], ...]) -> Broken:
    return Broken(name, word(*blocks), errors)


# Tags and fields.
TAGS = [
    _one("字段写错", "首段", "{{ 承办单为 }}", place="正文第2段", code="T016", words="最接近的字段是“承办单位”"),
    _one("循环里的字段写错", LOOP + "{{ 项.事相 }}{% endfor %}", code="T016", words="“牵头事项”里没有“事相”"),
    _one(
        "循环外用循环里的字段", "{{ 事项 }}", code="T016", words="要写在循环里：{% for 项 in 牵头事项 %}{{ 项.事项 }}"
    ),
    _one("循环里少写项", LOOP + "{{ 事项 }}{% endfor %}", code="T016", words="写成 {{ 项.事项 }}"),
    _one("组里的字段", "{{ 配合 }}", code="T016", words="写成 {{ 编序.配合 }}"),
    _one("排序的字段写错", "{% for 项 in 牵头事项|sort(attribute='时线') %}{% endfor %}", code="T016", words="“时限”"),
    _one("过滤器写错", "{{ 交办日期|日起 }}", code="T015", words="是不是“日期”"),
    _one("判断写错", "{% if 编号 is defind %}甲{% endif %}", code="T015", words="是不是“defined”"),
    _one("语句写成中文", "{% 如果 编号 %}甲{% endif %}", code="T014", words="是不是“if”"),
    _one("语句拼错", "{% fro 项 in 牵头事项 %}{{ 项.事项 }}{% endfor %}", code="T014", words="是不是“for”"),
    _one("整个列表印出", "{{ 牵头事项 }}", code="T017", words="写成循环：{% for 项 in 牵头事项 %}"),
    _one("整组印出", "{{ 编序 }}", code="T017", words="如 {{ 编序.牵头 }}"),
    _one("列表当一条用", "{{ 牵头事项.事项 }}", code="T018", words="先写循环"),
    _one("文字当一组用", "{{ 承办单位.名称 }}", code="T018", words="“承办单位”是一段文字"),
    _one("循环外用 loop", "{{ loop.index }}", code="T016", words="loop 要写在循环里"),
    _one("loop 的项写错", LOOP + "{{ loop.idex }}{% endfor %}", code="T016", words="“index”"),
]
# Blocks that do not close, or close across what they may not cut.
BLOCKS = [
    _one("循环没有结束", LOOP + "{{ 项.事项 }}", code="T011", words="缺少 {% endfor %}"),
    _one("条件没有结束", "甲{% if 编号 %}乙", code="T011", words="缺少 {% endif %}"),
    _one(
        "整行没有结束",
        [["{%tr for 项 in 牵头事项 %}"], ["{{ 项.事项 }}"]],
        place=CELL,
        code="T011",
        words="{% endfor %}",
    ),
    _one("整段没有结束", "{%p if 编号 %}", "甲", code="T011", words="缺少 {% endif %}"),
    _one("没有循环就结束", "甲{% endfor %}", code="T010", words="没有对应的 for"),
    _one("没有条件就否则", "甲{% else %}乙", code="T010", words="没有对应的 if"),
    _many(
        "结束写错",
        LOOP + "{{ 项.事项 }}{% endif %}",
        errors=((FIRST, "T011", "{% endfor %}"), (FIRST, "T010", "没有对应的 if")),
    ),
    _many(
        "交叉",
        LOOP + "{% if 项.指标 %}{% endfor %}{% endif %}",
        errors=((FIRST, "T011", "在 {% endfor %}（正文第1段）之前没有结束"), (FIRST, "T010", "没有对应的 if")),
    ),
    _one("跨格", [[LOOP, "{{ 项.时限 }}{% endfor %}"]], place=CELL, code="T012", words="第1行第2格）不在同一个单元格"),
    _one("跨行", [[LOOP], ["{{ 项.时限 }}{% endfor %}"]], place=CELL, code="T012", words="请改用 {%tc %} 或 {%tr %}"),
    _one(
        "整行的开始配普通的结束",
        [["{%tr for 项 in 牵头事项 %}"], ["{{ 项.事项 }}"], ["{% endfor %}"]],
        place=CELL,
        code="T012",
        words="{% endfor %} 应写成 {%tr endfor %}",
    ),
    _one("跨到表格里", LOOP, [["{{ 项.事项 }}"], ["{% endfor %}"]], code="T012", words="第2行第1格）不在同一个"),
]
# Signs of a tag that are missing, doubled or of another kind.
SIGNS = [
    _one("少了右花括号", "甲", "{{ 承办单位", place="正文第2段", code="T001", words="缺少“}}”"),
    _one("只有一个右花括号", "{{ 承办单位 }", code="T001", words="缺少“}}”"),
    _one("标签跨了两段", "{{ 承办", "单位 }}", code="T001", words="标签要写在同一个段落里"),
    _one("语句少了百分号", "{% if 编号 }甲{% endif %}", code="T001", words="缺少“%}”"),
    _one("没有内容", "{{ }}", code="T001", words="没有内容"),
    _one("引号没有成对", "{% if 编号 == “甲 %}乙{% endif %}", code="T014", words="引号没有成对"),
    _one("括号没有成对", "{{ (承办单位 }}", code="T014", words="缺少右括号“)”"),
    _one("运算没有写完", "{{ 承办单位 + }}", code="T014", words="没有写完"),
    _one("字段名里有空格", "{{ 承办 单位 }}", code="T014", words="字段名中间不能有空格"),
    _one("字段名里有标点", "{{ 承办单位。 }}", code="T014", words="不能用“。”"),
    _one("比较写成一个等号", "{% if 编号 = 1 %}甲{% endif %}", code="T014", words="把 = 改成 =="),
    _one("循环少了 in", "{% for 项 牵头事项 %}{{ 项.事项 }}{% endfor %}", code="T014", words="少了 in"),
]
# Tags that act on paragraphs, rows and cells.
SCOPES = [
    _many(
        "表格外的整行",
        "{%tr for 项 in 牵头事项 %}",
        errors=((FIRST, "T003", "不在表格里"), (FIRST, "T011", "{% endfor %}")),
    ),
    _one(
        "整行标签旁有字",
        [["{%tr for 项 in 牵头事项 %}", "会丢的字"], ["{{ 项.事项 }}", ""], ["{%tr endfor %}", ""]],
        place=CELL,
        code="T004",
        words="“会丢的字”，替换后会丢失",
    ),
    _one("整段标签旁有字", "{%p if 编号 %}会丢的字", "甲", "{%p endif %}", code="T004", words="会丢的字"),
    _one("表格外合并", "{% vm 编号 %}", code="T003", words="vm 只能写在表格单元格里"),
    _one("循环外合并", [["{% vm %}甲"]], place=CELL, code="T016", words="要写在循环里"),
    _one("跨列不是数字", [["{% colspan '两' %}甲", "乙"]], place=CELL, code="T005", words="“两”不是"),
    _one("跨列没有写", [["{% colspan %}甲", "乙"]], place=CELL, code="T005", words="缺少值"),
    _one("底色不是颜色", [["{% cellbg '红色' %}甲", "乙"]], place=CELL, code="T005", words="六位颜色代码"),
    _one(
        "跨列的字段不是数字",
        [["{% colspan 编号 %}甲", "乙"]],
        place="正文第1个表格第1行",
        code="T054",
        words="不是数字",
    ),
]
# A template only places values.
HOSTILE = [
    _one("引用别的文件", "{% include '版头.docx' %}", code="T013", words="不能使用 include"),
    _one("导入别的文件", "{% import '版头.docx' as 头 %}", code="T013", words="不能使用 import"),
    _one("继承别的文件", "{% extends '版头.docx' %}", code="T013", words="不能使用 extends"),
    _one("内部的名称", "{{ 承办单位.__class__ }}", code="T019", words="下划线开头"),
    _one("改动内容", "{{ 牵头事项.append(1) }}", code="T019", words="不能调用 append()"),
    _one("借格式取内部的名称", "{{ '{0.__class__}'.format(编号) }}", code="T019", words="不能调用 format()"),
    _one("没有的方法", "{{ 承办单位.shout() }}", code="T018", words="里面没有“shout”"),
    _one("改写字段", "{% set 承办单位 = '某局' %}{{ 承办单位 }}", code="T019", words="不能改写字段“承办单位”"),
    _one("改写事项", LOOP + "{% set 项.事项 = '甲' %}{% endfor %}", code="T019", words="不能改写字段"),
    _one("借过滤器取内部的名称", "{{ 承办单位|attr('__class__') }}", code="T050", words="不能用内部的名称"),
    _one("文字加数字", "{{ 待确认数 + '个' }}", code="T050", words="文字和数字不能直接相加"),
    _one("极长的循环", "{% for 数 in range(99999999) %}{% endfor %}", code="T050", words="range 里的数太大"),
    Broken("宏", changed(word("甲"), {"word/vbaProject.bin": b"x"}), (("文件内部", "T030", "宏"),)),
    Broken(
        "嵌入对象", changed(word("甲"), {"word/embeddings/oleObject1.bin": b"x"}), (("文件内部", "T030", "嵌入对象"),)
    ),
    Broken(
        "文件外的图片",
        changed(word("甲"), {"word/_rels/header9.xml.rels": relations("image", "http://x/a.png")}),
        (("文件内部", "T031", "图片：http://x/a.png"),),
    ),
    Broken(
        "文件外的模板",
        changed(word("甲"), {"word/_rels/settings.xml.rels": relations("attachedTemplate", "http://x/a.dotm")}),
        (("文件内部", "T031", "附加的模板"),),
    ),
]
WRONG = "{{ 承办单为 }}"


def _somewhere(name: str, data: bytes, place: str) -> Broken:
    return Broken(name, data, ((place, "T016", "最接近的字段是“承办单位”"),))


# The same fault wherever Word keeps text.
PLACES = [
    _somewhere("页眉", header(WRONG), "页眉第1段"),
    _somewhere("偶数页页眉", header(WRONG, kind="even"), "偶数页页眉第1段"),
    _somewhere("首页页眉", header(WRONG, kind="first"), "首页页眉第1段"),
    _somewhere("页脚", word("甲", footer=WRONG), "页脚第1段"),
    _somewhere("文本框", word("甲", box(WRONG)), "正文第2段文本框内第1段"),
    _somewhere("脚注", changed(word("甲"), {"word/footnotes.xml": notes("甲", WRONG)}), "脚注第2条第1段"),
    _somewhere("文档属性", word("甲", title=WRONG), "文档属性“标题”"),
    _somewhere("嵌套的表格", word(NESTED), "正文第1个表格第2行第1格内嵌的第1个表格第1行第2格"),
    _somewhere("单元格第三段", word([["甲", f"乙¶丙¶{WRONG}"]]), "正文第1个表格第1行第2格第3段"),
]
SEVERAL = Broken(
    "许多错误",
    word(
        WRONG,
        "{% if 编号 %}",
        [["{%tr for 项 in 牵头事 %}", ""], ["{{ 项.事相 }}", "甲"], ["{%tr endfor %}", ""]],
        "{{ 交办日期|日起 }}",
        "{{ 反馈时限",
        footer="{{ 编号 + }}",
        title="{{ 联系 }}",
    ),
    (
        (FIRST, "T016", "承办单位"),
        ("正文第2段", "T011", "{% endif %}"),
        (CELL, "T016", "最接近的字段是“牵头事项”"),
        ("正文第1个表格第2行第1格", "T016", "最接近的字段是“事项”"),
        ("正文第3段", "T015", "日期"),
        ("正文第4段", "T001", "缺少“}}”"),
        ("页脚第1段", "T014", "没有写完"),
        ("文档属性“标题”", "T016", "联系人"),
    ),
)
CASES = [*TAGS, *BLOCKS, *SIGNS, *SCOPES, *HOSTILE, *PLACES, SEVERAL]

# Files that cannot be read at all: (name, bytes, error, words)
UNREADABLE = [
    ("DTD", changed(word("甲"), {"word/footer9.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DTD"),
    ("XML 有误", changed(word("甲"), {"word/document.xml": b"<w:document>"}), "word/document.xml 的 XML 有误"),
    ("不是压缩包", b"hello", "不是完整的 Word"),
    ("空文件", b"", "不是完整的 Word"),
    ("旧的 .doc", OLE, "旧的 .doc 文件，或加了密码"),
    ("截断", word("甲")[:3000], "不是完整的 Word"),
    ("压缩比过大", changed(word("甲"), {}, ratio="word/media/a.xml"), "压缩比超过"),
    ("没有正文", changed(word("甲"), {"word/document.xml": None}), "缺少正文"),
    ("部件重名", changed(word("甲"), {}, twice="word/document.xml"), "部件重名"),
]
# Sound, but hardly meant: (name, bytes, place, code, words)
DOUBTFUL = [
    ("一个花括号", word("{ 承办单位 }"), FIRST, "T022", "写成 {{ 承办单位 }}"),
    ("多出的结束符号", word("承办单位 }}"), FIRST, "T002", "多出的结束符号"),
    ("单元格里循环跨段", word([[LOOP + "¶{{ 项.事项 }}¶{% endfor %}"]]), CELL + "第1段", "T021", "{%p for … %}"),
    ("循环一段文字", word("{% for 字 in 承办单位 %}{{ 字 }}{% endfor %}"), FIRST, "T024", "一个字一个字"),
    ("与字段同名", word("{% for 编号 in 牵头事项 %}{{ 编号.事项 }}{% endfor %}"), FIRST, "T025", "换一个名称"),
]
