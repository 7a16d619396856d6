"""Prose pasted from Word or WPS: the words and the levels that official prose has, nothing else."""

import json
import re

from playwright.sync_api import expect

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal
{mso-style-unhide:no;font-family:仿宋_GB2312}</style></head><body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt;mso-line-height-rule:exactly'><b>
<span style='font-size:16.0pt;font-family:楷体_GB2312;color:red'>一是加强管理。</span></b><span
lang=EN-US style='font-size:16.0pt'>2024<o:p></o:p></span><span style='font-family:仿宋'>年很好。
</span></p><p class=MsoNormal><img src="file:///C:/1.png" width=10><font
face=黑体 size=7>第二段。</font></p><!--EndFragment--></body></html>"""

PASTE = """(element, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/html', html);
  clipboardData.setData('text/plain', '一是加强管理。2024年很好。');
  const options = { clipboardData, bubbles: true, cancelable: true };
  element.dispatchEvent(new ClipboardEvent('paste', options));
}"""


def test_from_word_it_arrives_clean(person):
    wang = person("editor")
    agency = wang.page.request.get("/api/v2/pages/?type=cms.AgencyPage&slug=justice").json()
    wang.page.goto(f"/admin/pages/add/cms/annualreportpage/{agency['items'][0]['id']}/")
    text = wang.page.locator(".public-DraftEditor-content").first
    text.click()
    text.evaluate(PASTE, WORD)
    expect(text).to_contain_text("第二段。")
    field = wang.page.locator("[data-contentpath=text] input[type=hidden]").first
    expect(field).to_have_value(re.compile("第二段"))  # a moment after the editor shows it
    content = json.loads(field.input_value())
    blocks = [block for block in content["blocks"] if block["text"].strip()]
    assert [block["text"].strip() for block in blocks] == ["一是加强管理。2024年很好。", "第二段。"]
    assert {block["type"] for block in blocks} == {"unstyled"}
    assert [r["style"] for block in blocks for r in block["inlineStyleRanges"]] == ["BOLD"]
    assert content["entityMap"] in ({}, [])
    # The site's policy refuses the styles that come with it, and the browser says so.
    assert [one for one in wang.complaints if "inline style" not in one] == []
