"""Correct reports of made-up offices: last year's and this year's, with tables and prose."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from report_blocks.statutory import Report

from .facts import SIZES, Facts, two_years
from .offices import Office, office
from .phrases import MARK, Setting, fill, plain, templates

SOURCES = ("phrases", "held_out")
THEMES = ("disclosure", "requests", "management", "platform", "oversight")
SECTIONS = OVERVIEW, PROBLEMS, MATTERS = (
    "overview",
    "problems_and_improvements",
    "other_matters",
)
LONGEST = 940  # of section one, which the rules want to stay within 1,000 characters
NUMBERS = "一二三四五六七八九"


@dataclass
class Draft:
    """A report whose prose still has its marks; a paragraph may have a heading line above."""

    office: Office
    year: int
    facts: Facts
    preamble: str = ""
    sections: dict[str, list[str]] = field(default_factory=dict)
    contact: str = ""
    format_key: str = "cn-2021"

    def report(self) -> Report:
        sections = {key: _prose(paragraphs) for key, paragraphs in self.sections.items()}
        dataset = replace(self.facts.dataset(), format_key=self.format_key)
        return Report(
            dataset,
            agency=self.office.name,
            year=self.year,
            preamble=plain(self.preamble),
            sections=sections,
            contact=plain(self.contact),
        )

    def copy(self) -> "Draft":
        sections = {key: list(paragraphs) for key, paragraphs in self.sections.items()}
        return replace(self, facts=self.facts.copy(), sections=sections)


@dataclass
class Pair:
    """Last year's report of an office and this year's."""

    before: Draft
    after: Draft
    source: str

    def copy(self) -> "Pair":
        return replace(self, before=self.before.copy(), after=self.after.copy())


def _prose(paragraphs: list[str]) -> str:
    """The text as it is read; a paragraph with the mark ``on`` goes on with the one before."""
    marked = re.sub(r"\n[\n\u3000]*(?=⟦theme:\w+\|⟧⟦on:)", "", "\n".join(paragraphs))
    return "\n".join(line.strip() for line in plain(marked).split("\n"))


def pair(rng: random.Random, source: str) -> Pair:
    """Two correct years of one office."""
    one, year = office(rng), rng.randint(2022, 2025)
    before, after = two_years(rng, SIZES[one.size])
    writer = _Writer(rng, source)
    labels = templates(source)["labels"]
    first = writer.write(Setting(one, year - 1, before, None, _channels(rng), labels))
    second = writer.write(Setting(one, year, after, before, _channels(rng), labels))
    return Pair(first, second, source)


def _channels(rng: random.Random) -> dict[str, int]:
    return dict(zip(("wx", "wb", "web"), rng.sample(range(110, 3_000), 3), strict=True))


class _Writer:
    """Writes both years, never one wording twice as long as there are others."""

    def __init__(self, rng: random.Random, source: str) -> None:
        self.rng = rng
        self.wordings = templates(source)
        self.used: set[str] = set()
        heads = self.wordings["heads"]
        self.heads = rng.sample(heads, 2)

    def write(self, setting: Setting) -> Draft:
        self.setting = setting
        draft = Draft(setting.office, setting.year, setting.facts)
        draft.preamble, draft.contact = (
            self.one("preamble", again=True),
            self.one("contact", again=True),
        )
        if setting.office.contact_first:
            draft.preamble, draft.contact = draft.preamble + draft.contact, ""
        draft.sections = {
            OVERVIEW: self.overview(),
            PROBLEMS: self.problems(),
            MATTERS: self.matters(),
        }
        return draft

    def some(self, subject: str, count: int, *, again: bool = False) -> Iterator[str]:
        """Up to so many sentences on a subject."""
        wordings = self.wordings[subject]
        order = self.rng.sample(wordings, len(wordings))
        order.sort(key=self.used.__contains__)
        for template in order:
            if count <= 0 or (template in self.used and not again):
                return
            sentence = fill(template, self.setting, self.rng)
            if sentence is not None:
                self.used.add(template)
                count -= 1
                yield sentence

    def one(self, subject: str, *, again: bool = False) -> str:
        return next(self.some(subject, 1, again=again), "")

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def overview(self) -> list[str]:
        rng = self.rng
        themes = {
            "disclosure": [
                self.one("disclosure", again=True),
                *self.some("documents", rng.randint(0, 2)),
                *self.some("decisions", rng.randint(0, 2)),
                *self.some("traps", rng.randint(0, 1)),
            ],
            "requests": self.requests(),
        }
        for theme in THEMES[2:]:
            themes[theme] = [self.one(theme, again=True), *self.some(theme, rng.randint(0, 1))]
        themes["management"] += self.some("other_years", rng.randint(0, 1))
        themes["oversight"] += self.some("traps", rng.randint(0, 1))
        opening = [self.one("opening", again=True)] if self.chance(0.8) else []
        office, heads = self.setting.office, self.heads.pop()
        if not office.numbered:
            on = "⟦on:|⟧" if office.joined else ""
            heads = [on + lead for lead in rng.choice(self.wordings["leads"])]
        while True:
            paragraphs = opening + [
                f"⟦theme:{theme}|⟧" + self.heading(place, heads[place]) + "".join(sentences)
                for place, (theme, sentences) in enumerate(themes.items())
            ]
            longest = max(themes.values(), key=lambda sentences: len("".join(sentences)))
            if len(_prose(paragraphs)) <= LONGEST or len(longest) == 1:
                return paragraphs
            del longest[-1]

    def heading(self, place: int, title: str) -> str:
        return (self.setting.office.numbered or "{title}").format(
            number=NUMBERS[place], place=place + 1, title=title
        )

    def requests(self) -> list[str]:
        facts, rng = self.setting.facts, self.rng
        if facts["new"]:
            intake = self.one("intake", again=True)
            # What follows splits the new requests: it fits only where they are named last.
            named = [match[2] for match in MARK.finditer(intake) if match[1] == "q"]
            is_new = named[-1:] in ([], ["new"])
            sentences = [intake + (self.one("applicants", again=True) if is_new else "。")]
            sentences += self.some("processing", rng.randint(1, 2), again=True)
        else:
            sentences = [self.one("no_requests", again=True)]
        sentences += self.some("appeals", rng.randint(0, 2), again=True)
        return sentences

    def listed(self, lead: str, items: list[str]) -> str:
        style = self.rng.choice(("{}是{}；", "{}是{}；", "{}是**{}**。"))
        if self.setting.office.digits == "thousands":  # some count with figures in brackets
            return lead + "".join(f"{n}.{item}；" for n, item in enumerate(items, 1))[:-1] + "。"
        text = "".join(style.format(NUMBERS[place], item) for place, item in enumerate(items))
        return lead + text[:-1] + "。"

    def problems(self) -> list[str]:
        found = []
        for place, part in enumerate(("problem", "improvement")):
            items = list(self.some(f"{part}s", self.rng.randint(2, 3)))
            text = self.listed(self.one(f"{part}_leads", again=True), items)
            if self.setting.office.numbered.startswith("（"):
                title = ("存在的主要问题", "改进情况")[place]
                text = f"（{NUMBERS[place]}）{title}。{text}"
            found.append(f"⟦half:{part}s|⟧{text}")
        return found

    def matters(self) -> list[str]:
        rng = self.rng
        paragraphs = list(self.some("matters", rng.randint(0, 2)))
        paragraphs += self.some("repeats", int(self.chance(0.7)))
        paragraphs += self.some("traps", rng.randint(0, 2))
        paragraphs += self.some("other_years", rng.randint(0, 1))
        if self.setting.office.is_justice:
            paragraphs += self.some("traps_justice", rng.randint(1, 2))
        rng.shuffle(paragraphs)
        fee = f"⟦half:fee|⟧{self.one('fee', again=True)}"
        paragraphs.insert(rng.choice((0, len(paragraphs))), fee)
        if len(paragraphs) > 1 and self.chance(0.3):
            paragraphs = [f"（{NUMBERS[n]}）{text}" for n, text in enumerate(paragraphs)]
        return paragraphs
