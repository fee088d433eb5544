"""Owns docs/核对规则.md: the table of rules from corpora/check_rules.tsv, and how often each hits.

``make_check_docs.py`` writes the rules and their hits over the example notices; published notices are measured too
where a folder of them is given, or lies beside the project (../shared/notices/texts).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from qdoc.check import load_rules
from qdoc.check.document import Checked
from qdoc.check.select import LEVELS
from qdoc.cli.measured_rules import measure_rules
from qdoc.cli.terminal import Steps
from qdoc.evaluate.rules import BUDGET, MOST, rule_rates
from qdoc.model import Severity

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "核对规则.md"
EXAMPLES = (
    ROOT / "examples" / "云溪区质量强区2025年工作要点.txt",
    ROOT / "examples" / "云溪区质量强区2026年工作要点.txt",
)
PUBLISHED = ROOT.parent / "shared" / "notices" / "texts"
BEGIN, END = "<!-- 已发布公文 -->", "<!-- 已发布公文完 -->"

HEAD = """# 核对规则

`qdoc check 文件…` 按下面的规则核对公文，逐处给出位置、原文、问题、依据和怎么办；`qdoc explain QD203` 看一条。
本页由 `scripts/make_check_docs.py` 从 `corpora/check_rules.tsv` 生成，请勿手改。

- **轻重**：错误只给明文规定、且能由程序断定的；警告多半要改；提示供参考。本单位可在 单位信息.xlsx 的“规则”里改：类别写
  核对，名称写编号（QD301），取值写 错误、警告、提示或关闭。
- **强度**：国标规定（标准写“应”的）、国标一般要求（“一般”）、国标推荐、条例规定、语言文字标准、文件要求、通行做法。
  只有标准明文要求的才写“国标规定”。
- **查什么**：Word（.docx）连版面一起查；文本、网页、PDF 没有版面，只查文字。
  方案质量（QD6）只查方案，和印发方案的通知、意见。
"""


def page(published: str) -> str:
    """Return the page; ``published``: its part on published notices."""
    return "\n".join([HEAD, rules_part(), examples_part(), f"{BEGIN}\n{published}\n{END}\n"])


def rules_part() -> str:
    """The table of rules, a section a family."""
    parts = []
    for family, members in groupby(load_rules().values(), key=lambda rule: rule.family):
        rules = list(members)
        lines = [f"## {family}（QD{rules[0].id[2]}）", ""]
        lines += ["| 规则 | 名称 | 轻重 | 强度 | 出处 | 要求 | 怎么办 | 例 |", "|---|---|---|---|---|---|---|---|"]
        for rule in rules:
            source = f"{rule.source} {rule.clause}".strip()
            cells = (rule.id, rule.name, rule.severity.label, rule.strength.value, source, rule.why, rule.do)
            lines.append("| " + " | ".join((*cells, rule.example.replace("　对：", "<br>对："))) + " |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def examples_part() -> str:
    """The hits over the example notices."""
    return f"## 在示例通知上的命中\n\n{hits(_checked([str(one) for one in EXAMPLES]))}\n"


def published_part(folder: Path) -> str:
    """The hits over a folder of published notices, each error with its clause."""
    checked = _checked([str(folder)])
    rates = rule_rates(checked)
    often = "、".join(one.rule.id for one in rates.too_often) or "没有"
    lines = [
        "## 在已发布公文上的命中", "", hits(checked), "",
        f"误报的限度：每份错误不超过 {BUDGET}；命中超过 {MOST:.0%} 的规则只作提示（现在超过而不是提示的：{often}）。",
        "这些文本多从网页抄录，格式和一部分标点在抄录中已经丢失。错误逐处如下：", "",
    ]  # fmt: skip
    for one in checked:
        for each in one.findings:
            if each.severity is Severity.ERROR:
                name = one.origin.name.rsplit(".", 1)[0]
                lines.append(
                    f"- {each.rule.id} {name} {each.place}“{each.quote}”：{each.message}（{each.rule.origin}）"
                )
    return "\n".join(lines)


def hits(checked: Sequence[Checked]) -> str:
    """The rules that hit as a table, and findings a document."""
    rates = rule_rates(checked)
    each = "，".join(f"{level.label} {rates.each(level):.2f} 处" for level in LEVELS)
    lines = [f"{rates.documents} 份，每份{each}。没有列出的规则没有命中。", ""]
    lines += ["| 规则 | 名称 | 轻重 | 命中的份数 | 占 | 处数 |", "|---|---|---|---|---|---|"]
    for one in rates.rates:
        if one.hits:
            figures = f"{one.documents} | {rates.share(one):.0%} | {one.hits}"
            lines.append(f"| {one.rule.id} | {one.rule.name} | {one.rule.severity.label} | {figures} |")
    return "\n".join(lines)


def kept(text: str) -> str:
    """The part on published notices as the page ``text`` has it."""
    return text.partition(f"{BEGIN}\n")[2].partition(f"\n{END}")[0]


def _checked(paths: Sequence[str]) -> list[Checked]:
    with Steps() as steps:
        checked, refused = measure_rules(paths, steps)
    assert not refused, refused
    return checked


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else PUBLISHED
    before = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    PAGE.write_text(page(published_part(given) if given.is_dir() else kept(before)), "utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name}\n")
