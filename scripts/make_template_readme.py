"""Owns templates/docx/README.md: how an office edits a template, and every field, from the FIELDS of the documents."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

# template → (module, name in its FIELDS where it has several, what it is)
DOCUMENTS = {
    "任务交办单.docx": ("letter_docx", "任务交办单", "一个承办单位一份，附回执。"),
    "责任书.docx": ("letter_docx", "责任书", "一个承担单位一份，双方签字，一式两份，附任务清单。"),
    "年终总结.docx": ("summary_docx", "", "由台账汇总的年终总结。"),
    "年度对照表.docx": ("comparison_docx", "", "两个年度要点的逐条对照。"),
    "印发通知.docx": ("notice_docx", "", "按公文格式印发工作方案的通知。"),
}

HEAD = """# Word 模板

这里的 .docx 是普通 Word 文件，用 Word 或 WPS 打开即可修改：版式、字体、栏宽、固定文字都可以改，
`{{ }}` 里的字段会换成内容。建议先复制一份再改。
改好后若有写错的标签，生成前会一次列出全部错误和所在位置
（第几段、第几个表格第几行第几格），不会生成半成品。

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
| `{% colspan 2 %}` `{% cellbg '颜色' %}` | 单元格跨列、底色 |
| `{{r 字段\\|加粗 }}` `{{r 字段\\|颜色('C00000') }}` | 文字格式，可连用；还有 `字体('黑体')` 和 `下划线` |
| `{{ 字段\\|日期 }}` | `2026-03-01` 写成 2026年3月1日 |
| `{# 说明 #}` | 批注，不会印出 |

- 标签可以写在正文、表格（含嵌套表格）、页眉页脚、文本框、脚注和文档属性里。
- 输入法打出的弯引号、全角括号和全角花括号会自动识别；Word 把一个标签拆成几段格式也没有关系。
- `{%p %}`、`{%tr %}` 所在的段落或行里不要写别的字：会提示“替换后会丢失”。
- 模板只放置内容：不能引用其他文件，不能含宏、嵌入对象和外部链接（超链接除外）。
- 表格请保持“固定列宽”，不要在单元格里使用固定值行距，WPS 和 Word 显示才一致。

## 字段
"""


def table(fields: Mapping[str, object], prefix: str = "") -> list[str]:
    """Rows of a field table; a list's record follows its list."""
    rows: list[str] = []
    for name, meaning in fields.items():
        inner = meaning[0] if isinstance(meaning, list) else meaning
        if isinstance(inner, Mapping):
            kind = "逐条重复" if isinstance(meaning, list) else "一组"
            rows.append(
                f"| `{prefix}{name}` | {kind}，每条的内容见下 |" if kind == "逐条重复" else f"| `{name}` | 一组 |"
            )
            rows += table(inner, f"{name}." if kind == "一组" else f"{prefix}{name} → .")
        else:
            words = f"逐条重复：{inner}" if isinstance(meaning, list) else str(inner)
            rows.append(f"| `{prefix}{name}` | {words.replace('|', chr(92) + '|') or name} |")
    return rows


def readme() -> str:
    """The whole README."""
    pieces = [HEAD]
    for name, (module, kind, words) in DOCUMENTS.items():
        fields = getattr(import_module(f"qdoc.render.{module}"), "FIELDS", None)
        if fields is None:
            continue
        rows = table(fields[kind] if kind else fields)
        pieces.append("\n".join([f"### {name}", "", words, "", "| 字段 | 内容 |", "|---|---|", *rows, ""]))
    return "\n".join(pieces)


if __name__ == "__main__":
    (ROOT / "templates" / "docx" / "README.md").write_text(readme(), "utf-8")
