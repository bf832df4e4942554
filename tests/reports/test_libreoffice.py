"""The office files, opened by LibreOffice where it is installed. Without a screen it repairs nothing: it refuses."""

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from tests.reports.made import HOSTILE, empty, summary
from workshops.reports import docx, pptx, xlsx

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


def opened(content: bytes, kind: str, into: str, folder: Path) -> str:
    """What LibreOffice reads in the file, once it is written in another format."""
    made = folder / f"report.{kind}"
    made.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/home", "--headless", "--convert-to", into]
    subprocess.run([*command, "--outdir", str(folder), str(made)], check=True, timeout=120)
    return made.with_suffix("." + into.partition(":")[0]).read_text(encoding="utf-8-sig")


def test_it_opens_the_workbook(tmp_path: Path) -> None:
    read = opened(xlsx.content_of(summary(text="=1+1 ")), "xlsx", "csv", tmp_path)
    assert read.startswith("=1+1 Coming home: About")


@pytest.mark.parametrize(
    "text", ["", "مرحبا ", HOSTILE[0], HOSTILE[-3]], ids=["plain", "far", "formula", "long"]
)
def test_it_opens_the_document(text: str, tmp_path: Path) -> None:
    read = opened(docx.content_of(summary(5, 2, text)), "docx", "txt:Text (encoded):UTF8", tmp_path)
    lines = [line.strip() for line in read.splitlines()]
    for heading in ("Principle 1", "Principle 2"):
        assert lines.count(f"{text}{heading}") == 1


def test_it_opens_the_slides(tmp_path: Path) -> None:
    read = etree.fromstring(opened(pptx.content_of(summary(5, 2)), "pptx", "fodp", tmp_path).encode())
    pages = list(read.iter(f"{DRAW}page"))
    titles = ["".join(next(page.iter(f"{DRAW}text-box")).itertext()).strip() for page in pages]
    assert titles[:4] == ["Coming home", "The whole picture", "1. Principle 1", "2. Principle 2"]
    # Charts of their own, which can be changed there.
    assert [len(list(page.iter(f"{DRAW}object"))) for page in pages[:4]] == [0, 1, 1, 1]


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pptx"])
def test_it_opens_what_is_made_of_an_empty_workshop(kind: str, tmp_path: Path) -> None:
    writer = {"xlsx": xlsx, "docx": docx, "pptx": pptx}[kind]
    into = {"xlsx": "csv", "docx": "txt:Text (encoded):UTF8", "pptx": "fodp"}[kind]
    assert "Coming home" in opened(writer.content_of(empty()), kind, into, tmp_path)
