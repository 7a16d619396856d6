"""Made-up offices: what they are called, where they are, how they write numbers."""

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .facts import Number

PLACES = ("临江", "青岚", "云泽", "望海", "安和", "清溪", "永宁山", "石桥", "金湖", "柳城")
# The sort of office, the size of its numbers, how it calls itself, and the whole area.
KINDS = (
    ("市{}区司法局", "none", ("我局", "区司法局", "本机关"), "全区"),
    ("市{}区统计局", "none", ("我局", "区统计局", "本单位"), "全区"),
    ("县{}镇人民政府", "none", ("我镇", "镇政府", "本机关"), "全镇"),
    ("市{}街道办事处", "few", ("街道", "我街道", "办事处"), "全街道"),
    ("市{}区教育局", "few", ("我局", "区教育局", "本机关"), "全区"),
    ("市{}区司法局", "few", ("我局", "区司法局", "本局"), "全区"),
    ("市{}区住房和城乡建设局", "bureau", ("我局", "区住建局", "本机关"), "全区"),
    ("市{}区市场监督管理局", "bureau", ("我局", "区市场监管局", "本机关"), "全区"),
    ("市自然资源局{}分局", "bureau", ("我局", "分局", "本单位"), "全区"),
    ("市{}区人民政府", "district", ("我区", "区政府", "全区各级行政机关"), "全区"),
    ("市{}县人民政府", "district", ("我县", "县政府", "全县各级行政机关"), "全县"),
    ("省{}市人民政府", "city", ("我市", "市政府", "全市各级行政机关"), "全市"),
    ("省人民政府", "province", ("我省", "省政府", "全省各级行政机关"), "全省"),
    ("省生态环境厅", "bureau", ("我厅", "省生态环境厅", "厅机关"), "全省"),
    ("市公安局{}分局", "bureau", ("我局", "公安分局", "本机关"), "全区"),
    ("市高新技术产业开发区管理委员会", "bureau", ("管委会", "高新区", "我委"), "全区"),
    ("市{}区卫生健康委员会", "few", ("我委", "区卫健委", "本机关"), "全区"),
    ("市{}区档案馆", "few", ("我馆", "区档案馆", "本单位"), "全区"),
    ("市第二人民医院", "none", ("我院", "市二院", "本单位"), "全院"),
    ("省{}大学", "few", ("我校", "学校", "本校"), "全校"),
    ("国家税务总局{}市税务局", "bureau", ("我局", "市税务局", "全市税务系统"), "全市"),
    ("国家{}资源管理总局", "ministry", ("我局", "总局", "总局机关"), "全系统"),
    ("国家{}事务部", "ministry", ("我部", "部机关", "本部"), "全系统"),
)
HEADINGS = (
    "（{number}）{title}。",
    "（{number}）{title}：",
    "（{number}）{title}\n",
    "**（{number}）{title}。**",
    "（{number}）**{title}。**",
    "{title}：",
    "{number}是{title}。",
    "{place}.{title}。",
    "",  # none: the themes run on
    "",
)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CHINESE = "零一两三四五六七八九十"


@dataclass(frozen=True)
class Office:
    """An office and its habits."""

    name: str
    size: str
    selves: tuple[str, ...]
    area: str
    account: str
    site: str
    url: str
    address: str
    postcode: str
    phone: str
    mail: str
    digits: str  # plain, spaced, thousands, full, chinese
    zeros: bool  # whether quantities that are zero are named
    numbered: str  # how the themes of section one are introduced
    joined: bool  # whether themes without headings are one paragraph
    contact_first: bool  # whether address and telephone stand in the preamble

    @property
    def is_justice(self) -> bool:
        return "司法局" in self.name

    def show(self, number: Number) -> str:
        """The number as this office writes it."""
        text = str(number)
        if self.digits == "chinese" and isinstance(number, int) and 1 <= number <= 10:
            return CHINESE[number]
        if self.digits == "thousands":
            return f"{number:,}"
        return self.dress(text)

    def dress(self, digits: str) -> str:
        """The same for digits that are no count: years, percentages."""
        if self.digits == "spaced":
            return f" {digits} "
        return digits.translate(FULL_WIDTH) if self.digits == "full" else digits


def percent(part: Number, whole: Number, decimals: int) -> str:
    """A share as reports print it: ``23.5%``."""
    exact = Decimal(part) * 100 / Decimal(whole)
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)}%"


def office(rng: random.Random) -> Office:
    """Any office; its telephone and address are made up."""
    pattern, size, selves, area = rng.choice(KINDS)
    place, outer = rng.sample(PLACES, 2)
    name = pattern.format(place)
    name = name if name.startswith("国家") else outer + name
    code = "".join(rng.choice("abcdefghkmnpqrstwxyz") for _ in range(5))
    return Office(
        name=name,
        size=size,
        selves=selves,
        area=area,
        account=rng.choice(("{}发布", "{}政务", "微{}", "{}之声", "阳光{}")).format(place),
        site=rng.choice(("{}政府门户网站", "{}人民政府网站", "“中国{}”网站")).format(place),
        url=f"www.{code}.gov.cn",
        address=f"{outer}市{place}路{rng.randint(1, 300)}号",
        postcode=str(rng.randint(100_000, 859_999)),
        phone=f"0{rng.randint(311, 998)}-{rng.randint(2_000_000, 8_999_999)}",
        mail=f"{code}xxgk@163.com",
        digits=rng.choices(("plain", "spaced", "thousands", "full", "chinese"), (75, 8, 7, 4, 6))[
            0
        ],
        zeros=rng.random() < 0.3,
        numbered=rng.choice(HEADINGS),
        joined=rng.random() < 0.6,
        contact_first=rng.random() < 0.2,
    )
