"""A wording as the TOML document that may be read in again; where it is from is said in comments."""

from principles.document import toml_of
from principles.downloads.paper import Paper


def written(paper: Paper) -> bytes:
    words = paper.words
    said = [paper.wording.title, words.edition, f"{words.digest}: {paper.digest}", words.not_endorsed]
    comments = "\n".join(f"# {line}" for text in said for line in text.splitlines())
    return f"{comments}\n\n{toml_of(paper.wording)}".encode()
