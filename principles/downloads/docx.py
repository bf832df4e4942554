"""A wording as a Word document with real headings, lists and tables, in its own language and direction."""

from io import BytesIO

from docx import Document

from principles.document import Principle
from principles.downloads.pages import Pages
from principles.downloads.paper import List, Paper
from principles.markup import Block, blocks_of


def written(paper: Paper) -> bytes:
    pages = Pages(Document(), paper.wording.language, paper.words.language)
    pages.describe(paper.wording.title, paper.words.edition, paper.published)
    pages.foot(paper.wording.title, paper.words.page)
    pages.add(paper.wording.title, "Title")
    pages.add_own(paper.words.edition, "Subtitle")
    for place, one in enumerate(paper.wording.principles, start=1):
        write_principle(pages, paper, one, place)
    write_meeting(pages, paper)
    write_about(pages, paper)
    file = BytesIO()
    pages.document.save(file)
    return file.getvalue()


def write_principle(pages: Pages, paper: Paper, one: Principle, place: int) -> None:
    pages.add(f"{place}. {one.title}", "Heading 1").paragraph_format.page_break_before = place > 1
    pages.add(one.summary).runs[0].bold = True
    write_long(pages, one.meaning)
    pages.add_own(paper.words.statements, "Heading 2")
    rows = [(f"{level}. {label}", text) for level, (label, text) in enumerate(paper.levels_of(one), start=1)]
    pages.table(paper.words.statements, (paper.words.level, paper.words.statement), rows)
    write_lists(pages, paper.lists_of(one))


def write_meeting(pages: Pages, paper: Paper) -> None:
    pages.add_own(paper.words.meeting, "Heading 1").paragraph_format.page_break_before = True
    pages.add_own(paper.words.question, "Heading 2")
    pages.add(paper.wording.question)
    write_lists(pages, paper.lists)


def write_about(pages: Pages, paper: Paper) -> None:
    words = paper.words
    pages.add_own(words.about, "Heading 1")
    write_long(pages, paper.wording.credit)
    for label, text in ((words.source, paper.wording.source), (words.changes, paper.note)):
        if text:
            pages.say(pages.add_own(f"{label}: "), text)
    pages.add_own(paper.not_endorsed)
    pages.add_own(f"{words.digest}: {paper.digest}")


def write_lists(pages: Pages, lists: list[List]) -> None:
    for heading, entries in lists:
        pages.add_own(heading, "Heading 2")
        for entry in entries:
            pages.add(entry, "List Bullet")


def write_long(pages: Pages, text: str) -> None:
    """Markdown as Word has it: each numbered list counts from its own first number."""
    numbering = 0
    for block in blocks_of(text):
        paragraph = pages.add("", style_of(block))
        if block.mark.endswith("."):
            numbering = numbering or pages.numbering_from(int(block.mark[:-1]))
            pages.number(paragraph, numbering)
        elif not block.lists:
            numbering = 0
        for run in block.runs:
            pages.say(paragraph, run.text, strong=run.strong, emphasis=run.emphasis, href=run.href)


def style_of(block: Block) -> str:
    deeper = f" {min(block.lists, 3)}" if block.lists > 1 else ""
    if block.mark:
        return ("List Bullet" if block.mark == "•" else "List Number") + deeper
    if block.quotations:
        return "Quote"
    return f"List Continue{deeper}" if block.lists else "Normal"
