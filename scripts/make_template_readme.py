"""Owns templates/docx/README.md: how an office edits a template, and every field, from the catalogue of templates."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from qdoc.render.catalogue import Entry, catalogue  # noqa: E402
from qdoc.render.field_list import FieldLine, field_lines  # noqa: E402

HEAD = """# Word 模板

这里的 .docx 是普通 Word 文件，用 Word 或 WPS 打开就能改：版式、字体、栏宽、固定文字都可以改，
`{{ }}` 里的字段生成时会换成内容。

1. 拷一份来改：`qdoc templates copy -o 模板`，改其中要改的，不改的删掉也行；**文件名不要改**。
2. 改好后检查：`qdoc templates check 模板`。所有错误一次列出，写明在第几段、第几个表格第几行第几格，
   错在哪里、应该怎么写；没有错误的再用样例试填一遍。
3. 把“模板”文件夹放在台账旁边或输出文件夹里，生成文件时会自己找到；放在别处的用 `--templates` 指明。
   模板有错误时一个文件也不会写出。

## 标签

| 写法 | 作用 |
|---|---|
| `{{ 承办单位 }}` | 换成字段内容；内容里的换行变成换行符，制表符照样保留 |
| `{% if 待确认数 %}…{% endif %}` | 有内容才显示，写在同一段里 |
| `{% for 项 in 牵头事项 %}…{% endfor %}` | 在一段文字里重复 |
| `{%p if … %}` `{%p endif %}` | 各占一段，控制中间的整段；标签所在的段落不留空行 |
| `{%tr for 项 in 牵头事项 %}` `{%tr endfor %}` | 各占表格一行，重复中间的整行；也可把两个标签写在同一行的首尾 |
| `{%tc for … %}` `{%tc endfor %}` | 各占一个单元格，重复中间的整列 |
| `{%r if … %}` `{{r 字段 }}` | 只换标签自己那一小段文字，前后文字和格式不变 |
| `{{p 字段 }}` | 一行一段，每段都用标签所在段落的格式 |
| `{% vm 项.任务 %}` | 写在单元格开头：上下相同的内容合并为一格 |
| `{% hm %}` | 写在 `{%tc for %}` 重复的单元格里：重复出来的各列合成一格 |
| `{% colspan 2 %}` `{% cellbg '颜色' %}` | 单元格跨列、底色 |
| `{{r 字段\\|加粗 }}` `{{r 字段\\|颜色('C00000') }}` | 文字格式，可连用 |
| 还有 `斜体` `下划线` `删除线` `上标` `下标` | 写法相同 |
| 还有 `底色('FFF2CC')` `字体('黑体')` `字号(14)` | 写法相同，括号里写值 |
| `{{r 字段\\|链接('https://…') }}` | 加上超链接 |
| `{{ 字段\\|日期 }}` | `2026-03-01` 写成 2026年3月1日 |
| `{# 说明 #}` | 批注，不会印出 |

- 标签可以写在正文、表格（含嵌套表格）、页眉页脚、文本框、脚注和文档属性里。
- 输入法打出的弯引号、全角括号和全角花括号会自动识别；Word 把一个标签拆成几段格式也没有关系。
- `{%p %}`、`{%tr %}` 所在的段落或行里不要写别的字：会提示“替换后会丢失”。
- 模板只放置内容：不能引用其他文件，不能含宏、嵌入对象和外部链接（超链接除外）。
- 表格请保持“固定列宽”，不要在单元格里使用固定值行距，WPS 和 Word 显示才一致。

## 字段

标 ★ 的内容不能漏：模板里没有用到它时，检查会提醒少了什么。
表里“有许多条”的字段要写循环，例如“牵头事项”：`{%tr for 项 in 牵头事项 %}` … `{{ 项.事项 }}` … `{%tr endfor %}`；
“一组”的字段写明是其中哪一项，例如 `{{ 编序.牵头 }}`。
"""


def readme() -> str:
    """The whole README: a record (such as what each 事项 holds) is listed once and referred to afterwards."""
    seen: dict[str, Mapping[str, object]] = {}
    return "\n".join([HEAD, *(_section(entry, seen) for entry in catalogue().values())])


def _section(entry: Entry, seen: dict[str, Mapping[str, object]]) -> str:
    must = entry.must
    own: dict[str, Mapping[str, object]] = {}
    lines = list(field_lines(entry.fields, seen=own))
    pieces = [f"### {entry.file}", "", f"{entry.about}用在 `{entry.command}`。", ""]
    pieces += _table((line for line in lines if not line.depth), must, seen, own, entry.name)
    for path, record in own.items():
        told = next((name for name, known in seen.items() if known == record), "")
        if told:
            continue
        inner = [line for line in lines if line.path.rpartition(".")[0] == path]
        repeats = any(line.path == path and line.repeats for line in lines)
        pieces += [f"{_named(path)}{'的每一条' if repeats else ''}：", ""]
        pieces += _table(inner, must, seen, own, entry.name)
    seen |= {f"{entry.name}｜{path}": record for path, record in own.items()}
    return "\n".join(pieces)


def _table(
    lines: Iterable[FieldLine],
    must: frozenset[str],
    seen: Mapping[str, Mapping[str, object]],
    own: Mapping[str, Mapping[str, object]],
    entry: str,
) -> list[str]:
    rows = ["| 字段 | 内容 |", "|---|---|"]
    for line in lines:
        dot = "." if line.depth else ""
        star = " ★" if line.path in must else ""
        rows.append(f"| `{dot}{line.name}`{star} | {_words(line, seen, own, entry).replace('|', chr(92) + '|')} |")
    return [*rows, ""]


def _words(
    line: FieldLine, seen: Mapping[str, Mapping[str, object]], own: Mapping[str, Mapping[str, object]], entry: str
) -> str:
    if not line.record:
        return f"有许多条：{line.words}" if line.repeats else line.words
    kind = "有许多条，每条" if line.repeats else "一组，"
    if line.same_as:
        return f"{kind}与{_named(line.same_as)}的相同"
    earlier = next((name for name, record in seen.items() if record == own[line.path]), "")
    if earlier:
        document, _, path = earlier.partition("｜")
        return f"{kind}与 {document}.docx 里{_named(path)}的相同"
    return f"{'有许多条' if line.repeats else '一组'}，见下面的“{line.name}”表"


def _named(path: str) -> str:
    return "里".join(f"“{name}”" for name in path.split("."))


if __name__ == "__main__":
    (ROOT / "templates" / "docx" / "README.md").write_text(readme(), "utf-8")
