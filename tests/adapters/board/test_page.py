"""The page as a class sees it: the real server, a real browser, and groups that a test fills."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.async_api import expect

from bot.core.script import Both
from bot.core.turn import LANGS
from tests.adapters.board.boards import KEY, OTHER, SECOND, STORY, Kept, answered, board, new_group, played, serving
from tests.adapters.studio.opened import axe, visiting

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Request

    from bot.core.script import Script
    from tests.adapters.studio.opened import Visit

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROJECTOR: Final = {"width": 1280, "height": 720}
#: A folder for pictures, for whoever wants to look at them.
PICTURES: Final = os.environ.get("BOARD_PICTURES", "")


class Watching:
    """One tab before a board: what went wrong in it, what it asked for, and what it shows."""

    def __init__(self, visit: Visit, url: str) -> None:
        self.visit, self.page, self.url = visit, visit.page, url
        self.asked: list[str] = []

        def asks(request: Request) -> None:
            self.asked.append(request.url)
            if not request.url.startswith((f"{url}/", "about:blank")):
                visit.wrong.append(f"asked {request.url}")

        self.page.on("request", asks)
        self.page.on("pageerror", lambda error: visit.wrong.append(f"error: {error}"))
        self.page.on("console", lambda said: visit.wrong.append(f"{said.type}: {said.text}"))

    async def open(self, fragment: str = KEY, lang: str = "fr") -> Page:
        """Open the address that the bot gives."""
        await self.page.goto(f"{self.url}/board#{fragment}" if fragment else f"{self.url}/board")
        await self.page.locator(f"#lang-{lang}").click()
        return self.page

    def forgive(self, *statuses: int) -> None:
        """Let a browser have said that an answer had these statuses, or that a line was cut: the page says so too."""
        answers = "|".join(f"the server responded with a status of {status}" for status in statuses)
        told = rf"error: Failed to load resource: ({answers or 'net::'}|net::)"
        self.visit.wrong[:] = [each for each in self.visit.wrong if not re.match(told, each)]


def full(content: Script) -> Any:
    """Give a group that has played two stories, and answered a statement before and after."""
    entry = next(entry.id for entry in content.entries.values() if entry.card)
    found = new_group(STORY, SECOND, question=entry)
    return answered(played(content, played(content, found), SECOND, points=2), entry)


async def picture(page: Page, name: str) -> None:
    """Keep a picture where one is wanted."""
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")


async def no_barrier(page: Page) -> None:
    """Let axe look at the page; nothing serious is in anybody's way."""
    await page.evaluate(f"(() => {{ {axe()} }})()")
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [each for each in found["violations"] if each["impact"] in ("serious", "critical")]
    assert [] == [(each["id"], [node["target"] for node in each["nodes"]]) for each in serious]


@pytest.mark.parametrize("lang", LANGS)
async def test_figures_appear_as_a_group_plays(browser: Browser, content: Script, lang: str) -> None:
    """Waiting, without a number that grows; then figures; then other figures, without anybody touching the page."""
    kept = Kept({KEY: new_group()})
    async with serving(board(kept, content)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        page = await Watching(visit, url).open(lang=lang)
        main = page.locator("main")
        await expect(main).to_contain_text({"fr": "En attente", "en": "Waiting"}[lang])
        assert ["5"] == re.findall(r"\d+", await main.inner_text())
        await no_barrier(page)
        await picture(page, f"board-waiting-{lang}")

        kept.groups[KEY] = played(content, kept.groups[KEY])
        await expect(main).to_contain_text({"fr": "Joué environ 30 fois", "en": "Played about 30 times"}[lang])
        await expect(main.locator("h2")).to_have_text(content.scenarios[STORY].title[lang])  # type: ignore[index]
        kept.groups[KEY] = played(content, kept.groups[KEY], more=5)
        await expect(main).to_contain_text({"fr": "environ 35", "en": "about 35"}[lang])
        await expect(page.locator("#aloud")).to_have_text(
            {"fr": "Les chiffres ont changé.", "en": "The figures have changed."}[lang]
        )


@pytest.mark.parametrize("lang", LANGS)
async def test_it_is_moved_through_by_buttons_and_keys(browser: Browser, content: Script, lang: str) -> None:
    """Each page fits the projector in its width, is free of barriers, and is reached by a key or a button."""
    kept = Kept({KEY: full(content)})
    async with serving(board(kept, content)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        page = await Watching(visit, url).open(lang=lang)
        await expect(page.locator("#chapters button")).to_have_count(3)
        await page.keyboard.press("ArrowLeft")
        pages = int((await page.locator("#place").inner_text()).split()[-1])
        for number in range(1, pages + 1):
            await expect(page.locator("#place")).to_have_text(re.compile(rf"^{number} "))
            assert 1280 == await page.evaluate("document.documentElement.scrollWidth")
            if number in (1, 2, 3, pages):
                await no_barrier(page)
                await picture(page, f"board-page-{number if number < pages else 'asked'}-{lang}")
            await page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            await page.keyboard.press(("ArrowRight", "PageDown")[number % 2])
        await expect(page.locator("#next")).to_be_disabled()
        await page.locator("#before").click()
        await expect(page.locator("#place")).to_have_text(re.compile(rf"^{pages - 1} "))
        await page.locator("#chapters button").first.click()

        await expect(page.locator("#place")).to_have_text(re.compile("^1 "))


async def test_the_language_is_changed_and_the_page_stays(browser: Browser, content: Script) -> None:
    """Who switches the language in front of a class stays at the same point, also when figures change meanwhile."""
    kept = Kept({KEY: full(content)})
    story = content.scenarios[SECOND]
    async with serving(board(kept, content)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        page = await Watching(visit, url).open()
        await page.locator("#chapters button").nth(1).click()
        await page.locator("#next").click()
        point = next(node for node in story.nodes.values() if node.choices).lines[-1].words
        await expect(page.locator("main h2")).to_contain_text(point.fr)
        await page.locator("#lang-en").click()
        await expect(page.locator("main h2")).to_contain_text(point.en)
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await expect(page.locator("#chapters [aria-current=true]")).to_have_text(story.title.en)
        before = kept.groups[KEY]
        kept.groups[KEY] = played(content, before, SECOND, more=5, points=2)

        await expect(page.locator("main")).to_contain_text("about 20")
        await expect(page.locator("main h2")).to_contain_text(point.en)


async def test_a_lost_connection_is_told_and_comes_back(browser: Browser, content: Script) -> None:
    """The last figures stay and are marked as not fresh; the page asks again by itself, and says when."""
    kept = Kept({KEY: played(content, new_group())})
    async with visiting(browser, viewport=PROJECTOR) as visit:
        async with serving(board(kept, content)) as url:
            watching = Watching(visit, url)
            page = await watching.open()
            await expect(page.locator("main")).to_contain_text("environ 30")
        await expect(page.locator("#state")).to_contain_text("La connexion est perdue. Nouvel essai dans")
        await expect(page.locator("main .stale")).to_have_text("Ces chiffres datent d'avant la coupure.")
        await expect(page.locator("main")).to_contain_text("environ 30")
        await expect(page.locator("#state")).to_contain_text("4 s")
        await no_barrier(page)
        await picture(page, "board-lost-fr")
        await page.locator("#lang-en").click()
        await picture(page, "board-lost-en")
        await page.locator("#lang-fr").click()
        kept.groups[KEY] = played(content, new_group(), more=5)
        async with serving(board(kept, content), int(url.rpartition(":")[2])):
            await page.locator("#again").click()
            await expect(page.locator("main")).to_contain_text("environ 35")
            await expect(page.locator("#state")).to_have_text("En direct")
            await expect(page.locator("main .stale")).to_have_count(0)
            await page.goto("about:blank")
            watching.forgive()


async def test_it_comes_back_without_a_hand(browser: Browser, content: Script) -> None:
    """Nobody has to press anything for a board to find its group again."""
    kept = Kept({KEY: played(content, new_group())})
    async with serving(board(kept, content)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        watching = Watching(visit, url)
        page = await watching.open()
        await expect(page.locator("#state")).to_have_text("En direct")
        kept.trouble = OSError("the disk")
        await expect(page.locator("#state")).to_contain_text("La connexion est perdue")
        kept.trouble = None
        kept.groups[KEY] = played(content, new_group(), more=5)

        await expect(page.locator("main")).to_contain_text("environ 35")
        watching.forgive(503)


async def test_an_erased_group_leaves_no_figure_on_the_wall(browser: Browser, content: Script) -> None:
    """What the facilitator erased is erased from the screen as well."""
    kept = Kept({KEY: played(content, new_group())})
    async with serving(board(kept, content)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        page = await Watching(visit, url).open()
        await expect(page.locator("main")).to_contain_text("environ 30")
        kept.groups.clear()

        await expect(page.locator("main")).to_have_text(re.compile("Ce groupe a été effacé"))
        assert "30" not in await page.locator("body").inner_text()
        await no_barrier(page)
        await picture(page, "board-gone-fr")
        await page.locator("#lang-en").click()
        await picture(page, "board-gone-en")


@pytest.mark.parametrize(
    ("fragment", "status", "said"),
    [
        ("", 0, "L'adresse de cette page est incomplète."),
        ("short", 0, "Il n'y a pas de groupe à cette adresse."),
        ("%E0%<b>", 0, "Il n'y a pas de groupe à cette adresse."),
        (OTHER, 404, "Il n'y a pas de groupe à cette adresse."),
    ],
    ids=["none", "short", "odd", "unknown"],
)
async def test_a_wrong_address_says_what_to_do(
    browser: Browser, content: Script, fragment: str, status: int, said: str
) -> None:
    """No key, a cut one and one of no group lead to the button in the bot, in plain words."""
    async with serving(board(Kept(), content)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        watching = Watching(visit, url)
        page = await watching.open(fragment)

        await expect(page.locator("main")).to_contain_text(said)
        await expect(page.locator("main")).to_contain_text("bouton")
        await expect(page.locator("#help")).to_have_text(re.compile(r"\d"))
        await no_barrier(page)
        await picture(page, f"board-address-{fragment or 'none'}-fr".replace("%", "").replace("<b>", ""))
        watching.forgive(status)
        assert bool(status) == (f"{url}/board/events" in watching.asked)


@pytest.mark.parametrize(("limits", "status"), [({"most_open": 0}, 503), ({"seconds": lambda: 0.0}, 429)])
async def test_a_board_that_must_wait_says_so(
    browser: Browser, content: Script, limits: dict[str, Any], status: int
) -> None:
    """Too many boards, and too many wrong addresses, are told in words with the time to wait."""
    kept = Kept({KEY: new_group()} if status == 503 else {})
    async with serving(board(kept, content, **limits)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        watching = Watching(visit, url)
        page = await watching.open()
        for _ in range(11 if status == 429 else 0):
            await page.goto("about:blank")
            await watching.open()
            await expect(page.locator("main .message")).to_be_visible()
        words = {503: "Trop de tableaux sont ouverts", 429: "Trop d'adresses inconnues"}[status]

        await expect(page.locator("main")).to_contain_text(words)
        await expect(page.locator("main")).to_contain_text({503: "15 s", 429: "6 s"}[status])
        await expect(page.locator("#again")).to_be_visible()
        watching.forgive(status, 404)


async def test_the_address_bar_forgets_the_key(browser: Browser, content: Script) -> None:
    """After loading, the key stands in no address, no history, no storage and no request line; a reload needs it."""
    kept = Kept({KEY: new_group()})
    async with serving(board(kept, content)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        watching = Watching(visit, url)
        page = await watching.open()
        await expect(page.locator("#state")).to_have_text("En direct")

        assert f"{url}/board" == page.url == await page.evaluate("location.href")
        assert KEY not in await page.evaluate(
            "JSON.stringify([history.state, document.cookie, {...localStorage}, {...sessionStorage}, document.referrer,"
            "document.documentElement.outerHTML, performance.getEntries().map((each) => each.name.split('#')[0])])"
        )
        assert [] == await page.context.cookies()
        assert [] == [each for each in watching.asked if KEY in each.partition("#")[0]]
        await page.reload()
        await page.locator("#lang-fr").click()
        await expect(page.locator("main")).to_contain_text("L'adresse de cette page est incomplète.")


async def test_another_group_is_opened_in_the_same_tab(browser: Browser, content: Script) -> None:
    """A second link in the same tab changes the fragment alone, and still shows the other group."""
    kept = Kept({KEY: new_group(), OTHER: played(content, new_group())})
    async with serving(board(kept, content)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        page = await Watching(visit, url).open()
        await expect(page.locator("main")).to_contain_text("En attente")
        await page.evaluate(f"location.hash = '{OTHER}'")

        await expect(page.locator("main")).to_contain_text("environ 30")
        assert f"{url}/board" == page.url


@pytest.mark.parametrize("lang", LANGS)
async def test_what_it_is_and_who_helps_is_always_there(browser: Browser, content: Script, lang: str) -> None:
    """Below every page stand what the figures are, and somebody who can be reached now."""
    kept = Kept({KEY: full(content)})
    async with serving(board(kept, content)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        page = await Watching(visit, url).open(lang=lang)
        for _ in range(3):
            await expect(page.locator("#help")).to_be_in_viewport(ratio=1)
            await expect(page.locator("#help")).to_have_text(re.compile(r"\d"))
            await expect(page.locator("#note")).to_have_text(
                {
                    "fr": "Seulement des totaux, arrondis et un peu brouillés. Aucun nom. Rien en dessous de 5.",
                    "en": "Only totals, rounded and a little blurred. Nobody's name. Nothing below 5.",
                }[lang]
            )
            await page.keyboard.press("ArrowRight")


async def test_a_label_is_only_ever_text(browser: Browser, content: Script) -> None:
    """Markup in a label of the content is shown as it is written, and does nothing."""
    odd = "<img src=x onerror=alert(1)></script><b>"
    story = replace(content.scenarios[STORY], title=Both(odd, odd))
    script = replace(content, scenarios={**content.scenarios, STORY: story})
    kept = Kept({KEY: played(content, new_group())})
    async with serving(board(kept, script)) as url, visiting(browser, viewport=PROJECTOR) as visit:
        page = await Watching(visit, url).open()

        await expect(page.locator("main h2")).to_have_text(odd)
        assert 0 == await page.locator("img, main b").count()


async def test_who_wants_no_motion_gets_none(browser: Browser, content: Script) -> None:
    """Bars grow at once where the system asks for less motion."""
    kept = Kept({KEY: played(content, new_group())})
    options = {"viewport": PROJECTOR, "reduced_motion": "reduce"}
    async with serving(board(kept, content)) as url, visiting(browser, **options) as visit:
        page = await Watching(visit, url).open()
        await expect(page.locator(".fill").first).to_be_visible()

        assert "0s" == await page.locator(".fill").first.evaluate("(bar) => getComputedStyle(bar).transitionDuration")


async def test_it_can_be_used_on_a_phone(browser: Browser, content: Script) -> None:
    """A facilitator without a projector reads it on a screen of 320 pixels without scrolling sideways."""
    kept = Kept({KEY: full(content)})
    small = {"width": 320, "height": 640}
    async with serving(board(kept, content)) as url, visiting(browser, viewport=small) as visit:
        page = await Watching(visit, url).open()
        for _ in range(3):
            await expect(page.locator("#place")).to_be_visible()
            assert 320 == await page.evaluate("document.documentElement.scrollWidth")
            await page.locator("#next").click()
        await picture(page, "board-phone-fr")
