"""An installed Noto Sans CJK in, ``charts/fonts/ReflectSansSC-Regular.otf`` out: the same bytes each time.

Charts must show Chinese on a machine without a Chinese font. The whole font has 65,535 glyphs and 19 MB;
this keeps ASCII, Latin-1, punctuation, arrows, circled numbers, all of GBK and the rest of the list of
standard characters (通用规范汉字表, 2013), whose third level holds the rare characters of names. Hinting and
layout features go, as charts set horizontal lines at 80 dpi and more.

    python scripts/make_font.py [SOURCE.ttc]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

OUT = Path(__file__).parents[1] / "src/reflectnlp/charts/fonts/ReflectSansSC-Regular.otf"
FAMILY = "Reflect Sans SC"
FACE = "Noto Sans CJK SC"
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "~/.local/share/fonts",
    "~/Library/Fonts",
)

# GBK codes that early tables put into the private use area, by the code points they have now.
GBK_LATER = (
    "⺁⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢"
    "䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
# What 通用规范汉字表 has beyond GBK (Unihan property kTGH, Unicode 15).
STANDARD = (
    "㑊㕮㙍㙘㙦㛃㛚㛹㟃㠇㠓㥄㧑㫰㬊㬎㬚㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䂮䃅䃎䌹䎃䎖䏡䏲䐃䓛䓨䓫䓬䗖䗛䗪䗴䝙䢺䢼䣘鿍鿎鿏"
    "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓"
    "𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂"
    "𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐"
    "𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
# Met in names although no standard list has them.
NAMES = "𠮷㛃喆頔犇堃昇淼垚焱鑫甡玥祎翀翯昉珺祎芃彧玚"
RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x208E), (0x20A0, 0x20BF),
    (0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF),
    (0x2600, 0x266F), (0x2713, 0x2717), (0x2776, 0x2793), (0x3000, 0x303F), (0x3220, 0x3243),
    (0x3280, 0x33FF), (0xFE10, 0xFE6B),
    (0xFF01, 0xFFE6),
)  # fmt: skip


def gbk() -> Iterator[str]:
    """Every character of GBK's two-byte codes that is not in the private use area."""
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            for codec in ("gbk", "gb18030"):
                try:
                    character = bytes((lead, trail)).decode(codec)
                except UnicodeDecodeError:
                    continue
                if not 0xE000 <= ord(character) <= 0xF8FF:
                    yield character


def wanted() -> set[int]:
    """All code points to keep."""
    points = {ord(character) for character in (*gbk(), *GBK_LATER, *STANDARD, *NAMES)}
    return points.union(*(range(first, last + 1) for first, last in RANGES))


def find_source() -> Path:
    """The installed font: asked of fontconfig, else searched in the usual folders."""
    if shutil.which("fc-match"):
        answer = subprocess.run(
            ["fc-match", "--format=%{file}", f"{FACE}:style=Regular"],
            capture_output=True,
            text=True,
            check=True,
        )
        if "NotoSansCJK" in answer.stdout:
            return Path(answer.stdout)
    for folder in FOLDERS:
        for path in sorted(Path(folder).expanduser().rglob("NotoSansCJK-Regular.ttc")):
            return path
    raise SystemExit(
        "no NotoSansCJK-Regular.ttc found → install Debian's fonts-noto-cjk or give the file's path"
    )


def open_face(path: Path) -> TTFont:
    """The Simplified Chinese face of a collection, or the font itself."""
    if path.suffix.lower() not in (".ttc", ".otc"):
        return TTFont(path, recalcTimestamp=False)
    for number, font in enumerate(TTCollection(path, lazy=True).fonts):
        if font["name"].getDebugName(1) == FACE:
            return TTFont(path, fontNumber=number, recalcTimestamp=False)
    raise SystemExit(f"{path} has no face {FACE!r} → give a Noto Sans CJK collection")


def rename(font: TTFont) -> None:
    """Give the subset a name of its own: matplotlib finds fonts by name, a modified font needs a new one."""
    table = font["name"]
    table.names = [record for record in table.names if record.platformID == 3 and record.langID == 0x409]
    for record in list(table.names):
        new = {1: FAMILY, 3: f"{FAMILY} 1", 4: FAMILY, 6: "ReflectSansSC-Regular", 16: None, 17: None}
        if record.nameID in new:
            table.names.remove(record)
            if new[record.nameID]:
                table.setName(new[record.nameID], record.nameID, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = ["ReflectSansSC-Regular"]
    top.topDictIndex[0].FullName = top.topDictIndex[0].FamilyName = FAMILY


def make(source: Path, out: Path) -> None:
    """Write the subset of ``source`` to ``out``."""
    font = open_face(source)
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["BASE", "GSUB", "GPOS", "GDEF", "VORG", "vhea", "vmtx", "DSIG"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    rename(font)
    out.parent.mkdir(parents=True, exist_ok=True)
    font.save(out, reorderTables=True)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else find_source(), OUT)
    print(f"{OUT}  {OUT.stat().st_size / 1e6:.1f} MB")
