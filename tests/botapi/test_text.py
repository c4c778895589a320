from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.botapi import text as texts
from tests.botapi.links import LinkError, checked_link

if TYPE_CHECKING:
    from tests.botapi import TelegramServer, User
    from tests.botapi.conftest import Api

Raw = dict[str, Any]
CANNOT = "Bad Request: can't parse entities: "


def mark(kind: str, offset: int, length: int, **more: Any) -> Raw:
    """Write an entity."""
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b>", "a", [mark("bold", 0, 1)]),
        ("<strong>a</strong>", "a", [mark("bold", 0, 1)]),
        ("<i>a</i><em>b</em>", "ab", [mark("italic", 0, 2)]),
        ("<u>a</u> <ins>b</ins>", "a b", [mark("underline", 0, 1), mark("underline", 2, 1)]),
        ("<s>a</s>,<strike>b</strike>,<del>c</del>", "a,b,c", [mark("strikethrough", at, 1) for at in (0, 2, 4)]),
        ('<span class="tg-spoiler">a</span>', "a", [mark("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [mark("spoiler", 0, 1)]),
        ("<code>a</code>", "a", [mark("code", 0, 1)]),
        ("<pre>a</pre>", "a", [mark("pre", 0, 1)]),
        ('<pre><code class="language-py">a</code></pre>', "a", [mark("pre", 0, 1, language="py")]),
        ("<blockquote>a</blockquote>", "a", [mark("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [mark("expandable_blockquote", 0, 1)]),
        ("<B>a</b>", "a", [mark("bold", 0, 1)]),
        ("<b><i>a</i>b</b>", "ab", [mark("bold", 0, 2), mark("italic", 0, 1)]),
        ("<b>a<b>b</b></b>", "ab", [mark("bold", 0, 2)]),
        ("<b></b>a", "a", []),
        ("<b> </b>a", "a", []),
        ("<b> a</b>", "a", [mark("bold", 0, 1)]),
        ("  a  \n", "a", []),
        ("\n <b>a </b>\n", "a", [mark("bold", 0, 1)]),
        ("a\r\nb", "a\nb", []),
        ("a\tb", "a b", []),
        ("x<b>a\r</b>b", "xab", [mark("bold", 1, 1)]),
        ("x\r\u202e<b>a</b>", "xa", [mark("bold", 1, 1)]),
        (' <a href="https://a.org"> a</a>', " a", [mark("text_link", 0, 2, url="https://a.org/")]),
        ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "', []),
        ("&#9731;&#x2603; &nbsp; &apos; &", "☃☃ &nbsp; &apos; &", []),
        ("😀<b>é</b>", "😀é", [mark("bold", 2, 1)]),
        ("<b>😀</b>!", "😀!", [mark("bold", 0, 2)]),
        ('<a href="https://t.me/bot#at-1">x</a>', "x", [mark("text_link", 0, 1, url="https://t.me/bot#at-1")]),
        ('<a href="HTTP://Example.ORG">x</a>', "x", [mark("text_link", 0, 1, url="http://example.org/")]),
        ('<a href="https://a.org/?a=1&amp;b=2">x</a>', "x", [mark("text_link", 0, 1, url="https://a.org/?a=1&b=2")]),
        ('<a href="nowhere">x</a>', "x", []),
        ("see /help now", "see /help now", [mark("bot_command", 4, 5)]),
        ("a/b </i>".replace("</i>", "@ada_l"), "a/b @ada_l", [mark("mention", 4, 6)]),
    ],
)
async def test_html_becomes_text_and_entities(api: Api, ada: User, source: str, text: str, entities: list[Raw]) -> None:
    """A sent message comes back with the text and the entities the real server makes of it."""
    message = await api.send(ada.id, source)

    assert (text, entities) == (message["text"], message.get("entities", []))


@pytest.mark.parametrize(
    ("source", "trouble"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("é<p>a</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("<b/>", 'Unsupported start tag "b/" at byte offset 0'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b>a</b x>", "Unclosed end tag at byte offset 4"),
        ('<a href="https://a.org>x</a>', "Unclosed start tag at byte offset 0"),
        ('<a "x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_bad_html_is_refused_in_telegrams_words(api: Api, ada: User, source: str, trouble: str) -> None:
    """What is no well-formed HTML of Telegram's is refused, and nothing is sent."""
    refusal = await api.refusal("sendMessage", chat_id=ada.id, text=source, parse_mode="HTML")

    assert (400, CANNOT + trouble) == refusal
    assert [] == ada.chat.said_by_bot()


async def test_without_a_mode_nothing_is_parsed(api: Api, ada: User) -> None:
    """Without `parse_mode` tags are words, and given entities are taken."""
    message = await api.result("sendMessage", chat_id=ada.id, text="<b>a", entities=[mark("bold", 0, 3)])

    assert ("<b>a", [mark("bold", 0, 3)]) == (message["text"], message["entities"])


async def test_an_unknown_mode_is_refused(api: Api, ada: User) -> None:
    """A typo in `parse_mode` is told."""
    refusal = await api.refusal("sendMessage", chat_id=ada.id, text="a", parse_mode="HTLM")

    assert (400, "Bad Request: unsupported parse_mode") == refusal


@pytest.mark.parametrize(
    "source", ["a" * 4096, "é" * 4096, "😀" * 2048, f"<b>{'a' * 4096}</b>", " " + "a" * 4096, "&lt;" * 4096]
)
async def test_the_longest_text_passes(api: Api, ada: User, source: str) -> None:
    """4096 UTF-16 code units pass, counted after the entities are taken out and the ends trimmed."""
    message = await api.send(ada.id, source)

    assert 4096 == texts.units(message["text"])


@pytest.mark.parametrize("source", ["a" * 4097, "😀" * 2049, f"<b>{'a' * 4097}</b>", "é" * 4097])
async def test_a_longer_text_is_refused(api: Api, ada: User, source: str) -> None:
    """One code unit more is refused."""
    refusal = await api.refusal("sendMessage", chat_id=ada.id, text=source, parse_mode="HTML")

    assert (400, "Bad Request: message is too long") == refusal


async def test_an_endless_source_is_refused_before_it_is_read(api: Api, ada: User) -> None:
    """More than 32 KiB are refused though the text inside is short."""
    refusal = await api.refusal("sendMessage", chat_id=ada.id, text="<b></b>" * 5000 + "a", parse_mode="HTML")

    assert (400, "Bad Request: text is too long") == refusal


@pytest.mark.parametrize(
    ("source", "words"),
    [("", "message text is empty"), (" \n ", "text must be non-empty"), ("<b></b>", "text must be non-empty")],
)
async def test_an_empty_text_is_refused(api: Api, ada: User, source: str, words: str) -> None:
    """Nothing to read is nothing to send."""
    refusal = await api.refusal("sendMessage", chat_id=ada.id, text=source, parse_mode="HTML")

    assert (400, f"Bad Request: {words}") == refusal


async def test_a_hundred_entities_are_kept(api: Api, server: TelegramServer, ada: User) -> None:
    """Entities beyond the hundredth are dropped without an error, and the test is told."""
    message = await api.send(ada.id, "<b>a</b> " * 101)

    assert 100 == len(message["entities"])
    assert ["101 entities in one message, 100 are kept"] == server.violations


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://example.org", "https://example.org/"),
        ("example.org/a b", "http://example.org/a%20b"),
        ("https://example.org:8443?x", "https://example.org:8443/?x"),
        ("https://me:you@example.org/", "https://me:you@example.org/"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
    ],
)
def test_good_links_come_out_as_telegram_keeps_them(link: str, kept: str) -> None:
    """An address is put in order the way Telegram puts it."""
    assert kept == checked_link(link)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("ftp://a.org", "Unsupported URL protocol"),
        ("https://", "URL host is empty"),
        ("http://localhost/", "Wrong HTTP URL"),
        ("https://a.org:0", "Wrong port number specified in the URL"),
        ("https://a b.org", "Wrong URL host"),
    ],
)
def test_bad_links_are_refused(link: str, reason: str) -> None:
    """An address without a host, or of another protocol, has a reason against it."""
    with pytest.raises(LinkError, match=reason):
        checked_link(link)
