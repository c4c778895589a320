"""Who can use the page: by keyboard alone, with a screen reader, on a phone, in the dark."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.async_api import expect

from tests import small
from tests.adapters.studio.opened import axe, opened, say, sees, visiting

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser, Page

    from tests.adapters.studio.opened import Studio, Visit

pytestmark = pytest.mark.asyncio(loop_scope="module")

PHONE: Final = {"width": 360, "height": 740}
DESK: Final = {"width": 1400, "height": 900}
#: What may be pressed is at least this high and wide, in pixels (WCAG 2.2, target size).
SMALLEST: Final = 24
#: The parts of the page that can be pushed sideways; a map in its box may.
TOO_WIDE: Final = """[...document.querySelectorAll('html, .studio, header, nav, main, aside, section, .log')]
    .filter(each => each.scrollWidth > each.clientWidth).map(each => each.tagName)"""
#: More presses of Tab than it takes to reach anything on the page.
MANY_TABS: Final = 120


async def findings(page: Page) -> list[str]:
    """Scan the page; give what is serious or critical, one line each."""
    found: list[dict[str, Any]] = await page.evaluate(
        f"async () => {{ {axe()}; return (await axe.run()).violations; }}"
    )
    assert isinstance(found, list)
    return [
        f"{each['impact']} {each['id']}: {each['help']}: {[node['html'][:120] for node in each['nodes'][:3]]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_nothing_serious_is_found(
    studio: Studio, browser: Browser, lang: str, colours: str, viewport: dict[str, int]
) -> None:
    """The scanner finds nothing serious or critical, with a story, its problems and the reasons of an answer shown."""
    axe()
    async with visiting(browser, color_scheme=colours, viewport=viewport) as visit:
        page = await visit.go(studio.url, lang)
        await page.locator("[data-node=at-the-stop]").click()
        await page.locator("[data-fold=outline] summary").click()
        await say(page, "il veut pas me laisser partir")
        await expect(page.locator(".taken")).to_be_visible()
        studio.change(small.STORY, "to: in-the-car", "to: in-the-cra")
        await expect(page.locator(".problem")).to_have_count(2)

        assert [] == await findings(page)


@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_nothing_serious_is_found_beside_an_entry(studio: Studio, browser: Browser, colours: str) -> None:
    """The scanner finds nothing serious or critical when an entry is shown, unfolded, with what its phrasings get."""
    axe()
    async with visiting(browser, color_scheme=colours) as visit:
        page = await visit.go(studio.url)
        await page.locator("nav summary").click()
        await page.locator("#entry-what-is-consent").click()
        await page.locator(".side summary").first.click()
        await expect(page.locator("main .plain-list li").first).to_be_visible()

        assert [] == await findings(page)


async def test_nothing_serious_is_found_at_the_door(browser: Browser, kept: Path, tmp_path: Path) -> None:
    """The page that asks for the password can be used by everybody."""
    axe()
    folder = small.write_checked_today(tmp_path, small.files())
    async with opened(folder, kept, BOT_STUDIO_PASSWORD="correct horse") as studio:
        context = await browser.new_context()
        page = await context.new_page()
        await page.goto(studio.url)

        assert [] == await findings(page)
        await context.close()


async def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MANY_TABS):
        await page.keyboard.press("Tab")
        if await page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


async def test_a_story_is_played_by_keyboard_alone(studio: Studio, visit: Visit) -> None:
    """Tab and Enter lead from the top of the page to the end of a story, and on from there."""
    page = await visit.go(studio.url)
    await tab_to(page, "#play-story")
    await page.keyboard.press("Enter")
    await sees(page, "Un tour d'auto")
    await tab_to(page, ".keys button")
    await page.keyboard.press("Enter")
    await sees(page, "Monte, je te ramène.")
    await expect(page.locator(".keys")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await sees(page, "Tu rentres à pied.")
    await expect(page.locator(".keys")).to_be_focused()
    await tab_to(page, "#say")
    await page.keyboard.type("xylophone")
    await page.keyboard.press("Enter")

    await expect(page.locator(".bubble.mine").last).to_contain_text("xylophone")
    await expect(page.locator("#say")).to_be_focused()


@pytest.mark.parametrize("press", ["Enter", "Space"])
async def test_the_map_is_played_by_keyboard(studio: Studio, visit: Visit, press: str) -> None:
    """A node of the map is a button: with the focus on it, Enter and Space play from there, and the focus stays."""
    page = await visit.go(studio.url)
    await tab_to(page, "[data-node=later]")
    await page.keyboard.press(press)
    await sees(page, "Une autre fois, alors.")

    await expect(page.locator("[data-node=later]")).to_be_focused()


async def test_the_keyboard_is_trapped_nowhere(studio: Studio, visit: Visit) -> None:
    """Tab goes through the whole page and comes out at the other end."""
    page = await visit.go(studio.url)
    first, parts = None, set()
    for _ in range(MANY_TABS):
        await page.keyboard.press("Tab")
        here = await page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if here == first:
            break
        first = first or here
        parts.add(await page.evaluate("document.activeElement.closest('header, nav, main, aside')?.tagName"))
    else:
        pytest.fail("Tab never comes back to where it began")

    assert {"HEADER", "NAV", "MAIN", "ASIDE"} <= parts


@pytest.mark.parametrize(("link", "part"), [("Aller à la carte", "stage"), ("Aller à la discussion", "chat")])
async def test_the_first_links_skip_the_lists(studio: Studio, visit: Visit, link: str, part: str) -> None:
    """The first Tab offers to go straight to the map, the chat or the problems."""
    page = await visit.go(studio.url)
    await tab_to(page, f".skip[href='#{part}']")
    await expect(page.get_by_role("link", name=link)).to_be_in_viewport()
    await page.keyboard.press("Enter")

    await expect(page.locator(f"#{part}")).to_be_focused()


async def test_the_page_has_its_landmarks_and_headings(studio: Studio, visit: Visit) -> None:
    """One of each part, with a name where it needs one, one heading of the first level, and none is skipped."""
    page = await visit.go(studio.url, "en")
    for role, name in (("banner", None), ("navigation", "Content"), ("main", None), ("complementary", "Chat")):
        await expect(page.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type]  # each is a role
    levels = await page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(each => +each.tagName[1])")

    assert 1 == levels.count(1)
    assert all(after <= before + 1 for before, after in pairwise(levels))


async def test_what_changes_is_said(studio: Studio, visit: Visit) -> None:
    """New messages are a log; the number of problems and the state of the content are told politely."""
    page = await visit.go(studio.url)

    await expect(page.get_by_role("log", name="Messages")).to_have_count(1)
    for place in (".state", ".count-of-problems", ".note"):
        await expect(page.locator(place)).to_have_attribute("role", "status")


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_a_phone_is_wide_enough(studio: Studio, browser: Browser, lang: str) -> None:
    """On 360 pixels nothing has to be pushed sideways, neither with problems nor with reasons nor with an entry."""
    async with visiting(browser, viewport=PHONE, has_touch=True) as visit:
        page = await visit.go(studio.url, lang)
        await page.locator("[data-node=at-the-stop]").click()
        await say(page, "il veut pas me laisser partir")
        await expect(page.locator(".taken")).to_be_visible()
        studio.change(small.STORY, "to: in-the-car", "to: in-the-cra")
        await expect(page.locator(".problem")).to_have_count(2)
        too_wide = [await page.evaluate(TOO_WIDE)]
        await page.locator("nav summary").click()
        await page.locator("#entry-what-is-consent").click()
        await expect(page.locator(".two")).to_be_visible()
        too_wide.append(await page.evaluate(TOO_WIDE))

        assert [[], []] == too_wide


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
async def test_a_finger_finds_what_can_be_pressed(studio: Studio, browser: Browser, viewport: dict[str, int]) -> None:
    """Every button, link and field that is in sight is large enough."""
    async with visiting(browser, viewport=viewport) as visit:
        page = await visit.go(studio.url)
        await page.locator("[data-node=at-the-stop]").click()
        await page.locator("nav summary").click()
        await page.locator("[data-fold=outline] summary").click()
        small_ones = await page.evaluate(
            """smallest => [...document.querySelectorAll('button, a, input, summary, [data-node]')]
                .filter(each => each.checkVisibility() && !each.classList.contains('skip'))
                .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
                .filter(([, box]) => Math.min(box.width, box.height) < smallest)
                .map(([name]) => name)""",
            SMALLEST,
        )

        assert [] == small_ones


async def test_the_dark_is_dark(studio: Studio, browser: Browser) -> None:
    """The page takes the colours the system is set to."""
    grounds = []
    for colours in ("light", "dark"):
        async with visiting(browser, color_scheme=colours) as visit:
            page = await visit.go(studio.url)
            grounds.append(await page.evaluate("getComputedStyle(document.body).backgroundColor"))
    light, dark = (sum(map(int, ground.removeprefix("rgb(").rstrip(")").split(","))) for ground in grounds)

    assert light > 600
    assert dark < 150
