"""The sentence a report begins with: legal basis, format and statistics period."""

from report_blocks.statutory import Format


def standard_preamble(format_: Format, agency: str, year: int) -> str:
    """Source: 《中华人民共和国政府信息公开条例》第五十条 and the format's own notice.

    The electronic copy is on the very site that the report is written for.
    """
    return (
        f"根据《中华人民共和国政府信息公开条例》规定和《{format_.issuer}{_nested(format_.document)}》"
        f"（{format_.citation}）要求，现发布《{agency}{year}年{format_.title}》。"
        f"本报告统计数据从{year}年1月1日至12月31日。本报告的电子版可在本网站查阅和下载。"
    )


def _nested(title: str) -> str:
    """Book-title marks inside book-title marks are single ones (GB/T 15834)."""
    return title.replace("《", "〈").replace("》", "〉")
