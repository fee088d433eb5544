"""Tests of 审阅.html: what it shows, that nothing of the source is lost in it, and that nothing in it runs."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from qdoc.ledger import row_keys
from qdoc.model import (
    Assignment,
    Basis,
    Block,
    BlockKind,
    Cell,
    Citation,
    Comparator,
    Deadline,
    DeadlineKind,
    Diagnostic,
    Evidence,
    FieldPlace,
    IssuedPlan,
    Ledger,
    LedgerHead,
    LedgerRow,
    Letterhead,
    Metric,
    Notice,
    Obligation,
    Origin,
    Plan,
    Role,
    Section,
    SectionKind,
    Severity,
    SourceText,
    Suggestion,
    Task,
    Theme,
)
from qdoc.render.review import review_html

HEADING = "守住质量底线"
FIRST = "1.加强抽检。建材抽检比例达到5%。（责任单位：区住建局）6月底前完成。"
SECOND = "2.优化服务。推进一窗受理，落实《云溪区服务办法》。"
TEXT = f"首页 导航\r\n云溪区2026年工作要点\r\n{HEADING}\r\n{FIRST}\r\n\t{SECOND}\r\n"


def notice_and_plan(text: str = TEXT) -> tuple[Notice, Plan]:
    """A notice of two tasks under one theme, with one tag of every kind; ``text`` may carry more after it."""

    def span(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    def quoted(words: str) -> dict[str, object]:
        start, end = span(words)
        return {"quote": words, "start": start, "end": end}

    origin = Origin("通知.txt", "0" * 64, "text/plain", "utf-8", len(text))
    letterhead = Letterhead(
        title="云溪区2026年工作要点",
        places=(FieldPlace("title", "云溪区2026年工作要点", *span("云溪区2026年工作要点")),),
    )
    menu_end = text.index("云溪区")
    sections = (
        Section(SectionKind.BOILERPLATE, 0, menu_end, note="navigation"),
        Section(SectionKind.PLAN_TITLE, *span("云溪区2026年工作要点\r\n")),
        Section(SectionKind.PARAGRAPH, text.index(HEADING), len(text)),
    )
    theme = Theme("2026/th1", 0, None, None, HEADING, 1, True, text.index(HEADING), len(text), *span(HEADING))
    one, two = "2026/t01/o1", "2026/t02/o1"
    first = Task(
        "2026/t01",
        0,
        theme.id,
        "1",
        "加强抽检",
        *span(FIRST),
        obligations=(Obligation(one, "建材抽检比例达到5%", *span("建材抽检比例达到5%"), 4, ("达到",), "达到", "比例"),),
        assignments=(
            Assignment(
                "区住建局", "区住房和城乡建设局", "housing", Role.RESPONSIBLE, Basis.STATED, **quoted("区住建局")
            ),
        ),
        metrics=(Metric("建材抽检比例", None, Comparator.GE, 5, "%", **quoted("达到5%")),),
        deadlines=(Deadline(DeadlineKind.MONTH, "2026-06-30", "6月底前", Basis.STATED, **quoted("6月底前")),),
    )
    second = Task(
        "2026/t02",
        0,
        theme.id,
        "2",
        "优化服务",
        *span(SECOND),
        obligations=(Obligation(two, "推进一窗受理", *span("推进一窗受理"), 2, ("推进",)),),
        suggestions=(
            Suggestion(
                "区政务服务办",
                "区政务服务办",
                "gov",
                Role.LEAD,
                0.4,
                (two,),
                (Evidence("duty", "一窗", source="职责"),),
            ),
        ),
        citations=(Citation("云溪区服务办法", None, None, "办法", *span("《云溪区服务办法》")),),
    )
    diagnostics = (
        Diagnostic("X001", Severity.REVIEW, "这一句请人看", *span("落实"), hint="核对原件"),
        Diagnostic("X002", Severity.INFO, "没有发文字号"),
    )
    plan = Plan(
        origin,
        letterhead,
        (IssuedPlan("云溪区2026年工作要点", 2026, menu_end, len(text)),),
        (theme,),
        (first, second),
        diagnostics,
    )
    source = SourceText(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), origin)
    return Notice(source, letterhead, plan.plans, plan.themes, (), sections), plan


class Page(HTMLParser):
    """What a browser would read: the text of the source pane, the tags, and anything that could run or load."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._depth = 0
        self._label = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements.append((tag, values))
        if values.get("class") == "text":
            self._depth = 1
        elif self._depth and tag == "div":
            self._depth += 1
        self._label = tag == "i" and values.get("class") == "ctl"

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag == "div":
            self._depth -= 1
        self._label = False

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.source += chr(int(data[2:], 16)) if self._label else data


def page_of(notice: Notice, plan: Plan, ledger: Ledger | None = None) -> Page:
    return Page(review_html(notice, plan, ledger).decode("utf-8"))


HOSTILE = [
    ("<script>document.title='ran'</script>", "a script element"),
    ("<img src=x onerror=\"document.title='ran'\">", "an event handler"),
    ("</style></div><style>*{display:none}", "leaving the style sheet"),
    ("</script><script>document.title='ran'</script>", "leaving our script"),
    ('"><a href="javascript:document.title=\'ran\'">x</a>', "leaving an attribute"),
    ("&lt;b&gt; &amp; &#60;script&#62;", "entities stay the letters that were typed"),
    ("<!--", "an open comment would hide the rest"),
    ("\x00\x1b[31m\u202e\u2066\ufeff\x85\ud800", "controls, direction marks and a lone surrogate are named, not sent"),
    ("行一\r行二\n\n\n　 \t行三", "line ends and blanks of every kind"),
]


@pytest.mark.parametrize(("words", "why"), HOSTILE)
def test_source_is_shown_to_the_character_and_adds_no_element(words: str, why: str) -> None:
    plain = {name for name, _ in page_of(*notice_and_plan()).elements}
    page = page_of(*notice_and_plan(TEXT + words))
    assert page.source == TEXT + words, why
    assert {name for name, _ in page.elements} - plain <= {"i"}, why
    assert not [name for _, values in page.elements for name in values if name.startswith("on")], why


def test_hostile_values_are_escaped_wherever_they_stand() -> None:
    # Names, headings and messages come from the document too, not only the text on the left.
    evil = "<script>x</script>\"'><b>"
    notice, _ = notice_and_plan()
    origin = Origin(evil, evil, evil, None, 1)
    told = Evidence(evil, evil, source=evil)
    task = Task(
        "t", 0, "h", evil, evil, 0, 5,
        obligations=(Obligation("o", evil, 0, 5, 0, (evil,)),),
        assignments=(Assignment(evil, evil, evil, Role.LEAD, Basis.SUGGESTED, evidence=(told,)),),
        metrics=(Metric(evil, evil, Comparator.RAISE, None, evil, evil, 0, 5, baseline=evil),),
        deadlines=(Deadline(DeadlineKind.DATE, evil, evil, Basis.INHERITED),),
        citations=(Citation(evil, evil, evil, evil, 0, 5),),
    )  # fmt: skip
    head = Letterhead(title=evil, places=(FieldPlace(evil, evil, 0, 5),))
    theme = Theme("h", 0, None, evil, evil, 1, True, 0, 5, 0, 5)
    found = (Diagnostic(evil, Severity.ERROR, evil, hint=evil),)
    page = review_html(notice, Plan(origin, head, (), (theme,), (task,), found)).decode("utf-8")
    elements = Page(page).elements
    assert [name for name, _ in elements].count("script") == 1
    assert "b" not in [name for name, values in elements if name == "b" and values]
    assert evil not in page


def test_policy_names_the_hashes_of_the_one_style_and_the_one_script() -> None:
    page = review_html(*notice_and_plan()).decode("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    for name in ("style", "script"):
        (body,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'")


def test_page_names_no_outside_resource_and_no_inline_style() -> None:
    page = page_of(*notice_and_plan())
    for name, values in page.elements:
        assert name not in ("link", "img", "iframe", "object", "embed", "base", "form"), name
        assert not {"src", "style", "action"} & set(values), (name, values)
        assert (values.get("href") or "#").startswith("#")


def test_every_tag_points_at_its_own_words() -> None:
    notice, plan = notice_and_plan()
    page = review_html(notice, plan).decode("utf-8")
    shown: dict[str, str] = {}
    for numbers, words in re.findall(r'<span data-g="([\d ]+)"[^>]*>(.*?)</span>', page):
        for number in numbers.split():
            shown[number] = shown.get(number, "") + words.replace("&#13;", "\r")
    labelled = re.findall(
        r'<a id="g(\d+)"[^>]*class="tag[^>]*><span class="lb">(.*?)</span><span class="vl">.*?</span></a>', page
    )
    said: dict[str, str] = {}
    for number, label in labelled:
        said.setdefault(label, shown[number])
    assert said["责任"] == "区住建局"
    assert said["指标"] == "达到5%"
    assert said["时限"] == "6月底前"
    assert said["依据"] == "《云溪区服务办法》"
    assert said["事项 1"] == "建材抽检比例达到5%"
    assert said["待核"] == "落实"
    assert said["备选"] == "推进一窗受理"  # a suggestion has no words of its own: it points at what it is for
    assert said["待指定"] == "推进一窗受理"


def test_basis_is_a_word_beside_its_colour() -> None:
    page = review_html(*notice_and_plan()).decode("utf-8")
    assert '<span class="pill stated">原文</span>区住建局' in page
    assert '<span class="pill suggested">建议</span>区政务服务办' in page


def test_confirmed_values_of_the_ledger_are_shown_and_end_the_missing_lead() -> None:
    notice, plan = notice_and_plan()
    item = plan.tasks[1].obligations[0]
    row = LedgerRow(
        row_keys(plan)[item.id], plan.tasks[1].id, HEADING, "2", "优化服务", item.text,
        lead=Cell("区行政审批局", Basis.CONFIRMED), start=item.start - 3, end=item.end,  # with its adjunct before it
    )  # fmt: skip
    head = LedgerHead(None, None, None, None, None, 2026, "通知.txt", "")
    page = review_html(notice, plan, Ledger(head, (row,))).decode("utf-8")
    assert '<span class="pill confirmed">已确认</span>区行政审批局' in page
    assert "待指定" not in page


def test_counts_stand_on_the_filters() -> None:
    page = review_html(*notice_and_plan()).decode("utf-8")
    counts = dict(re.findall(r'aria-pressed="\w+">([^<]+)<b>(\d+)</b>', page))
    assert counts == {
        "全部": "9", "事项": "2", "单位": "2", "指标": "1", "时限": "1", "依据": "1", "待核": "2",
        "原文": "3", "沿用": "0", "建议": "1", "已确认": "0",
    }  # fmt: skip


def test_boilerplate_is_greyed_and_kept() -> None:
    page = review_html(*notice_and_plan()).decode("utf-8")
    assert '<span class="bp">首页 导航&#13;\n</span>' in page


def test_same_arguments_give_the_same_bytes() -> None:
    assert review_html(*notice_and_plan()) == review_html(*notice_and_plan())


def test_crossing_marks_are_all_kept() -> None:
    # A deadline that runs from one obligation into the next must not break either.
    notice, plan = notice_and_plan()
    task = plan.tasks[0]
    crossing = Obligation("2026/t01/o2", "x", task.start + 8, task.end - 4, 2)
    inner = Obligation("2026/t01/o3", "y", task.start + 2, task.start + 12, 2)
    first = Task(task.id, 0, task.theme, "1", task.title, task.start, task.end, obligations=(crossing, inner))
    changed = Plan(plan.source, plan.letterhead, plan.plans, plan.themes, (first,))
    page = review_html(notice, changed).decode("utf-8")
    for item in (crossing, inner):
        number = next(
            n for n, v in re.findall(r'id="g(\d+)"[^>]*class="tag obligation".*?"vl">(\w)', page) if v == item.text
        )
        words = "".join(
            w
            for numbers, w in re.findall(r'<span data-g="([\d ]+)"[^>]*>(.*?)</span>', page)
            if number in numbers.split()
        )
        assert words == notice.source.text[item.start : item.end]


def dump_dom(program: str, page: Path, anchor: str, profile: Path) -> str:
    """Return the document as Chromium holds it after loading ``page`` with ``anchor``."""
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --virtual-time-budget=3000 --dump-dom"
    )
    command = [program, *flags.split(), f"--user-data-dir={profile}", f"{page.as_uri()}{anchor}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=True).stdout


@pytest.mark.browser
def test_browser_runs_nothing_of_the_document_and_an_address_lights_up_the_source(
    chromium: str, tmp_path: Path
) -> None:
    evil = "".join(words for words, _ in HOSTILE[:7])
    notice, plan = notice_and_plan(TEXT + evil)
    page = review_html(notice, plan)
    number = re.search(r'id="g(\d+)"[^>]*class="tag metric"', page.decode("utf-8"))
    assert number is not None
    path = tmp_path / "审阅.html"
    path.write_bytes(page)
    shown = dump_dom(chromium, path, f"#g{number[1]}", tmp_path / "profile")
    assert "<title>审阅：云溪区2026年工作要点</title>" in shown  # nothing set document.title to "ran"
    assert shown.count("<script>") == 1
    assert re.search(rf'<span data-g="[\d ]*\b{number[1]}\b[\d ]*" class="[^"]*\bon\b[^"]*">达到5%</span>', shown)
    assert re.search(rf'<a id="g{number[1]}"[^>]*class="tag metric[^"]* on\b', shown)


@pytest.mark.shared
def test_real_notices_are_shown_to_the_character_with_every_obligation_at_its_words(shared: Path) -> None:
    from qdoc.extract import extract
    from qdoc.lexicon import load_lexicon
    from qdoc.parse import parse
    from qdoc.read import read_path

    lexicon = load_lexicon()
    for gold in sorted((shared / "notices" / "gold").glob("[0-9][0-9][0-9].json")):
        (path,) = (shared / "notices" / "texts").glob(f"{gold.stem}_*")
        notice = parse(read_path(path))
        plan = extract(notice, lexicon, suggest=False)
        page = review_html(notice, plan)
        assert Page(page.decode("utf-8")).source == notice.source.text, path.name
        obligations = sum(len(task.obligations) for task in plan.tasks)
        assert page.count(b'class="tag obligation"') == obligations > 0, path.name
