"""A wording as CommonMark, in which nothing that somebody typed becomes markup by chance."""

import re
from collections.abc import Iterable

from principles.document import Principle
from principles.downloads.paper import List, Paper
from principles.markup import Block, Run, blocks_of

# What begins a heading, a list, a quotation, a rule or a table where it begins a line.
LINE_START = re.compile(r"^(\s*(?=[#+=:-])|\d{1,9}(?=[.)]))(.)", re.MULTILINE)
MARKS = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)|!$", re.MULTILINE)


def written(paper: Paper) -> bytes:
    return ("\n\n".join(parts_of(paper)) + "\n").encode()


def parts_of(paper: Paper) -> list[str]:
    """Paragraphs, headings and lists, with a blank line between any two."""
    wording, words = paper.wording, paper.words
    parts = [heading(1, wording.title), escaped(words.edition)]
    for place, one in enumerate(wording.principles, start=1):
        parts += principle_of(one, place, paper)
    parts += [heading(2, words.meeting), heading(3, words.question), escaped(wording.question)]
    return [*parts, *listed(paper.lists), *about(paper)]


def principle_of(one: Principle, place: int, paper: Paper) -> list[str]:
    levels = [
        f"{level}. **{escaped(label)}**: {inline(text)}"
        for level, (label, text) in enumerate(paper.levels_of(one), start=1)
    ]
    return [
        heading(2, f"{place}. {one.title}"),
        f"**{escaped(one.summary)}**",
        *paragraphs(one.meaning),
        heading(3, paper.words.statements),
        "\n".join(levels),
        *listed(paper.lists_of(one)),
    ]


def about(paper: Paper) -> list[str]:
    wording, words = paper.wording, paper.words
    parts = [heading(2, words.about), *paragraphs(wording.credit)]
    if wording.source:
        parts.append(f"{escaped(words.source)}: {escaped(wording.source)}")
    if paper.note:
        parts.append(f"{escaped(words.changes)}: {escaped(' '.join(paper.note.split()))}")
    return [*parts, escaped(words.not_endorsed), f"{escaped(words.digest)}: `{paper.digest}`"]


def heading(depth: int, text: str) -> str:
    return f"{'#' * depth} {escaped(text)}"


def listed(lists: Iterable[List]) -> list[str]:
    parts = []
    for title, entries in lists:
        parts += [heading(3, title), "\n".join(f"- {escaped(entry)}" for entry in entries)]
    return parts


def paragraphs(text: str) -> list[str]:
    """The long text again, block by block; what stood there as it was typed is typed so that it stays."""
    parts: list[str] = []
    before = ""
    for block in blocks_of(text):
        kind = block.mark and ("-" if block.mark == "•" else "1")
        between = "\n" if kind and kind == before else "\n\n"
        parts.append((between if parts else "") + line_of(block))
        before = kind
    return "".join(parts).split("\n\n") if parts else []


def line_of(block: Block) -> str:
    inside = at_line_starts(marked(block.runs))
    if [one.text for one in blocks_of(inside)] != [block.text]:
        # Marks that stand too close to each other would be read in another way: the words matter more than their look.
        inside = escaped(block.text)
    before = {"": "", "•": "- "}.get(block.mark, block.mark + " ")
    around = "> " * block.quotations + "    " * (block.lists - bool(block.mark))
    return around + before + inside


def marked(runs: Iterable[Run]) -> str:
    """Runs with the marks of their look; what two neighbours share stays open between them."""
    text = ""
    open_marks: list[str] = []
    for run in [*runs, Run("")]:
        wanted = [mark for mark, on in (("**", run.strong), ("*", run.emphasis)) if on]
        while [mark for mark in open_marks if mark not in wanted]:
            text += open_marks.pop()
        for mark in wanted:
            if mark not in open_marks:
                text += mark
                open_marks.append(mark)
        text += f"[{inline(run.text)}](<{run.href}>)" if run.href else inline(run.text)
    return text


def escaped(text: str) -> str:
    """The text, read by any Markdown as just this text."""
    return at_line_starts(inline(text))


def inline(text: str) -> str:
    return MARKS.sub(r"\\\g<0>", text).replace("\n", "\\\n")


def at_line_starts(text: str) -> str:
    return LINE_START.sub(r"\1\\\2", text)
