"""Papers at the command line: which guide or page is meant, and its bytes.

Rule: a name that is not known is answered with the names there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from bot.content.problem import nearest
from bot.core.script import Both
from bot.core.turn import Guide, Projector
from bot.papers.made import made

if TYPE_CHECKING:
    from datetime import date

    from bot.core.script import Script
    from bot.core.turn import Lang

Form = Literal["pdf", "html"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
_WORKSHOP: Final = "workshop-"
_UNKNOWN: Final = Both(
    "Il n'y a rien à imprimer sous le nom « {name} ». Il y a : {names}.",
    "There is nothing to print called «{name}». There are: {names}.",
)
_MEANT: Final = Both(
    "Il n'y a rien à imprimer sous le nom « {name} ». Vouliez-vous dire « {meant} »? Il y a : {names}.",
    "There is nothing to print called «{name}»; did you mean «{meant}»? There are: {names}.",
)
_NO_PAGE: Final = Both(
    "La page pour projecteur montre une seule histoire : nommez-la, ou prenez --form pdf. Il y a : {names}.",
    "The page for a projector shows one story: name it, or take --form pdf. There are: {names}.",
)


class UnknownPaperError(Exception):
    """The name is not that of something to print in this form; the message says which there are."""


def printed(  # noqa: PLR0913 - one for each argument of the command
    named: str, form: Form, lang: Lang, link: str, script: Script, today: date
) -> tuple[str, bytes]:
    """Make the guide to a story or to a workshop (`workshop-5`), or the page on which a group plays a story.

    `link` is printed as a code, on a guide only; "" for none. Gives a name for the file, and its bytes.
    Raises UnknownPaperError.
    """
    stories = [story.id for story in script.scenarios.values() if story.workshop]
    workshops = {f"{_WORKSHOP}{number}": number for number in script.workshops}
    names = [*stories, *workshops]
    if named not in names:
        meant = nearest(named, names)
        raise UnknownPaperError(
            (_MEANT if meant else _UNKNOWN)[lang].format(name=named, meant=meant, names=", ".join(names))
        )
    if form == "html":
        if named in workshops:
            raise UnknownPaperError(_NO_PAGE[lang].format(names=", ".join(stories)))
        file = made(Projector(lang, named), script, today)
    else:
        number = workshops.get(named, 0)
        file = made(Guide(lang, "" if number else named, number, link), script, today)
    return file.name, file.data
