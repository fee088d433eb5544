"""Owns the cases of the outline: one plan in many layouts, which level is the task level, what is no task."""

from __future__ import annotations

import pytest

from qdoc.model import Notice
from tests.parse.reading import assert_sound, parsed

TITLE = "云溪区水环境治理2026年工作方案"
ITEMS = ["（一）清理河道。区水务局年底前清理河道20公里。", "（二）管好排口。逐一登记入河排口，建立台账。"]
MORE = ["（一）加强巡查。街道每周巡查一次。", "（二）做好宣传。开展进社区宣传30场。"]
PARAGRAPHS = [TITLE, "为改善水环境，制定本方案。", "一、重点任务", *ITEMS, "二、保障措施", *MORE]


def shape(notice: Notice) -> list[tuple[str | None, str | None]]:
    return [(t.number, t.title) for t in notice.tasks]


EXPECTED = [("（一）", "清理河道"), ("（二）", "管好排口"), ("（一）", "加强巡查"), ("（二）", "做好宣传")]


@pytest.mark.parametrize(
    "gap",
    [
        "\n",  # why: a line each
        "\r\n",  # why: Windows line ends
        "\n\n",  # why: blank lines between
        "\n　　",  # why: indented lines
        "　　",  # why: two ideographic spaces stand where line ends were
    ],
)
def test_one_plan_in_many_layouts(gap: str) -> None:
    notice = parsed(gap.join(PARAGRAPHS))
    assert_sound(notice)
    assert shape(notice) == EXPECTED
    assert [h.heading for h in notice.themes] == ["重点任务", "保障措施"]
    assert notice.tasks[1].title == "管好排口"
    assert notice.source.text[notice.tasks[1].start : notice.tasks[1].end] == ITEMS[1]
    assert notice.tasks[0].id == "2026/t01"
    assert notice.themes[1].id == "2026/h02"


def test_nothing_between_paragraphs() -> None:
    notice = parsed("".join(PARAGRAPHS[1:]))
    assert shape(notice) == EXPECTED
    assert [h.heading for h in notice.themes] == ["重点任务", "保障措施"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # why: where no top item holds items, the first level is the tasks
        ("一、建立台账。逐项登记。\n二、按月调度。每月通报。\n三、年终对账。逐项核对。", ["一、", "二、", "三、"]),
        # why: a chapter that states aims has no tasks, and its items are none
        (
            "一、总体要求\n（一）指导思想。坚持问题导向。\n（二）基本原则。坚持分类施策。\n二、重点任务\n（三）建立台账。逐项登记。\n（四）按月调度。每月通报。",
            ["（三）", "（四）"],
        ),
        # why: a heading alone with items under it groups them
        (
            "一、重点任务\n（一）治理河道\n1.清理河道。年底前清理河道20公里，恢复水面。\n2.登记排口。逐一登记入河排口，建立完整台账。\n（二）改善服务。优化办事流程。",
            ["1.", "2.", "（二）"],
        ),
        # why: an item with a text of its own is one task, what it numbers are its parts
        (
            "一、重点任务\n（一）治理河道。全面开展治理，做好以下工作。\n1.清理河道。\n2.登记排口。\n（二）改善服务。优化办事流程。",
            ["（一）", "（二）"],
        ),
        # why: units named at the end of each inner item make these the tasks
        (
            "一、重点任务\n（一）治理河道。全面开展治理。\n1.清理河道。（区水务局负责）\n2.登记排口。（区生态环境局负责）\n（二）改善服务。优化办事流程。",
            ["1.", "2.", "（二）"],
        ),
        # why: 一是, 二是 are parts of a sentence
        ("一、建立台账。一是逐项登记，二是按月核对。\n二、按月调度。每月通报。", ["一、", "二、"]),
        # why: numbers of the fourth level are parts of a task
        (
            "一、重点任务\n1.清理河道\n（1）清理淤泥。年底前清理淤泥2万方。\n（2）清理垃圾。每周清理漂浮垃圾。\n2.登记排口。逐一登记。",
            ["1.", "2."],
        ),
        # why: rules number their articles through the chapters; 总则 and 附则 ask for nothing
        (
            "第一章　总则\n第一条　为规范管理，制定本办法。\n第二章　职责\n第二条　区水务局负责河道管理。\n"
            "第三条　街道负责日常巡查。\n第三章　附则\n第四条　本办法自印发之日起施行。",
            ["第二条", "第三条"],
        ),
        # why: rules without chapters: grounds, scope, terms and the day of effect ask for nothing
        (
            "河道管理办法\n第一条　为规范管理，制定本办法。\n第二条　本办法适用于全区河道。\n"
            "第三条　本办法所称河道，是指各级河道。\n"
            "第四条　区水务局负责河道管理。\n第五条　街道每周巡查一次。\n"
            "第六条　本办法由区水务局负责解释。\n第七条　本办法自印发之日起施行。",
            ["第四条", "第五条"],
        ),
        # why: a heading on its own line, an introduction, and long headed paragraphs under it
        (
            "一、重点任务\n（一）治理河道\n以恢复水面为目标，全面开展治理。\n"
            + f"1.清理河道。{'年底前清理淤泥和垃圾，' * 9}。\n2.登记排口。{'逐一登记入河排口，' * 10}。\n"
            "（二）改善服务。优化流程。",
            ["1.", "2.", "（二）"],
        ),
        # why: one item under a subtheme names its units on lines of their own
        (
            "一、民生实事\n（一）清理河道\n1.清理河道20公里。\n牵头单位：区水务局\n完成时限：2026年9月底\n"
            "（二）扩大绿地\n1.新建绿地3处。\n牵头单位：区住建局\n2.修复绿地5处。\n牵头单位：区住建局",
            ["1.", "1.", "2."],
        ),
        # why: theme, time and those served are no tasks, also where heading and text run together
        (
            "为做好就业服务，制定本方案。一、活动主题就业到家服务到人二、活动时间2026年3月至6月三、服务对象2026届毕业生"
            f"四、重点任务（一）送政策进校园。{'发放政策包200份。' * 90}（二）送岗位进校园。举办招聘会12场。",
            ["（一）", "（二）"],
        ),
        # why: 及时 behind a number is a word of the heading, no citation (（一）及（二）)
        (
            "一、清理河道。（一）清理淤泥。年底前完成。（二）清理垃圾。每周一次。"
            "二、完善制度（一）及时更新台账。按月更新。（二）公开进度。按季公开。",
            ["（一）", "（二）", "（一）", "（二）"],
        ),
        # why: a stray 一、 within a sentence begins no count
        (
            "为改进服务，制定本方案。一、总体要求（一）指导思想。解决标准不统一、平台不联通的问题。"
            "二、重点任务（一）统一标准。年底前完成。（二）联通平台。年底前完成。",
            ["（一）", "（二）"],
        ),
        # why: tasks run on over the chapters
        (
            "一、治理河道\n1.清理河道。年底前完成。\n二、改善服务\n2.优化流程。年底前完成。\n3.公开标准。年底前完成。",
            ["1.", "2.", "3."],
        ),
        # why: items of the fourth style stand right below a chapter's heading
        (
            "一、重点任务\n（1）清理河道。年底前清理河道20公里，恢复水面和通水能力。\n"
            "（2）登记排口。逐一登记入河排口，建立一口一档台账。",
            ["（1）", "（2）"],
        ),
        # why: prose under a general heading backs the tasks and is none
        (
            "一、治理河道\n1.清理河道。年底前完成。\n2.登记排口。年底前完成。\n二、保障措施\n各单位要加强领导。",
            ["1.", "2."],
        ),
    ],
)  # fmt: skip
def test_which_level_is_the_tasks(text: str, expected: list[str]) -> None:
    notice = parsed(text)
    assert_sound(notice)
    assert [t.number for t in notice.tasks] == expected


def test_unnumbered_lines_divide_the_tasks_below_a_chapter() -> None:
    text = (
        "一、重点任务\n\n治好河道,守住水质。\n\n1.清理河道。年底前完成。\n\n2.登记排口。年底前完成。\n\n"
        "做优服务,方便群众。\n\n3.优化流程。年底前完成。\n"
    )
    notice = parsed(text)
    chapter, first, second = notice.themes
    assert (chapter.heading, first.heading, second.heading) == ("重点任务", "治好河道,守住水质", "做优服务,方便群众")
    assert (first.number, first.parent, first.level) == (None, chapter.id, 2)
    assert [t.theme for t in notice.tasks] == [first.id, first.id, second.id]
    assert text[notice.tasks[1].start : notice.tasks[1].end] == "2.登记排口。年底前完成。"


def test_a_first_item_whose_number_is_not_printed_is_a_task_and_told() -> None:
    notice = parsed(
        "一、重点任务\n清理河道。区水务局组织清理河道二十公里，恢复河道水面和通水能力。\n"
        "（二）登记排口。逐一登记。\n（三）公开台账。按月公开。\n"
    )
    assert shape(notice) == [(None, "清理河道"), ("（二）", "登记排口"), ("（三）", "公开台账")]
    assert "P101" in [d.code for d in notice.diagnostics]


def test_a_lone_short_paragraph_is_no_theme() -> None:
    notice = parsed("一、重点任务\n1.清理河道。年底前完成。\n注意保护古桥。\n2.登记排口。年底前完成。\n")
    assert [h.heading for h in notice.themes] == ["重点任务"]


def test_paragraphs_headed_by_a_unit_are_tasks_with_that_unit() -> None:
    notice = parsed(
        "一、重点任务\n（一）清理河道。年底前完成。\n（二）登记排口。年底前完成。\n二、职责分工\n"
        "区水务局负责河道治理的指导工作。\n区财政局依法安排治理资金。\n各街道、镇作为责任主体，负责日常巡查。\n"
    )
    units = [t.unit.quote for t in notice.tasks if t.unit]
    assert units == ["区水务局", "区财政局", "各街道、镇"]
    assert [t.title for t in notice.tasks[2:]] == [None, None, None]
    assert {t.theme for t in notice.tasks[2:]} == {notice.themes[1].id}


@pytest.mark.parametrize(
    ("closing", "why"),
    [
        ("本方案自印发之日起施行，有效期三年。", "validity"),
        ("各街道要及时报送治理情况。", "a paragraph more than the others have"),
        ("附件：河道清单", "the list of annexes"),
        ("云溪区水务局\n2026年3月2日", "signature below the body"),
        ("更多信息请关注云溪发布", "the site's footer"),
        ("云溪区水务局办公室　2026年3月3日印发", "the colophon"),
    ],
)
def test_what_follows_the_last_task_is_not_part_of_it(closing: str, why: str) -> None:
    text = "\n".join([*PARAGRAPHS, closing]) + "\n"
    last = parsed(text).tasks[-1]
    assert text[last.start : last.end] == MORE[-1], why


def test_the_bracket_of_units_ends_the_last_task_where_nothing_separates() -> None:
    text = (
        "现就有关事项通知如下：一、清理河道。年底前完成。（区水务局负责）二、登记排口。年底前完成。（区生态环境局负责）"
        "三、改善服务。年底前完成。（区政务服务办负责）各街道要认真落实。云溪区人民政府办公室2026年3月2日"
    )
    last = parsed(text).tasks[-1]
    assert text[last.start : last.end] == "三、改善服务。年底前完成。（区政务服务办负责）"


def test_a_plan_without_numbers_goes_by_its_headed_paragraphs() -> None:
    notice = parsed(
        "云溪区2026年治水要点\n"
        "清理河道。区水务局组织清理河道二十公里，恢复河道水面和通水能力，年底前全部完成验收。\n"
        "登记排口。区生态环境局逐一登记入河排口，建立一口一档台账，按月更新并向社会公开。\n"
    )
    assert shape(notice) == [(None, "清理河道"), (None, "登记排口")]
    assert "P106" in [d.code for d in notice.diagnostics]


def test_prose_without_any_task_says_so() -> None:
    notice = parsed("今天开会。\n明天休息。\n")
    assert notice.tasks == ()
    assert [d.code for d in notice.diagnostics] == ["P103"]


def test_a_table_run_into_one_line_is_cut_by_its_last_column() -> None:
    rows = [
        ("办公室", ["会议安排定期网站", "来信办理情况及时网站", "值班安排定期网站"]),
        ("规划处", ["年度规划定期网站", "项目进展适时内刊", "招标情况定期网站"]),
        ("财务处", ["部门预算定期网站", "采购结果及时网站"]),
    ]
    text = "责任单位公开要点公开时限公开载体" + "".join(
        unit + "".join(f"{i}.{item}" for i, item in enumerate(items, 1)) for unit, items in rows
    )
    notice = parsed(text)
    printed = [(t.unit.quote if t.unit else None, text[t.start : t.end]) for t in notice.tasks]
    assert printed == [(unit, f"{i}.{item}") for unit, items in rows for i, item in enumerate(items, 1)]
    assert [t.title for t in notice.tasks][:2] == ["会议安排", "来信办理情况"]
    assert "P105" in [d.code for d in notice.diagnostics]


@pytest.mark.parametrize(
    ("item", "title"),
    [
        (
            "1.抽检食品4500批次,合格率达到98%以上.(区市场监管局负责)",
            "抽检食品4500批次,合格率达到98%以上",
        ),  # why: half-width
        ("1.培训质量官50名.(责任单位:区经信局;时限:10月底)", "培训质量官50名"),  # why: the colon stands in the bracket
        ("1.抽检建材300批次（区住建局负责）", "抽检建材300批次"),  # why: no stop before the bracket
        ("1.地区生产总值增长7%以上\n责任单位：区发改局", "地区生产总值增长7%以上"),  # why: the units on the next line
        ("1.研发投入强度达到3.5%。区科技局牵头。", "研发投入强度达到3.5%"),  # why: a decimal point ends nothing
    ],
)
def test_where_a_title_ends_before_its_units(item: str, title: str) -> None:
    notice = parsed(f"云溪区2026年工作要点\n一、重点任务\n{item}\n2.做好宣传。宣传12场。")
    assert_sound(notice)
    assert notice.tasks[0].title == title
    assert [t.number for t in notice.tasks] == ["1.", "2."]


def test_numbers_that_only_list_parts_of_sentences_are_no_tasks() -> None:
    """Rules whose articles a copy left without their numbers: (一) begins anew behind each announcement."""
    lists = "（一）制定计划；（二）建立台账；（三）公开结果。"
    text = "为规范巡查，制定本办法。" + "".join(
        f"{who}应当采取下列措施：{lists}" for who in ("街道", "区水务局", "河长")
    )
    notice = parsed(text)
    assert_sound(notice)
    assert notice.tasks == ()
    assert "P103" in [d.code for d in notice.diagnostics]


def test_demands_announced_once_are_tasks() -> None:
    notice = parsed(
        "现将有关事项通知如下：\n（一）制定计划。3月底前完成。\n（二）建立台账。逐项登记。\n（三）公开结果。按季公开。"
    )
    assert [t.number for t in notice.tasks] == ["（一）", "（二）", "（三）"]


def test_a_first_chapter_of_principles_is_no_task() -> None:
    principles = "——坚持预防为主。\n——坚持分类施策。\n——坚持社会共治。\n"
    tasks = "二、重点任务\n（一）清理河道。年底前完成。\n（二）登记排口。年底前完成。\n"
    notice = parsed(f"一、河道治理是民生工程\n全区有河道32条。\n{principles}{tasks}")
    assert_sound(notice)
    assert [t.number for t in notice.tasks] == ["（一）", "（二）"]
    assert [(h.number, h.task_bearing) for h in notice.themes] == [("一、", False), ("二、", True)]


def test_paragraphs_that_say_who_leads_are_tasks() -> None:
    duties = "".join(
        f"由区{name}局{role}，年底前完成河道治理工作。\n"
        for name, role in (("水务", "牵头"), ("教育", "负责"), ("财政", "负责"), ("城管", "牵头负责"))
    )
    notice = parsed(f"一、工作目标\n恢复水面。\n二、具体措施\n{duties}三、工作保障\n各单位密切配合。\n")
    assert_sound(notice)
    assert [t.unit.quote if t.unit else None for t in notice.tasks][:4] == [
        "区水务局",
        "区教育局",
        "区财政局",
        "区城管局",
    ]


@pytest.mark.parametrize(
    ("lines", "tasks", "themes"),
    [
        # why: units printed between a heading and its items hold for these
        (
            "一、服务提升行动\n（责任单位：区政务办）\n1.新增一件事20项。按季公布。\n2.压缩时限。压缩20%。\n"
            "二、政策直达行动\n（责任单位：区经信局）\n3.建设平台。6月底前上线。\n三、保障措施\n（一）加强领导。成立专班。",
            ["1.", "2.", "3.", "（一）"],
            ["一、", "二、", "三、"],
        ),
        # why: numbers set apart by a space
        ("一.产品质量\n1 抽检食品。4500批次。\n2 抽检建材。300批次。", ["1", "2"], ["一."]),
        # why: numbers in steps
        (
            "1 总则\n1.1 规范工作，制定本方案。\n2 主要任务\n"
            "2.1 抽检食品4500批次，按月公布抽检结果，及时处置不合格食品。\n"
            "2.2 抽检建材300批次，按季公布抽检结果，及时处置不合格建材。",
            ["2.1", "2.2"],
            ["1", "2"],
        ),
        # why: a measure with a point begins a line and numbers nothing
        (
            "一、重点任务\n（一）建设道路。建成\n1.5公里主干路。\n（二）建设公园。建成3处。",
            ["（一）", "（二）"],
            ["一、"],
        ),
        # why: ornaments and Markdown signs before a number belong to no task
        (
            "★一、民生\n◆1、新建学校2所\n◆2、新增床位300张\n## 二、安全\n### 3、检查1200家",
            ["1、", "2、", "3、"],
            ["一、", "二、"],
        ),
    ],
)  # fmt: skip
def test_other_styles_of_numbers(lines: str, tasks: list[str], themes: list[str]) -> None:
    notice = parsed(f"云溪区2026年重点工作\n{lines}\n")
    assert_sound(notice)
    assert notice.letterhead.title == "云溪区2026年重点工作"
    assert [t.number for t in notice.tasks] == tasks
    assert [h.number for h in notice.themes] == themes
    for task in notice.tasks:
        assert notice.source.text[task.end - 1] not in "★◆#\n"


def test_the_body_named_before_a_colon_is_the_unit() -> None:
    notice = parsed("云溪区职责分工\n（一）区水务局：负责河道监管。\n（二）区教育局：负责校园宣传。\n")
    assert [t.unit.quote if t.unit else None for t in notice.tasks] == ["区水务局", "区教育局"]


def test_who_read_the_proofs_is_a_footer() -> None:
    notice = parsed(
        "云溪区2026年工作要点\n1．清理河道。清理20公里。\n2．登记排口。责任单位：区水务局\n\n一审：王明 二审：李红\n"
    )
    assert_sound(notice)
    last = notice.tasks[-1]
    assert notice.source.text[last.start : last.end].endswith("区水务局")
