"""Fay's desk, the phones of Ana and Ben, and the screen: what each does and sees, with scripts or without."""

import re
from dataclasses import dataclass, field
from uuid import UUID

from playwright.sync_api import Locator, Page, expect

from tests.browser.crowd import DESKTOP, PHONE, WALL, Crowd
from tests.browser.server import FAY, PASSWORD, Planned, Site
from workshops.domain.ballots import ballot_key
from workshops.room import seats

# By principle and level: the number of scores in the newest round, after that of the round before if it is shown.
Counts = dict[str, dict[int, list[int]]]
# Activity, principle and level of each answer; "I can't say" has no level.
Answers = list[tuple[int, str, int | None]]


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/workshops/$"))


def shown_counts(place: Page | Locator) -> Counts:
    """The numbers beside every chart of dots."""
    found: Counts = {}
    for table in place.locator("table.dots[data-result]").all():
        principle = str(table.get_attribute("data-result")).split(":")[1]
        found[principle] = {
            int(row.get_attribute("data-level") or 0): [int(n) for n in row.locator("td.n").all_inner_texts()]
            for row in table.locator("tbody tr").all()
        }
    return found


class Live:
    """A page that follows the room by itself; without scripts, when it is loaded again."""

    region = "#stage"

    def __init__(self, page: Page, crowd: Crowd, path: str) -> None:
        self.page, self.crowd, self.path = page, crowd, path

    @property
    def stage(self) -> Locator:
        return self.page.locator(self.region)

    def catch_up(self) -> None:
        if not self.crowd.transport.scripts:
            self.page.goto(self.path)

    def at(self, kind: str, phase: str = "open") -> None:
        """Wait until this page is at a step of `kind` in `phase`."""
        self.catch_up()
        expect(self.stage).to_have_attribute("data-kind", kind)
        expect(self.stage).to_have_attribute("data-phase", phase)

    def sees(self, words: str) -> None:
        self.catch_up()
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_no_result(self) -> None:
        """Not a number of anybody's score is in the page, hidden or not."""
        self.catch_up()
        assert self.page.locator("[data-result], .dots, .ov, .says").count() == 0

    def counts(self) -> Counts:
        self.catch_up()
        # A wall shows one principle at a time, and takes turns.
        expect(self.page.locator("table.dots[data-result]").filter(visible=True).first).to_be_visible()
        return shown_counts(self.page)


class Phone(Live):
    """A participant's."""

    @property
    def scripts(self) -> bool:
        return self.crowd.transport.scripts

    @property
    def form_count(self) -> int:
        return self.page.locator("form.one").count()

    def score(self, number: int, level: int | str, why: str = "") -> None:
        """Answer the form with this number, from 0, and wait until the server has acknowledged it."""
        form = self.page.locator("form.one").nth(number)
        principle = str(form.get_attribute("data-principle"))
        if self.scripts:
            self.page.locator(f".steps a[data-go='{principle}']").click()
        if why:
            self.write_why(form, why)
        form.locator(f"input[value='{level}']").check()
        self.save(form)
        self.acknowledged(principle, level)

    def write_why(self, form: Locator, why: str) -> None:
        if form.locator("details.why[open]").count() == 0:
            form.locator("details.why summary").click()
        form.locator("textarea").fill(why)

    def save(self, form: Locator) -> None:
        if not self.scripts:
            form.get_by_role("button", name="Save this answer").click()

    def acknowledged(self, principle: str, level: int | str) -> None:
        own = f"[data-activity='{self.activity}'][data-principle='{principle}'][data-level='{level}']"
        expect(self.page.locator("#mine").locator(own)).to_have_count(1)

    @property
    def activity(self) -> int:
        return int(self.stage.get_attribute("data-step") or 0)

    def say(self, words: str) -> None:
        self.stage.locator("textarea").fill(words)
        self.stage.get_by_role("button", name="Send without my name").click()
        self.saved()

    def saved(self) -> None:
        expect(self.page.locator("#say")).to_have_text("Saved")

    def answers(self) -> Answers:
        """Every answer that the server has acknowledged to this phone."""
        self.catch_up()
        rows = self.page.locator("#mine [data-level]").all()
        found = [
            (
                int(row.get_attribute("data-activity") or 0),
                str(row.get_attribute("data-principle")),
                int(level) if (level := str(row.get_attribute("data-level"))).isdecimal() else None,
            )
            for row in rows
        ]
        return sorted(found, key=str)

    def own_marks(self) -> dict[str, int]:
        """The level that this phone marks as its owner's own, by principle."""
        marked = self.page.locator("[data-result] tr:has(.you)").all()
        return {
            str(row.locator("xpath=ancestor::table").get_attribute("data-result")).split(":")[1]: int(
                row.get_attribute("data-level") or 0
            )
            for row in marked
        }

    @property
    def participant(self) -> UUID:
        cookies = {c["name"]: c["value"] for c in self.page.context.cookies()}
        token = next(value for name, value in cookies.items() if name.startswith("participant-"))
        seat = seats.read(token)
        assert seat is not None
        assert seat.participant is not None
        return seat.participant


class Screen(Live):
    region = "#screen_stage"


class Desk(Live):
    region = "#desk_stage"

    @property
    def on(self) -> Locator:
        return self.page.locator("#on")

    def go_on(self, kind: str = "", phase: str = "open") -> None:
        """The one next step; wait until this desk has made it."""
        seen = self.page.locator("#f-step [name=seen]")
        before = seen.get_attribute("value")
        self.on.click()
        expect(self.page.locator(f"#f-step [name=seen][value='{before}']")).to_have_count(0)
        if kind:
            expect(self.stage).to_have_attribute("data-kind", kind)
            expect(self.stage).to_have_attribute("data-phase", phase)

    def open_doors(self) -> None:
        self.on.click()
        expect(self.stage.get_by_role("heading", name="People are coming in")).to_be_visible()

    def pretend(self) -> None:
        """Let the pretend people do this step, and wait until they have."""
        with self.page.expect_response(lambda answer: answer.url.endswith("/pretend")) as answer:
            self.page.locator("#pretend").click()
        assert answer.value.status in {200, 302}

    def reveal(self) -> None:
        """Asked once: the first press shows the question and changes nothing."""
        self.on.click()
        expect(self.page.locator("#on-sure")).to_be_visible()
        expect(self.stage).to_have_attribute("data-phase", "closed")
        self.page.locator("#on-sure").click()
        expect(self.stage).to_have_attribute("data-phase", "revealed")

    def choose(self, number: int) -> str:
        """Choose a principle to discuss, by its place in the list from 0; gives its key."""
        button = self.page.locator(".choose li button").nth(number)
        name = str(button.get_attribute("id"))
        button.click()
        expect(self.page.locator(f"#{name}")).to_have_attribute("aria-pressed", "true")
        return name.removeprefix("choose-")

    def voice(self, words: str) -> Locator:
        return self.page.locator("#desk_voices .v-n .voice").filter(has_text=words)

    def press(self, words: str, button: str) -> None:
        """A button beside something that was said."""
        found = self.voice(words).locator(f"button[id^={button}-]")
        found.click()
        expect(found).to_have_attribute("aria-pressed", "true")


@dataclass
class Room:
    """One workshop, and how everybody comes into it."""

    site: Site
    crowd: Crowd
    workshop: Planned
    phones: list[Phone] = field(default_factory=list)

    def desk(self, size: tuple[int, int] = DESKTOP) -> Desk:
        page = self.crowd.window(size)
        sign_in(page, FAY)
        path = f"/desk/{self.workshop.code}/"
        page.goto(path)
        return Desk(page, self.crowd, path)

    def screen(self, size: tuple[int, int] = WALL) -> Screen:
        path = f"/screen/{self.workshop.screen_key}/"
        page = self.crowd.window(size)
        page.goto(path)
        return Screen(page, self.crowd, path)

    def phone(self, sector: str = "carer", size: tuple[int, int] = PHONE) -> Phone:
        """Somebody joins by the link."""
        page = self.crowd.window(size)
        page.goto(f"/j/{self.workshop.code}")
        return self.join(page, sector)

    def join(self, page: Page, sector: str) -> Phone:
        path = f"/w/{self.workshop.code}/"
        page.locator(f"#sector-{sector}").check()
        page.get_by_role("button", name="Join the workshop").click()
        expect(page).to_have_url(re.compile(f"{path}$"))
        # The address changes before the page's scripts have run.
        page.wait_for_load_state("domcontentloaded")
        self.phones.append(Phone(page, self.crowd, path))
        return self.phones[-1]

    def counts_kept(self, *activities: int) -> Counts:
        """What the charts of these rounds must say, counted afresh from the rows."""
        rows = self.site.rows(
            "select activity_id, principle, level from workshops_score where workshop_id = ?",
            self.workshop.id,
        )
        principles = {principle for activity, principle, _ in rows if activity == activities[-1]}
        return {
            p: {level: [rows.count((a, p, level)) for a in activities] for level in range(1, 6)}
            for p in principles
        }

    def seen_too(self, words: str) -> int:
        """How many see what was said with these words."""
        query = (
            "select count(*) from workshops_seentoo join workshops_comment on comment_id = workshops_comment.id "
            "where workshop_id = ? and instr(text, ?) and not differs"
        )
        return int(self.site.rows(query, self.workshop.id, words)[0])

    def scores_kept(self, phone: Phone) -> Answers:
        """What the database holds for this person, row by row: an answer that was kept twice is there twice."""
        [secret] = self.site.rows(
            "select ballot_secret from workshops_workshop where id = ?", self.workshop.id
        )
        rows = self.site.rows(
            "select activity_id, principle, level from workshops_score where workshop_id = ? and ballot_key = ?",
            self.workshop.id,
            ballot_key(secret, phone.participant),
        )
        return sorted(rows, key=str)
