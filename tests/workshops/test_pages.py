"""What holds for every template and every page: nothing inline, and a policy that would refuse it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.http import HttpResponse

from tests.cast import GOALS
from tests.workshops.test_gate import PAGES, address_of

ROOT = Path(__file__).parents[2]
# A file to take away, which nobody opens on this site, carries its own style sheet.
TAKEN_AWAY = {Path("templates/parts/taken_away.html")}
TEMPLATES = sorted(path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*.html"))
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# Scripts or styles in the page itself, in any of the ways that HTML and htmx know.
INLINE = re.compile(
    r"""\shx-on|\bjs:|javascript:|\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|<script\b(?![^>]*\ssrc=)|\bhx-vals=["']js""",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_a_template_has_nothing_inline(path):
    own = ["<style"] if path in TAKEN_AWAY else []
    assert INLINE.findall((ROOT / path).read_text(encoding="utf-8")) == own


@pytest.mark.parametrize(
    "text",
    [
        '<p hx-on:click="x">',
        '<p style="color: red">',
        "<p style = 'color: red'>",
        "<style>p {}</style>",
        '<a href="javascript:x()">',
        '<p hx-vals="js:{a: 1}">',
        '<button onclick="x()">',
        '<body onload="x()">',
        "<script>x()</script>",
        '<script type="module">x()</script>',
    ],
)
def test_what_is_inline_is_found(text):
    assert len(INLINE.findall(text)) >= 1


def test_what_is_not_inline_is_not():
    kept = '<script src="/static/js/live.js" defer></script><p class="style" data-on="x">one="1"</p><a href="/js/">'
    assert INLINE.findall(kept) == []


def test_light_and_dark_differ_in_colours_alone():
    """What is laid out in one scheme is laid out alike in the other."""
    sheets = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "static/css").glob("*.css")}
    dark = re.search(
        r"@media \(prefers-color-scheme: dark\) {\s*:root {(.*?)}", sheets["tokens.css"], re.DOTALL
    )

    assert [name for name, text in sheets.items() if "prefers-color-scheme" in text] == ["tokens.css"]
    assert dark
    values = [line.partition(":")[2].strip(" ;") for line in dark[1].splitlines() if line.strip()]
    assert len(values) > 20
    assert [value for value in values if not re.fullmatch(r"#[0-9a-f]{6}", value)] == []


def policy_of(response: HttpResponse):
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {part[0]: " ".join(part[1:]) for part in parts}


def kept_by(response: HttpResponse) -> set[str]:
    return {part.strip() for part in response.headers["Cache-Control"].split(",")}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_the_strict_policy(cast, name):
    address = address_of(name, cast.oak, cast.ana)
    responses = [cast.get(who, address) for who in ("ana", "fay", "stranger")]

    assert [policy_of(response) for response in responses] == [POLICY] * 3
    assert {response.headers["X-Content-Type-Options"] for response in responses} == {"nosniff"}
    assert {response.headers["Referrer-Policy"] for response in responses} == {"same-origin"}
    # No proxy on the way may keep it for somebody else.
    assert [kept for kept in map(kept_by, responses) if not kept & {"private", "no-store"}] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/no-such-page", "/accounts/login/", "/accounts/signup/", "/principles/", "/admin/login/"]
)
def test_every_other_page_as_well(cast, address):
    assert policy_of(cast.get("stranger", address)) == POLICY


class Tags(HTMLParser):
    """Whether every tag is closed where it should be, every id is there once, and every reference leads to one."""

    VOID = {"meta", "link", "input", "br", "hr", "img", "use", "circle", "rect", "line", "path"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.wanted, self.faults = [], [], set(), []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"])
        for name in ("for", "aria-labelledby", "aria-describedby", "form"):
            self.wanted |= set((values.get(name) or "").split())
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} is closed at {self.getpos()} where it is not open")


def faults_of(page):
    tags = Tags()
    tags.feed(page)
    twice = {name for name in tags.ids if tags.ids.count(name) > 1}
    return [
        *tags.faults,
        *tags.open,
        *(f"{name} is there twice" for name in sorted(twice)),
    ], tags.wanted - set(tags.ids)


@pytest.mark.django_db
def test_every_live_page_is_whole_at_every_step(cast):
    """A stray tag or a doubled id would break the replacing of regions."""
    oak, seen = cast.oak, 0
    people = oak.crowd(8)
    while True:
        now = oak.snapshot.now
        if now and now.kind.with_result and now.phase == "open":
            oak.score(people, [1, 2, 2, 3, 3, 3, 4, None])
            oak.send(cast.ana, "score", principle=GOALS, score="2", reason="A <reason>")
        if now and now.kind.name == "discuss":
            oak.desk_sends("discuss", principle=GOALS)
            oak.say(cast.ana, "comment", f"Said in step {now.id}")
        if now and now.kind.name == "commit":
            oak.promise("Meet")
        for who, address in (
            ("ana", f"/w/{oak.code}/"),
            ("fay", f"/desk/{oak.code}/"),
            ("screen", f"/screen/{oak.made.screen_key}/"),
        ):
            page = cast.get(who, address).content.decode()
            faults, lost = faults_of(page)
            assert (oak.snapshot.standing, who, faults) == (oak.snapshot.standing, who, [])
            # The page adds tokens for the forms that may stand in its regions, some of which do not stand yet.
            assert {name for name in lost if not name.startswith("f-")} == set()
            seen += 1
        if not oak.snapshot.on:
            break
        oak.on()

    assert seen == 3 * 20


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["planned", "open", "ended"])
@pytest.mark.parametrize(
    "name",
    [
        "landing",
        "help",
        "privacy",
        "check",
        "check_it",
        "join",
        "workshops",
        "over_time",
        "over_time_series",
        "workshop",
        "report",
        "desk",
        "screen",
        "take_part",
    ],
)
def test_every_page_is_whole(cast, name, stage):
    if stage == "planned":
        cast.oak.made.stage = "planned"
        cast.oak.made.save(update_fields=["stage"])
    elif stage == "ended":
        cast.oak.go_to("discuss")
        cast.oak.end()
    who = {"take_part": "ana", "join": "stranger", "screen": "screen"}.get(name, "fay")
    faults, lost = faults_of(cast.get(who, address_of(name, cast.oak, cast.ana)).content.decode())

    assert (faults, {label for label in lost if not label.startswith("f-")}) == ([], set())
