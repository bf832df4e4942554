"""Documents and pictures by typst: PDF/UA-1 from a template and values, PNG from SVG. Nothing is fetched."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path

import typst

TRIES = 3
UNSHOWN = "\N{WHITE SQUARE}"
# How typst names a text for which no font has a sign.
MISSING = re.compile(r"the text `\"(.+?)\"` could not be displayed with font")
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# They change the sign before them, and have no look of their own: selectors, joiners, tones of skin.
JOINING = frozenset(
    (0x200D, 0x20E3, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080))
)

PAGES = b"""#set page(margin: 0pt, fill: none, width: auto, height: auto)
#for (svg, width) in json(bytes(sys.inputs.values)) {
  page(image(bytes(svg), format: "svg", width: width * 1pt))
}"""


@cache
def _fonts() -> typst.Fonts:
    """Those of this machine and typst's own, looked for once: that takes longer than most documents."""
    return typst.Fonts()


def pdf_of(template: Path, values: object) -> bytes:
    """The template with the values, which it reads as `json(bytes(sys.inputs.values))`, as a PDF/UA-1.

    A sign that no font here has would make the PDF unreadable to some: its name stands in its place. Raises
    `typst.TypstError` where the template itself is at fault.
    """
    source, values = template.read_bytes(), _changed(values, printable)
    for _ in range(TRIES):
        try:
            return _made(source, values)
        except typst.TypstError as error:
            missing = clusters_in(error.diagnostic)
            if not missing:
                raise
            values = _changed(values, partial(spelled, missing=missing))
    return _made(source, _changed(values, plain))


def pngs_of(drawings: Sequence[tuple[str, float]], ppi: float = 144) -> list[bytes]:
    """Each drawing, an SVG and its width in points, as a PNG with nothing behind it."""
    if not drawings:
        return []
    values = {"values": json.dumps(_changed(drawings, printable), ensure_ascii=False)}
    made = typst.compile(PAGES, format="png", ppi=ppi, font_paths=_fonts(), sys_inputs=values)
    return [made] if isinstance(made, bytes) else list(made)


def _made(source: bytes, values: object) -> bytes:
    return typst.compile(
        source,
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=_fonts(),
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
    )


def _changed(values: object, change: Callable[[str], str]) -> object:
    """The values with every text in them changed: never their JSON, in which a quotation mark is no text."""
    if isinstance(values, str):
        return change(values)
    if isinstance(values, dict):
        return {name: _changed(value, change) for name, value in values.items()}
    return [_changed(value, change) for value in values] if isinstance(values, list | tuple) else values


def plain(text: str) -> str:
    """What is left where nothing else helped."""
    return text.encode("latin-1", "replace").decode("latin-1")


def printable(text: str) -> str:
    """The text without what no page can show: control signs, half signs, and those that mean nothing."""
    return "".join(sign for sign in text if sign in "\n\t" or _is_printable(sign))


def _is_printable(sign: str) -> bool:
    return unicodedata.category(sign) not in UNPRINTABLE and sign != BYTE_ORDER_MARK


UNPRINTABLE = frozenset(("Cc", "Cs", "Co", "Cn"))
BYTE_ORDER_MARK = "\ufeff"  # PDF/UA forbids it


def clusters_in(diagnostic: str) -> frozenset[str]:
    """The texts that typst said it cannot show."""
    return frozenset(_unescaped(found) for found in MISSING.findall(diagnostic))


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def spelled(text: str, missing: Iterable[str]) -> str:
    """The text with the name of a sign in its place, and a square for a letter."""
    for cluster in sorted(missing, key=len, reverse=True):
        if cluster in text:
            text = text.replace(cluster, name_of(cluster))
            continue
        for sign in cluster:
            text = text if sign.isascii() else text.replace(sign, name_of(sign))
    return text


def name_of(cluster: str) -> str:
    """ "[slightly smiling face]"; a square for each letter of a script that is not here."""
    signs = [sign for sign in cluster if ord(sign) not in JOINING]
    if any(unicodedata.category(sign)[0] in "LMN" for sign in signs):
        return UNSHOWN * len(signs)
    names = ", ".join(unicodedata.name(sign, "").lower() for sign in signs)
    return f"[{names}]" if names else ""
