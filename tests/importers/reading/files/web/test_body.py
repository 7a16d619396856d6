"""The running text of pages, without what is the site's."""

import pytest

from importers.reading import read_file
from importers.reading.files.opening import open_file

from ... import pages
from ...books import errors, same_cells


def texts(html, head=""):
    return [p.text for p in open_file(pages.page(html, head)).paragraphs if p.text]


def test_the_whole_report_on_a_site():
    reading = read_file(pages.site(), "年报.html")
    assert same_cells(reading, "shapotou-justice-2022")
    report = reading.reports[0].report
    preamble, sections = pages.report_lines()
    contact = sections["other_matters"].pop()
    assert (report.agency, report.year) == ("中卫市沙坡头区司法局", 2022)
    assert report.preamble == "\n".join(preamble)
    assert report.sections == {key: "\n".join(lines) for key, lines in sections.items()}
    assert report.contact == contact
    assert errors(reading) == []


def test_what_stands_behind_the_report_is_said():
    remarks = [remark.zh for remark in open_file(pages.site()).remarks]
    assert any("邮编：755000" in remark or "沙坡头区某路1号" in remark for remark in remarks)


def test_nothing_is_cut_off_a_page_that_has_no_element_around_the_report():
    lines = texts("<p>一、总体情况</p><p>甲</p><div><p>六、其他</p><p>乙</p></div><p>丙</p>")
    assert lines[-1] == "丙"


def test_lists_within_a_section_end_no_report():
    html = (
        "<div><div><p>一、总体情况</p><p>二、公开</p></div><p>五、存在的问题</p></div><p>页脚</p>"
    )
    assert texts(html) == ["一、总体情况", "二、公开", "五、存在的问题"]
    assert texts("<div><p>一、甲</p><p>二、乙</p></div><p>正文</p>")[-1] == "正文"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>政务公开</nav>", "<footer><p>主管：甲</p></footer>", "<aside>热点</aside>",
        "<div role=navigation>政务公开</div>", "<div id=footer>地址</div>",
        "<div class='w1200 breadcrumb'>首页</div>",
        "<p><a href=/>首页</a> | <a href=/a>公开</a></p>", "<li><a href=/a>机构职能</a></li>",
        "<p>【打印】 【关闭】</p>", "<p>字号：大 中 小</p>", "<p>上一篇：关于普法的通知</p>",
        "<p>您当前的位置：首页 &gt; 公开</p>", "<p>发布时间：2023-01-20</p>", "<p>来源：司法局</p>",
        "<p>主办单位：某局</p>", "<p>网站标识码：6405020001</p>", "<p>宁ICP备12345号</p>",
        "<button>分享</button>", "<select><option>友情链接</select>", "<input value=搜索>",
        "<p hidden>甲</p>",
    ],
)  # fmt: skip
def test_furniture(furniture):
    assert texts(f"<p>甲</p>{furniture}<p>乙</p>") == ["甲", "乙"]


@pytest.mark.parametrize(
    "line",
    [
        "小微企业", "来源于群众的意见较多", "打印材料等费用未收取。", "发布时间不够及时。",
        "联系电话：0955-7630167", "详见<a href=1>附件</a>", "<a name=_Toc1>一、总体情况</a>",
    ],
)  # fmt: skip
def test_what_only_looks_like_furniture(line):
    assert len(texts(f"<p>{line}</p>")) == 1


def test_a_whole_text_is_never_furniture():
    assert (
        texts(f"<div class=nav><p>一、总体情况</p><p>{'正文' * 500}</p></div>")[0] == "一、总体情况"
    )


def test_a_data_table_is_never_furniture():
    table = "<table><tr><td>甲<td>1</table>"
    assert open_file(pages.page(f"<div class=nav>{table}</div>")).sheets


def test_bold_runs_are_in_asterisks_and_headings_are_not():
    head = "<style>.strong, p.x{font-weight:bold}</style>"
    assert texts(
        "<h2>一、<b>总体</b>情况</h2><p>一是<strong>加强管理。</strong>及时"
        "<span style='FONT-WEIGHT: 700'>调整</span>。"
        "<p class=strong>甲<span style='font-weight:normal'>乙</span>",
        head,
    ) == ["一、总体情况", "一是**加强管理。**及时**调整**。", "**甲**乙"]


def test_paragraphs_are_lines_as_a_browser_shows_them():
    assert texts(
        "甲<div>乙<p>丙&nbsp;丁\n  戊<br>己</div>庚<pre>辛\n壬</pre>"
        "<ol start=3><li>癸<li value=7>子</ol><ul><li>丑</ul><table><tr><td>寅</table>"
    ) == ["甲", "乙", "丙 丁戊", "己", "庚", "辛", "壬", "3. 癸", "7. 子", "丑", "寅"]


def test_a_table_has_its_place_among_the_paragraphs():
    html = "<p>甲<table><caption>表一</caption><tr><td>1<td>2</table><p>乙<p><img src=1.png>"
    paragraphs = open_file(pages.page(html)).paragraphs
    assert [(p.text, p.sheet, p.has_picture) for p in paragraphs] == [
        ("甲", "", False), ("表一", "", False), ("", "表格1", False), ("乙", "", False),
        ("", "", True),
    ]  # fmt: skip
    assert paragraphs[3].place == "第3段"


def test_pictures_around_the_report_are_the_sites():
    assert not open_file(pages.site()).has_pictures
