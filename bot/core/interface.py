"""The texts of the interface: which there must be, and what each may hold.

Rule: this table and `knowledge/interface.yaml` name the same keys; the content checks compare them.
A placeholder is filled by the bot, never by what a teen typed.
"""

from __future__ import annotations

from typing import Final

#: key -> the placeholders the text must hold.
KEYS: Final[dict[str, frozenset[str]]] = {
    key: frozenset(placeholders.split())
    for key, placeholders in {
        # every message
        "opening": "",
        "help-line": "way name",
        "help-line-night": "way name",
        "button-help": "",
        "button-menu": "",
        "button-stop": "",
        "button-back-to-story": "",
        "button-back": "",
        "button-language": "",
        "button-next": "",
        # menu and stories
        "menu": "",
        "button-stories": "",
        "button-ask": "",
        "button-privacy": "",
        "stories": "",
        "story-line": "title minutes",
        "note-minutes": "minutes",
        "button-begin": "",
        "button-other-story": "",
        # inside a story
        "type-or-press": "",
        "unclear": "",
        "button-debrief": "",
        "button-retry": "",
        "debrief-title": "",
        "debrief-signs": "",
        "button-signs": "",
        "signs-title": "",
        "signs-rule": "",
        "button-who-can-help": "",
        # help
        "help-title": "",
        "help-danger": "",
        "help-open-now": "",
        "help-choose": "",
        "button-say": "",
        "say-title": "",
        "say-text": "",
        "say-after": "",
        "topic-title": "topic",
        "open-now": "",
        "open-always": "",
        "closed-until": "time",
        "closed-until-day": "day time",
        **{f"day-{day}": "" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
        "hours-unknown": "",
        "to-verify": "",
        "way-text": "where",
        "way-text-keyword": "where keyword",
        "way-phone": "where",
        "way-phone-press": "where press",
        "way-chat": "",
        "way-site": "",
        "button-chat": "",
        "button-site": "",
        "resource-limits": "",
        "resource-not-a-person": "",
        "resource-checked": "date",
        "resource-languages": "languages",
        "language-fr": "",
        "language-en": "",
        "regional-title": "",
        # questions
        "ask": "",
        "theme": "title",
        "verdict-myth": "",
        "verdict-reality": "",
        "verdict-depends": "",
        "verdict-question": "",
        "sources": "names",
        "general-information": "",
        "button-not-my-question": "",
        "button-more-questions": "",
        "did-you-mean": "",
        "button-none-of-these": "",
        "unknown": "",
        "empty": "",
        # danger
        "danger-emergency": "",
        "danger-distress": "",
        "danger-disclosure": "",
        "danger-bot": "",
        "button-not-safe": "",
        "button-see-help": "",
        "button-answer": "",
        # the rest
        "privacy": "",
        "privacy-held": "counters total",
        "privacy-small": "hidden fewest",
        "privacy-none": "",
        "button-erase": "",
        "erased": "",
        "language": "",
        "stale": "",
        "media": "",
        "group": "address",
        "sorry": "",
        # what Telegram shows outside the chat
        "command-start": "",
        "command-help": "",
        "command-stories": "",
        "command-question": "",
        "command-language": "",
        "command-privacy": "",
        "command-erase": "",
        "about": "",
    }.items()
}
