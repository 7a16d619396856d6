"""What paragraphs say: the text that people see, bold or not."""

from ...documents import (
    RAISED,
    opened,
    paragraph,
    run,
)


def texts(body: str, **parts: str) -> list[str]:
    return [paragraph.text for paragraph in opened(body, **parts).paragraphs]


def test_bold_in_runs_in_styles_and_throughout():
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="c"><w:rPr><w:b/></w:rPr></w:style>'
    )
    light, strong = '<w:b w:val="0"/>', '<w:rStyle w:val="c"/>'
    in_bold = '<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr>'
    body = [
        paragraph("一是**加强管理。**及时"),
        paragraph("标题", '<w:pStyle w:val="b"/>'),
        f"{in_bold}{run('粗')}{run('细', light)}</w:p>",
        f"<w:p>{run('细')}{run('粗', strong)}</w:p>",
        f"{in_bold}{run('细', strong)}</w:p>",
        f"<w:p>{run('甲', '<w:b/>')}{run(' ')}{run('乙', '<w:b/>')}</w:p>",
    ]
    expected = ["一是**加强管理。**及时", "**标题**", "**粗**细", "细**粗**", "细", "**甲** **乙**"]
    assert texts("".join(body), styles=styles) == expected


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph('框中')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    body = f"<w:p>{run('框外')}<w:r>{drawing}</w:r></w:p>"
    workbook = opened(body)
    assert [p.text for p in workbook.paragraphs] == ["框外", "框中"]
    assert not workbook.has_pictures


def test_a_raised_digit_stays_raised():
    body = f"<w:p>{run('35')}{run('2', RAISED)}</w:p>"
    assert texts(body) == ["35²"]


def test_the_table_of_contents_is_none_of_the_text():
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = "<w:r><w:instrText>TOC \\o</w:instrText></w:r>"
    contents = (
        f"<w:p>{begin}{code}{separate}{run('一、总体情况')}</w:p>"
        f"<w:p>{run('二、主动公开政府信息情况')}{end}</w:p>"
    )
    assert texts(contents + paragraph("一、总体情况")) == ["一、总体情况"]


def test_what_people_should_know_of_the_text():
    body = [
        paragraph("甲"),
        f"<w:p>{run('乙')}{run('隐藏', '<w:vanish/>')}</w:p>",
        paragraph("丙", look="<w:strike/>"),
        f'<w:p>{run("丁")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
        f'<w:p>{run("戊")}<w:r><w:sym w:char="F0FC"/></w:r></w:p>',
    ]
    workbook = opened("".join(body))
    assert [p.text for p in workbook.paragraphs] == ["甲", "乙", "丙", "丁", "戊□"]
    told = [remark.zh for remark in workbook.remarks]
    for word, place in (("隐藏", 2), ("删除线", 3), ("脚注", 4), ("符号", 5)):
        assert any(word in one and one.endswith(f"：第{place}段") for one in told), told
