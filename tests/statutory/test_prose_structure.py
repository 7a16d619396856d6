"""Family D where the words are not right before the number: leads, labels behind, sums, runs."""

import pytest

from report_blocks.statutory import Cell, CellKey, Context, Dataset, Report, check

T2, T3, T4 = "proactive_disclosure", "information_requests", "review_and_litigation"
TOTALS = {
    (T3, "new_requests", "total"): 34,
    (T3, "new_requests", "natural_person"): 30,
    (T3, "new_requests", "business"): 3,
    (T3, "new_requests", "legal_service_org"): 1,
    (T3, "carried_in", "total"): 2,
    (T3, "granted", "total"): 9,
    (T3, "refused_state_secret", "total"): 2,
    (T3, "unavailable_not_held", "total"): 10,
    (T3, "other_not_corrected", "total"): 14,
    (T3, "outcomes_total", "total"): 35,
    (T3, "carried_out", "total"): 1,
    (T4, "reconsideration", "total"): 5,
    (T4, "reconsideration", "upheld"): 4,
    (T4, "reconsideration", "pending"): 1,
    (T4, "litigation_direct", "total"): 2,
    (T4, "litigation_after_reconsideration", "total"): 1,
    (T2, "normative_documents", "issued"): 16,
    (T2, "normative_documents", "repealed"): 7,
    (T2, "normative_documents", "in_force"): 420,
    (T2, "licensing", "decisions"): 1234,
    (T2, "penalties", "decisions"): 56,
    (T2, "coercion", "decisions"): 8,
}
LAST = {
    (T3, "new_requests", "total"): 40,
    (T2, "licensing", "decisions"): 1000,
    (T4, "reconsideration", "total"): 8,
}


def told(text, agency="某市某区卫生健康委员会"):
    """The rules of family D that find something."""
    now, before = (
        Dataset("cn-2021", {CellKey(*key): Cell(number) for key, number in cells.items()})
        for cells in (TOTALS, LAST)
    )
    last = Report(before, agency, 2023)
    found = check(Report(now, agency, 2024, sections={"overview": text}), Context(before=last))
    return {finding.rule for finding in found if finding.rule[0] in "DX"}


# Each with a number that is right, and one that is not.
NUMBERS = [
    ("行政规范性文件方面，全年制发{}件。", 16, 18, {"D01", "D06"}),
    ("完成行政规范性文件清理，宣布{}件失效废止。", 7, 9, {"D06"}),
    ("政府信息公开申请持续增长，全年共{}件。", 34, 43, {"D06"}),
    ("收到政府信息公开申请34件，个人申请居多，共{}件。", 30, 33, {"D06"}),
    ("政府信息公开行政复议案件较上年减少3件，共{}件。", 5, 6, {"D06"}),
    ("政府信息公开行政复议由上年的8件降为{}件。", 5, 6, {"D06"}),
    ("新收政府信息公开申请34件，上年结转2件，合计{}件。", 36, 37, {"D06"}),
    ("办结政府信息公开申请35件。已答复的申请中，{}件公开，2件不予公开。", 9, 8, {"D06"}),
    ("办结政府信息公开申请35件，全部或者部分公开的{}件。", 9, 7, {"D06"}),
    ("行政规范性文件清理后，不再施行的有{}件。", 7, 9, {"D06"}),
    ("全年被申请行政复议29件，其中涉及政府信息公开的{}件。", 5, 6, {"D06"}),
    ("政府信息公开案件中，尚有{}件行政复议未审结。", 1, 3, {"D06"}),
    ("复议机关对{}件政府信息公开答复予以维持。", 4, 5, {"D06"}),
    ("直接起诉的政府信息公开案件{}件。", 2, 5, {"D01", "D06"}),
    ("因政府信息公开被申请行政复议、行政诉讼{}件、3件。", 5, 6, {"D01", "D06"}),
    ("行政许可、行政处罚、行政强制依次为1234件、56件、{}件。", 8, 9, {"D06"}),
    ("区卫健委全年收到政府信息公开申请{}件。", 34, 35, {"D01"}),
    ("涉及政府信息公开的复议诉讼案件共{}件。", 8, 9, {"D06"}),
    ("收到政府信息公开申请34件，个人提出30件，企业及其他组织提出{}件。", 4, 6, {"D06"}),
    ("政府信息公开申请办结35件，作出公开（含部分公开）答复的申请共{}件。", 9, 8, {"D06"}),
    ("全年作为被申请人的行政复议案件29件，涉及政府信息公开的{}件。", 5, 6, {"D06"}),
    ("政府信息公开申请办结35件，予以公开、不予公开两类合计占{}%。", "31.4", "38", {"D03"}),
    (
        "新收政府信息公开申请34件，自然人、商业企业分别占{}%、8.8%。",
        "88.2",
        "78.2",
        {"D03"},
    ),
    ("主动公开信息数量：网站{}条，微博35条。\n网站全年发布信息93条。", 93, 94, {"D04"}),
    ("收到政府信息公开申请34件，自然人占{}%。", "88.2", "78.2", {"D03"}),
    ("政府信息公开行政复议5件，维持率{}%。", "80", "85", {"D03"}),
    ("办结政府信息公开申请35件，予以公开9件，不予公开2件，两项占{}%。", "31.4", "38", {"D03"}),
    ("与上年相比，政府信息公开申请减少{}件，全年共收到34件。", 6, 8, {"D03"}),
    ("收到政府信息公开申请34件，比2023年（40件）下降{}%。", 15, 18, {"D03"}),
    ("行政许可决定数较上年增加{}件，达到1234件。", 234, 243, {"D03"}),
    ("公开信息{}条，按类别分为文件35条、动态34条、公告24条。", 93, 94, {"D03"}),
    ("公开文件35条、动态34条、公告24条，共计{}条。", 93, 94, {"D03"}),
    ("公开信息100条。其中，文件60条、动态30条、其他{}条。", 10, 20, {"D03"}),
    ("官方微信“某某”推送信息180条。\n“某某”公众号全年推文{}条。", 180, 190, {"D04"}),
    ("“某某”公众号发布信息180条，其中原创20条。\n“某某”公众号推文{}条。", 180, 190, {"D04"}),
]


@pytest.mark.parametrize(("text", "right", "wrong", "rules"), NUMBERS)
def test_a_number_is_held_against_the_table_wherever_its_words_stand(text, right, wrong, rules):
    assert told(text.format(right)) == set()
    assert told(text.format(wrong)) & rules


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("年内未有公民、法人或其他组织向我委提出政府信息公开申请。", "D07"),
        ("依申请公开方面，我委本年度无申请、无结转。", "D07"),
        ("全年依申请公开零受理。", "D07"),
        ("行政规范性文件既无新增，也无废止。", "D07"),
        ("我委非行政执法主体，不存在行政许可、行政处罚和行政强制情形。", "D07"),
        ("没有行政许可和行政处罚事项。", "D07"),
        ("行政强制数量为0。", "D07"),
        ("政府信息公开工作实现“零复议”“零诉讼”。", "D07"),
        ("收到政府信息公开申请34件，均按照规定时限进行了回复。", "D07"),
    ],
)
def test_what_is_denied_is_found_by_what_denies(text, rule):
    assert told(text) & {"D02", rule}


@pytest.mark.parametrize(
    "text",
    [
        "无逾期答复政府信息公开申请的情况。",
        "没有发生因行政许可引发的投诉举报。",
        "行政许可没有超期办件。",
        "未发生违规收取行政事业性收费问题。",
        "未收取政府信息公开信息处理费。",
        "政府信息公开申请答复未发生败诉、被纠错情形。",
        "收到“局长信箱”来信36件，均已按时回复。政府信息公开申请按期办理。",
        "办理以区政府为被告的行政诉讼案件33件。",
        "代理行政诉讼案件12件，行政复议案件9件。",
        "受理行政许可申请1300件，作出行政许可决定1234件。",
        "行政许可决定数量突破1200件。",
        "指导下属单位答复政府信息公开申请9件。",
        "公开信息100条，其中政策解读20条，视频解读5条。",
        "发布行政规范性文件16件，配套图文解读9件、视频解读3件。",
        "累计办结行政许可1234件，行政处罚56件，行政强制8件。",
        "网站发布信息400条，“某某”公众号推文200条，微博发文300条。",
        "行政许可、行政处罚分别为1234件、56件。",
        "截至年底，行政规范性文件共420件。",
        "过去五年，行政规范性文件共废止61件。",
        "历年来，我委合计收到政府信息公开申请388件。",
        "年初有效的行政规范性文件为411件。",
        "作出行政处罚决定56件，其中经听证作出的8件。",
        "收到政府信息公开申请34件。自然人和法人或其他组织分别为30件和4件，占88%。",
        "公开信息100条，分别是财政预决算60条、公共服务30条、其他10条。",
        "因履职类事项被申请行政复议9件，均与政府信息公开无关。",
        "收到政府信息公开申请34件，其中通过政府网站依申请公开系统提交的20件。",
        "收到政府信息公开申请34件，其中由所属单位受理的12件。",
        "办结政府信息公开申请35件，其中8个工作日内办结的12件。",
        "政府信息公开申请办理结果：答复予以公开9件，答复部分公开0件。",
        "行政规范性文件“立改废”信息及时更新，当年制发16件、废止7件。",
        "2024年收到政府信息公开申请34件（2023年为40件），自然人30件，占88%。",
        "收到政府信息公开申请34件，另有1件因未到答复期限，结转下一年度。",
    ],
)
def test_what_speaks_of_something_else_is_left_alone(text):
    assert told(text) == set()
