"""The page as a moderator meets it: the real process, the real bot, a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from playwright.async_api import expect

from tests import small
from tests.adapters.studio.opened import ROOT, opened, press, say, sees, visiting

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser

    from tests.adapters.studio.opened import Studio, Visit

pytestmark = pytest.mark.asyncio(loop_scope="module")

#: A choice, what is said about it, its ending, and the page's word for a problem.
SPOKEN: Final = {
    "fr": ("Non merci", "Dire non, c'est ton droit.", "Tu rentres à pied.", "Tu t'es fait confiance."),
    "en": ("No thanks", "Saying no is your right.", "You walk home.", "You trusted yourself."),
}


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_a_whole_story_is_played(studio: Studio, visit: Visit, lang: str) -> None:
    """From its content note to what is said after its ending, in both languages, by buttons."""
    page = await visit.go(studio.url, lang)
    label, feedback, ending, debrief = SPOKEN[lang]
    await page.locator("#play-story").click()
    await press(page, "button-begin")
    await press(page, label)
    await sees(page, feedback)
    await sees(page, ending)
    await press(page, "button-debrief")
    await sees(page, debrief)

    assert lang == await page.locator("[data-message]").last.get_attribute("lang")


async def test_words_answer_a_scene(studio: Studio, visit: Visit) -> None:
    """What is typed in a story is taken for its answer, and the page says so."""
    page = await visit.go(studio.url)
    await page.locator("[data-node=at-the-stop]").click()
    await say(page, "je refuse")
    await sees(page, "Tu rentres à pied.")

    await expect(page.locator(".taken")).to_have_text("Prise pour la réponse « Non merci » de l’histoire.")


async def test_the_map_plays_from_a_scene(studio: Studio, visit: Visit) -> None:
    """A click on a node goes on from there, marks it as the place of the chat, and shows its line in the file."""
    page = await visit.go(studio.url, "en")
    await page.locator("[data-node=later]").click()
    await sees(page, "Some other time, then.")
    lines = small.files()[small.STORY].decode().splitlines()

    await expect(page.locator("[data-node=later]")).to_have_attribute("aria-current", "step")
    await expect(page.locator(".node-card code")).to_have_text(f"{small.STORY}:{lines.index('  later:') + 1}")


async def test_the_map_gives_an_answer(studio: Studio, visit: Visit) -> None:
    """A click on a choice of the map takes it, with what is said about it."""
    page = await visit.go(studio.url)
    await page.locator("[data-choice=get-in]").dispatch_event("click")

    await sees(page, "Tu peux changer d'idée quand tu veux.")


async def test_the_whole_map_fits(studio: Studio, browser: Browser) -> None:
    """At a press the map is as narrow as its place, also on a phone; at another it can be read again."""
    fits = "[...document.querySelectorAll('[data-map]')].every(box => box.scrollWidth <= box.clientWidth)"
    async with visiting(browser, viewport={"width": 360, "height": 740}) as visit:
        page = await visit.go(studio.url)
        found = []
        for pressed in ("true", "false"):
            await page.locator("#whole-map").click()
            await expect(page.locator("#whole-map")).to_have_attribute("aria-pressed", pressed)
            found.append(await page.evaluate(fits))

        assert [True, False] == found


async def test_the_map_follows_the_chat(studio: Studio, visit: Visit) -> None:
    """Whoever plays sees on the map where the chat stands, one node at a time."""
    page = await visit.go(studio.url)
    await page.locator("[data-node=at-the-stop]").click()
    await press(page, "Pourquoi moi?")

    await expect(page.locator("[data-map] [aria-current=step]")).to_have_attribute("data-node", "later")


async def test_a_problem_is_seen_with_its_line_and_goes_when_mended(studio: Studio, visit: Visit) -> None:
    """A file saved with a mistake shows file, line, sentence and hint, and the node; mended, all are gone."""
    page = await visit.go(studio.url)
    studio.change(small.STORY, "to: in-the-car", "to: in-the-cra")
    problem = page.locator(".problem").first
    await expect(problem.locator(".place")).to_have_text(f"{small.STORY}:45")
    await expect(problem).to_contain_text("« in-the-cra »")
    await expect(problem.locator(".hint")).to_contain_text("« in-the-car »")
    await expect(page.locator("[data-node=at-the-stop]")).to_have_attribute("aria-label", re.compile("à réparer"))
    await expect(page.locator(".count-of-problems")).to_have_text("2 problèmes")

    studio.restore()
    await expect(page.locator(".count-of-problems")).to_have_text("Aucun problème.")
    await expect(page.locator(".problem")).to_have_count(0)


async def test_a_story_that_cannot_be_read_says_why(studio: Studio, visit: Visit) -> None:
    """While the story that is shown is no YAML, its place says where; when it is again, the map is back."""
    page = await visit.go(studio.url)
    studio.change(small.STORY, "start: at-the-stop", "start: [at-the-stop")
    await expect(page.locator("main")).to_contain_text(f"{small.STORY}:15")
    await expect(page.locator("main svg")).to_have_count(0)
    studio.restore()
    await expect(page.locator("[data-node=later]")).to_be_visible()


async def test_the_chat_stays_where_it_was_when_a_file_is_saved(studio: Studio, visit: Visit) -> None:
    """The last message shows the new words; what was said, what is being typed and the focus stay."""
    page = await visit.go(studio.url, "en")
    await page.locator("[data-node=at-the-stop]").click()
    await sees(page, "Get in, I'll take you home.")
    field = page.locator("#say")
    await field.fill("half a sen")
    before = await page.locator(".bubble").count()
    studio.change(small.STORY, "Get in, I'll take you home.", "Hop in, it is raining.")
    await sees(page, "Hop in, it is raining.")

    assert before == await page.locator(".bubble").count()
    await expect(field).to_have_value("half a sen")
    await expect(field).to_be_focused()


async def test_the_chat_plays_on_while_a_file_is_broken(studio: Studio, visit: Visit) -> None:
    """With a problem in the content, the last version without one is played, and the page says so."""
    page = await visit.go(studio.url)
    await page.locator("[data-node=at-the-stop]").click()
    studio.change(small.STORY, "to: in-the-car", "to: in-the-cra")
    await expect(page.locator(".state")).to_contain_text("La discussion joue la dernière version sans problème.")
    await press(page, "Je monte")
    await sees(page, "L'auto part.")


async def test_a_scene_that_is_gone_is_told(studio: Studio, visit: Visit) -> None:
    """When the scene of the chat is renamed in the file, its message stays, with a word about it."""
    page = await visit.go(studio.url)
    await page.locator("[data-node=at-the-stop]").click()
    await sees(page, "Monte, je te ramène.")
    path = studio.folder / small.STORY
    path.write_bytes(path.read_bytes().replace(b"at-the-stop", b"at-the-bus-stop"))

    await expect(page.locator(".note")).to_contain_text("n’est plus dans les fichiers")
    await sees(page, "Monte, je te ramène.")


async def test_a_problem_leads_to_its_story(studio: Studio, visit: Visit) -> None:
    """A press on the line of a problem shows the entry or the story it is in."""
    page = await visit.go(studio.url)
    studio.change(small.ENTRIES, "fact: M2", "fact: M99")
    await page.locator(".problem .place").first.click()

    await expect(page.locator("#stage-title")).to_have_text("C'est quoi, le consentement?")
    await expect(page.locator("#entry-what-is-consent")).to_have_attribute("aria-current", "true")


async def test_three_in_the_morning_changes_who_is_open(studio: Studio, visit: Visit) -> None:
    """With the clock at noon and at three in the morning, the help line is another; the chat stays where it is."""
    page = await visit.go(studio.url)
    line = page.locator(".bubble .help").last
    await page.locator("#clock").fill("2026-03-11T12:00")
    await page.locator("#clock").dispatch_event("change")
    await expect(line).to_contain_text("La ligne de jour")
    await page.locator("#clock-night").click()

    await expect(page.locator("#clock")).to_have_value("2026-03-11T03:00")
    await expect(line).not_to_contain_text("La ligne de jour")
    await expect(page.locator(".bubble")).to_have_count(1)


async def test_a_typed_question_shows_why(studio: Studio, visit: Visit) -> None:
    """Score, words that count, runners-up and thresholds stand beside the answer."""
    page = await visit.go(studio.url, "en")
    await say(page, "what does consenting mean")
    first = page.locator(".candidates li").first

    await expect(first).to_contain_text("What is consent?")
    await expect(first.locator(".score")).to_contain_text("%")
    await expect(first.locator(".words")).to_contain_text("consenting +")
    await expect(page.locator(".why")).to_contain_text("Answers from 95% on")
    await expect(page.locator(".read")).to_contain_text("consenting")


async def test_danger_shows_why_it_rings(studio: Studio, visit: Visit) -> None:
    """What was heard, how likely it is and which pattern is in it stand under the chat."""
    page = await visit.go(studio.url)
    await say(page, "il veut pas me laisser partir")

    await expect(page.locator(".taken")).to_have_text("Un danger est entendu : il passe avant tout.")
    await expect(page.locator(".why")).to_contain_text("Danger – Urgence")
    await expect(page.locator(".why")).to_contain_text("Motifs reconnus : held.")


async def test_an_entry_is_shown_and_asked(studio: Studio, visit: Visit) -> None:
    """Statement and answer in both languages, its line, what its phrasings get; one press asks it in the chat."""
    page = await visit.go(studio.url)
    await page.locator("nav summary").click()
    await page.locator("#entry-what-is-consent").click()
    main = page.locator("main")
    for words in ("Un oui libre, clair, et qui peut changer.", "A free and clear yes, which may change."):
        await expect(main).to_contain_text(words)
    lines = small.files()[small.ENTRIES].decode().splitlines()
    line = lines.index("  - id: what-is-consent") + 1
    await expect(main.locator("code.source")).to_have_text(f"{small.ENTRIES}:{line}")
    await expect(main).to_contain_text("formulations sur 12 reçoivent cette fiche.")
    await page.locator("#ask-it").click()

    await sees(page, "Un oui libre, clair, et qui peut changer.")


async def test_what_was_unfolded_stays_so(studio: Studio, visit: Visit) -> None:
    """A shelf that was unfolded stays open while the rest of the page changes, and folds at a second press."""
    page = await visit.go(studio.url)
    shelf, entry = page.locator("nav summary"), page.locator("#entry-what-is-consent")
    await shelf.click()
    await page.locator("[data-node=at-the-stop]").click()
    await sees(page, "Monte, je te ramène.")

    await expect(entry).to_be_visible()
    await shelf.click()
    await expect(entry).to_be_hidden()


async def test_the_language_changes_at_a_tap(studio: Studio, visit: Visit) -> None:
    """The page, its title and the chat change their language, and the chat stays where it is."""
    page = await visit.go(studio.url)
    await page.locator("[data-node=at-the-stop]").click()
    await sees(page, "Monte, je te ramène.")
    await page.locator("#lang-en").click()

    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_role("heading", name="Problems")).to_be_visible()
    await sees(page, "Get in, I'll take you home.")
    await expect(page.locator("#lang-en")).to_be_focused()


async def test_the_bot_can_speak_another_language_than_the_page(studio: Studio, visit: Visit) -> None:
    """Whoever reads the page in French may look at the English of a story."""
    page = await visit.go(studio.url)
    await page.locator("[data-node=at-the-stop]").click()
    await page.locator("#speak-en").click()

    await sees(page, "Get in, I'll take you home.")
    await expect(page.locator("html")).to_have_attribute("lang", "fr")
    await expect(page.locator("#stage-title")).to_have_text("A ride home")


async def test_two_pages_are_two_chats(studio: Studio, visit: Visit, browser: Browser) -> None:
    """What one moderator does is not seen by another; a saved file is seen by both."""
    page = await visit.go(studio.url)
    async with visiting(browser) as other:
        second = await other.go(studio.url, "en")
        await page.locator("[data-node=at-the-stop]").click()
        await sees(page, "Monte, je te ramène.")
        await expect(second.locator(".bubble")).to_have_count(1)
        await expect(page.locator("html")).to_have_attribute("lang", "fr")
        studio.change(small.STORY, "to: in-the-car", "to: in-the-cra")
        for each in (page, second):
            await expect(each.locator(".problem")).to_have_count(2)


async def test_the_lists_are_searched(studio: Studio, visit: Visit) -> None:
    """Letters without accents find titles with them; what does not match is out of sight, and the number is said."""
    page = await visit.go(studio.url)
    await page.locator("#search").fill("creer une dette")
    await expect(page.locator("#entry-ride-is-a-debt")).to_be_hidden()
    await page.locator("#search").fill("ca cree une DETTE")

    await expect(page.locator("#entry-ride-is-a-debt")).to_be_visible()
    await expect(page.locator("#story-ride-home")).to_be_hidden()
    await expect(page.locator("[data-found]")).to_have_text("1 dans la liste")


async def test_hostile_words_are_words(studio: Studio, visit: Visit) -> None:
    """A title, a label and a typed text with tags in them are shown letter for letter, and nothing runs."""
    page = await visit.go(studio.url)
    bad = "<img src=x onerror=alert()>"
    studio.change(small.STORY, 'title: {fr: "Un tour d\'auto"', f'title: {{fr: "{bad}"')
    studio.change(small.STORY, 'label: {fr: "Non merci"', f'label: {{fr: "{bad}"')
    await expect(page.locator("#stage-title")).to_have_text(bad)
    await page.locator("[data-node=at-the-stop]").click()
    await expect(page.locator(".keys")).to_contain_text(bad)
    await say(page, "<b>zxcvb</b>")

    await expect(page.locator(".bubble.mine").last).to_contain_text("<b>zxcvb</b>")
    await expect(page.locator("img")).to_have_count(0)


# ---- starting ------------------------------------------------------------------------------------------------------


async def test_the_page_opens_before_anything_is_learned(browser: Browser, tmp_path: Path) -> None:
    """With nothing kept, stories, map and buttons are there; words can be typed once they are learned."""
    folder = small.write_checked_today(tmp_path / "content", small.files())
    async with opened(folder, tmp_path / "empty") as studio, visiting(browser) as visit:
        page = visit.page
        await page.goto(studio.url)
        await page.locator("[data-node=at-the-stop]").click()
        await expect(page.locator("#say")).to_be_enabled()
        await expect(page.locator(".chip.fresh")).to_be_visible()
        await say(page, "je refuse")


async def test_a_content_that_is_broken_from_the_start_can_be_mended(
    browser: Browser, kept: Path, tmp_path: Path
) -> None:
    """The page opens with the map and the problems; once they are mended, the chat opens."""
    folder = small.write_checked_today(tmp_path, small.changed(small.STORY, "to: in-the-car", "to: in-the-cra"))
    async with opened(folder, kept) as studio, visiting(browser) as visit:
        page = visit.page
        await page.goto(studio.url)
        await expect(page.locator(".problem")).to_have_count(2)
        await expect(page.locator("[data-node=later]")).to_be_visible()
        await expect(page.locator(".closed")).to_contain_text("dès que les problèmes seront corrigés")
        small.write_checked_today(folder, small.files())
        await expect(page.locator(".closed")).to_be_empty()
        await expect(page.locator(".bubble")).to_have_count(1)


async def test_with_a_password_the_page_asks_for_it(browser: Browser, kept: Path, tmp_path: Path) -> None:
    """Wrong, it says so; right, the page opens and works, and the password is in no address."""
    folder = small.write_checked_today(tmp_path, small.files())
    async with (
        opened(folder, kept, "--lang", "en", BOT_STUDIO_PASSWORD="correct horse") as studio,
        visiting(browser) as visit,
    ):
        page = visit.page
        await page.goto(studio.url)
        await page.get_by_label("Password").fill("wrong horse")
        await page.get_by_role("button", name="Enter").click()
        await expect(page.get_by_role("alert")).to_have_text("That is not the password.")
        await page.get_by_label("Password").fill("correct horse")
        await page.get_by_role("button", name="Enter").click()
        await page.locator("[data-node=later]").click()
        await sees(page, "Some other time, then.")

        assert f"{studio.url}/" == page.url
    assert "horse" not in studio.printed


async def test_nothing_is_written_and_nothing_is_logged(browser: Browser, kept: Path, tmp_path: Path) -> None:
    """What is typed is in no log and no file, and no folder appears where the studio was started."""
    folder = small.write_checked_today(tmp_path, small.files())
    before = content_of(folder)
    async with opened(folder, kept, BOT_LOG_LEVEL="DEBUG") as studio, visiting(browser) as visit:
        page = await visit.go(studio.url)
        await say(page, "xylophone violet")
        await expect(page.locator(".bubble.mine")).to_contain_text("xylophone violet")

    assert "xylophone" not in studio.printed
    assert before == content_of(folder)


def content_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder: path -> bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def test_the_shipped_content_opens(browser: Browser, script: object, tmp_path: Path) -> None:
    """All stories and entries are listed, and the first story is played to its first choice."""
    from bot.app import cache_folder  # noqa: PLC0415
    from bot.settings import read_settings  # noqa: PLC0415

    assert script
    folder = cache_folder(read_settings())
    assert folder
    (tmp_path / "dialogues").symlink_to(ROOT / "dialogues")
    async with opened(ROOT, folder.parent) as studio, visiting(browser) as visit:
        page = await visit.go(studio.url)
        assert await page.locator("nav [id^=story-]").count() >= 18
        assert await page.locator("nav [id^=entry-]").count() >= 100
        await page.locator("#play-story").click()
        await page.locator(".keys button").first.click()

        await expect(page.locator("[data-map] [aria-current=step]")).to_have_count(1)
