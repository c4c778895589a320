"""The page for a projector in a real browser: played by keyboard, scanned, attacked."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.core.script import seen_signs
from bot.core.turn import LANGS, Lang, Projector
from bot.papers import words
from bot.papers.projector import html
from tests.adapters.studio.opened import axe, browsing
from tests.papers.hostile import HOSTILE, hostile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser, Page

    from bot.core.script import Script

pytestmark = pytest.mark.asyncio(loop_scope="module")

STORY: Final = "model-wanted"
SMALL: Final = {"width": 1280, "height": 720}
LARGE: Final = {"width": 1920, "height": 1080}
#: What a screen of 1280 by 720 holds at 200 %.
ZOOMED: Final = {"width": 640, "height": 360}
#: More presses of Tab than it takes to reach anything on the page, and more steps than a story has.
MANY: Final = 60
#: Plays one way through the story and tells of every step that does not fit. `walk` chooses the way.
TOO_HIGH: Final = """(walk) => {
  const main = document.querySelector("main"), wrong = [];
  const look = (step) => {
    if (main.scrollHeight > main.clientHeight || main.scrollWidth > main.clientWidth
        || document.documentElement.scrollHeight > window.innerHeight) wrong.push(step);
    if (parseFloat(getComputedStyle(main).fontSize) < 20) wrong.push("small " + step);
  };
  const kind = () => document.getElementById("parts").className;
  for (let step = 0; step < 60; step++) {
    look(kind() + " " + document.getElementById("heading").textContent);
    if (kind() === "talk") break;
    if (kind() !== "scene") { document.querySelector(".go").click(); continue; }
    document.dispatchEvent(new KeyboardEvent("keydown", { code: "Digit2" }));
    look("hands");
    const choices = document.querySelectorAll(".choice");
    choices[(walk + step * (walk + 1)) % choices.length].click();
  }
  if (kind() !== "talk") wrong.push("no end");
  document.getElementById("stop").click();
  look("calm");
  return wrong;
}"""


@dataclass(slots=True)
class Seat:
    """A browser in a room: opens pages, and notes whatever went wrong or left."""

    browser: Browser
    folder: Path
    wrong: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def open(self, page: str, **options: Any) -> AsyncIterator[Page]:
        """Open a page as the file that was sent; nothing may be asked for, complained of or kept."""
        file = self.folder / "story-projector.html"
        file.write_text(page, encoding="utf-8", newline="\n")
        context = await self.browser.new_context(**{"viewport": SMALL, **options})
        tab = await context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: self.wrong.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        try:
            await tab.goto(file.as_uri())
            yield tab
            assert [file.as_uri()] == asked
            assert [] == self.wrong
            kept = await tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie, window.name]")
            assert [0, 0, "", ""] == kept
            assert [] == await context.cookies()
        finally:
            await context.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module", name="browser")
async def _browser() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser


@pytest.fixture(name="seat")
def _seat(browser: Browser, tmp_path: Path) -> Seat:
    return Seat(browser, tmp_path)


async def reach(page: Page, selector: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MANY):
        await page.keyboard.press("Tab")
        if await page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"no Tab leads to {selector}")


async def step(page: Page) -> str:
    """Say which kind of step is shown."""
    return str(await page.locator("#parts").get_attribute("class"))


async def findings(page: Page) -> list[str]:
    """Scan the page; give what is serious or critical, one line each."""
    found: list[dict[str, Any]] = await page.evaluate(
        f"async () => {{ {axe()}; return (await axe.run()).violations; }}"
    )
    return [
        f"{each['impact']} {each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


async def test_a_story_is_played_by_keyboard_to_its_end(content: Script, seat: Seat) -> None:
    """A group plays a whole story with keys alone, in French and from the middle on in English, and loses no place."""
    story = content.scenarios[STORY]
    node, seen, steps = story.nodes[story.start], 0, 0
    async with seat.open(html(Projector("fr", STORY), content)) as page:
        lang: Lang = "fr"
        await expect(page.locator("#said")).to_contain_text(story.content_note.fr)
        await expect(page.locator("#said")).to_contain_text(words.PROJECTOR["rules"].fr)
        await reach(page, ".go")
        await page.keyboard.press("Enter")
        while not node.ending:
            seen |= node.seen
            assert "scene" == await step(page)
            await expect(page.locator("#heading")).to_be_focused()
            assert [line.words[lang] for line in node.lines] == await page.locator(
                "#said p > span:last-child"
            ).all_text_contents()
            place = steps % len(node.choices)
            choice = list(node.choices.values())[place]
            for _ in range(2):
                await page.keyboard.press(str(place + 1))
            await expect(page.locator(".leading .choice")).to_contain_text(choice.label[lang])
            await reach(page, ".leading .choice")
            await page.keyboard.press("Enter")
            seen |= choice.seen
            await expect(page.locator("#said")).to_contain_text(choice.feedback[lang])
            if steps == 1:
                await reach(page, "#language")
                await page.keyboard.press("Enter")
                lang = "en"
                await expect(page.locator("#said")).to_contain_text(choice.feedback.en)
                await expect(page.locator("html")).to_have_attribute("lang", "en")
                await expect(page.locator("#language")).to_be_focused()
            await reach(page, ".go")
            await page.keyboard.press("Enter")
            node, steps = story.nodes[choice.to], steps + 1
        assert steps > 2
        await expect(page.locator("#said")).to_contain_text(node.lines[0].words.en)
        await reach(page, ".go")
        await page.keyboard.press("Enter")
        await expect(page.locator("#said")).to_contain_text(node.ending.debrief.en)
        signs = [sign.name.en for sign in seen_signs(story, seen | node.seen)]
        assert signs == await page.locator(".signs li").all_text_contents()
        await reach(page, ".go")
        await page.keyboard.press("Enter")
        for question in story.facilitator_questions[:2]:
            await expect(page.locator("#said")).to_contain_text(question.en)
        await expect(page.locator(".lines li").first).to_contain_text("collected on 2026-")


async def test_hands_are_counted_and_a_tie_is_left_to_the_adult(content: Script, seat: Seat) -> None:
    """Digits and buttons raise and lower hands, the most of them marks a choice, and a tie marks none."""
    async with seat.open(html(Projector("fr", STORY), content)) as page:
        await page.locator(".go").click()
        counts, leading, tally = page.locator(".count"), page.locator(".leading .number"), page.locator("#tally")

        await page.keyboard.press("2")
        await page.keyboard.press("2")
        await page.keyboard.press("3")
        assert ["0", "2", "1"] == await counts.all_text_contents()
        assert ["2"] == await leading.all_text_contents()
        await expect(tally).to_have_text("Le choix du groupe : 2")

        await page.locator(".more").nth(2).click()
        assert [] == await leading.all_text_contents()
        await expect(tally).to_have_text(words.PROJECTOR["tie"].fr)

        await page.keyboard.press("Shift+Digit2")
        await page.locator(".fewer").first.click()
        await page.keyboard.press("9")
        await page.keyboard.press("Control+Digit1")
        assert ["0", "1", "2"] == await counts.all_text_contents()
        assert ["3"] == await leading.all_text_contents()

        await page.locator("#language").click()
        assert ["0", "1", "2"] == await counts.all_text_contents()
        await expect(tally).to_have_text("The group's choice: 3")
        # The facilitator may take another one all the same.
        await page.locator(".choice").first.click()
        await expect(page.locator("#heading")).to_have_text("You chose")
        await page.locator("#back").click()
        assert ["0", "1", "2"] == await counts.all_text_contents()


async def test_one_can_stop_and_step_back_at_any_time(content: Script, seat: Seat) -> None:
    """The bar with somebody to talk to and the way out are always there, and a pause leads back to where one was."""
    story = content.scenarios[STORY]
    async with seat.open(html(Projector("en", STORY), content)) as page:
        await expect(page.locator("#back")).to_be_disabled()
        for press in (".go", ".choice", ".go", ".choice", ".go"):
            await expect(page.locator("#bar")).to_contain_text("686868")
            before = await page.locator("#said").inner_text()
            await page.locator("#stop").click()
            await expect(page.locator("#heading")).to_have_text(words.PROJECTOR["calm"].en)
            await expect(page.locator("#said")).to_contain_text(story.facilitator_questions[0].en)
            await expect(page.locator(".lines")).to_contain_text("668-6868")
            await expect(page.locator("#bar")).to_contain_text("686868")
            await page.keyboard.press("1")
            await page.locator(".go").click()
            assert before == await page.locator("#said").inner_text()
            await page.locator(press).first.click()
        shown = []
        while await page.locator("#back").is_enabled():
            await page.locator("#back").click()
            shown.append(await step(page))
        assert ["feedback", "scene", "feedback", "scene", "note"] == shown


def signs_of_choices(content: Script) -> Script:
    """Let only the first choices show a sign, each the one of its own number."""
    story = content.scenarios[STORY]
    nodes = {
        name: replace(
            node,
            seen=0,
            choices={
                each: replace(choice, seen=1 << place if name == story.start else 0)
                for place, (each, choice) in enumerate(node.choices.items())
            },
        )
        for name, node in story.nodes.items()
    }
    return replace(content, scenarios={**content.scenarios, STORY: replace(story, nodes=nodes)})


async def test_the_signs_of_a_way_that_was_left_are_forgotten(content: Script, seat: Seat) -> None:
    """Who steps back and chooses otherwise is shown the signs of the way that was taken, not of both."""
    async with seat.open(html(Projector("en", STORY), signs_of_choices(content))) as page:
        await page.locator(".go").click()
        await page.locator(".choice").nth(1).click()
        await page.locator("#back").click()
        await page.locator(".choice").nth(2).click()
        for _ in range(MANY):
            kind = await step(page)
            if kind == "remember":
                break
            await page.locator(".choice" if kind == "scene" else ".go").first.click()

        assert [content.scenarios[STORY].signs[2].name.en] == await page.locator(".signs li").all_text_contents()


async def test_hostile_texts_are_shown_as_text(content: Script, seat: Seat) -> None:
    """A story whose texts try to be markup is played to its end: they are read as they were written, and do nothing."""
    async with seat.open(html(Projector("fr", STORY), hostile(content, STORY))) as page:
        for _ in range(MANY):
            assert HOSTILE in str(await page.locator("#said").text_content())
            assert HOSTILE == await page.locator("#title").text_content()
            assert 0 == await page.locator("img").count()
            assert 2 == await page.locator("script").count()
            kind = await step(page)
            if kind == "talk":
                break
            await page.locator(".choice" if kind == "scene" else ".go").first.click()
        assert "talk" == kind
        assert "owned" != await page.title()


@pytest.mark.parametrize("lang", LANGS)
async def test_nothing_serious_is_found(content: Script, seat: Seat, lang: Lang) -> None:
    """The scanner finds nothing serious or critical on any kind of step."""
    axe()
    looked = set()
    # The scanner is run inside the page, past its policy; nothing else may be.
    async with seat.open(html(Projector(lang, STORY), content), bypass_csp=True) as page:
        for _ in range(MANY):
            kind = await step(page)
            if kind == "scene":
                await page.keyboard.press("1")
            if kind not in looked:
                assert [] == await findings(page)
            looked.add(kind)
            if kind == "talk":
                break
            await page.locator(".choice" if kind == "scene" else ".go").first.click()
        await page.locator("#stop").click()
        assert [] == await findings(page)
    assert {"note", "scene", "feedback", "end", "remember", "talk"} == looked


async def test_every_step_fits_the_screen(content: Script, seat: Seat) -> None:
    """On a projector nothing on a way through a shipped story has to be scrolled, and its letters are large."""
    stories = [story.id for story in content.scenarios.values() if story.workshop]
    # What fits the small screen fits the large one, of the same shape; French is the longer language.
    asked: list[tuple[Lang, str, dict[str, int]]] = [("fr", story, SMALL) for story in stories]
    asked += [("en", stories[0], SMALL), ("fr", stories[-1], LARGE)]
    for walk, (lang, story, viewport) in enumerate(asked):
        async with seat.open(html(Projector(lang, story), content), viewport=viewport) as page:
            assert [] == await page.evaluate(TOO_HIGH, walk % 8), story


@pytest.mark.parametrize("lang", LANGS)
async def test_an_enlarged_page_is_scrolled_and_whole(content: Script, seat: Seat, lang: Lang) -> None:
    """At 200 %, the way out and the bar stay in view, nothing is pushed sideways, and every choice can be reached."""
    async with seat.open(html(Projector(lang, STORY), content), viewport=ZOOMED) as page:
        await page.locator(".go").click()
        for selector in ("#stop", "#bar", "#language", "#back"):
            box = await page.locator(selector).bounding_box()
            assert box is not None
            assert 0 <= box["y"] <= box["y"] + box["height"] <= ZOOMED["height"]
        assert await page.evaluate("document.querySelector('main').clientHeight") > 120
        wide = "[...document.querySelectorAll('html, main, header, footer')].filter(e => e.scrollWidth > e.clientWidth)"
        assert 0 == await page.evaluate(f"{wide}.length")
        await reach(page, ".option:last-child .more")
        await page.keyboard.press("Enter")
        await expect(page.locator(".count").last).to_have_text("1")


async def test_nothing_moves_for_who_asks_for_calm(content: Script, seat: Seat) -> None:
    """With reduced motion there is no transition and no animation on the page."""
    async with seat.open(html(Projector("fr", STORY), content), reduced_motion="reduce") as page:
        await page.locator(".go").click()
        moving = (
            "[...document.querySelectorAll('*')].map(each => getComputedStyle(each))"
            ".filter(each => parseFloat(each.transitionDuration) || each.animationName !== 'none').length"
        )
        assert 0 == await page.evaluate(moving)
