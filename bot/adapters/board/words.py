"""Every word of the page itself, in both languages.

Rule: said to a room, about totals; no number of people stands here but the fewest that is told.
What stands around the figures is said as on the picture of them (`bot.papers.chart_words`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.script import Both
from bot.papers import chart_words

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Final[Mapping[str, Both]] = {
    "title": chart_words.TITLE,
    "note": chart_words.NOTE,
    "took-part": chart_words.TOOK_PART,
    "number": chart_words.NUMBER,
    "times": chart_words.TIMES,
    "endings": chart_words.ENDINGS,
    "few": chart_words.FEW,
    "missed": chart_words.MISSED,
    "missed-note": chart_words.MISSED_NOTE,
    "asked": chart_words.ASKED,
    "waiting": chart_words.WAITING,
    "waiting-head": Both("En attente", "Waiting"),
    "nothing-left": Both(
        "Ce que vous aviez proposé à ce groupe n'existe plus dans le robot.",
        "What you had shared with this group is no longer in the bot.",
    ),
    "updated": Both("Les chiffres ont changé.", "The figures have changed."),
    # ---- how the page is moved through
    "chapters": Both("Histoires et questions", "Stories and questions"),
    "pages": Both("Pages", "Pages"),
    "before": Both("Précédent", "Previous"),
    "next": Both("Suivant", "Next"),
    "place": Both("{at} sur {of}", "{at} of {of}"),
    "language": Both("Langue de la page", "Language of the page"),
    # ---- how it stands
    "connecting": Both("Connexion…", "Connecting…"),
    "live": Both("En direct", "Live"),
    "lost": Both(
        "La connexion est perdue. Nouvel essai dans {seconds} s.", "The connection is lost. Next try in {seconds} s."
    ),
    "not-fresh": Both(
        "Ces chiffres datent d'avant la coupure.", "These figures are from before the connection was lost."
    ),
    "again": Both("Réessayer", "Try again"),
    "gone": Both(
        "Ce groupe a été effacé, ou son temps est écoulé. Il n'en reste aucun chiffre.",
        "This group was erased, or its time is over. None of its figures are left.",
    ),
    "unknown": Both(
        "Il n'y a pas de groupe à cette adresse. Le groupe a pu être effacé, ou son temps est écoulé. "
        "Ouvrez de nouveau le tableau avec le bouton du robot.",
        "There is no group at this address. The group may have been erased, or its time may be over. "
        "Open the board again with the button in the bot.",
    ),
    "many": Both(
        "Trop d'adresses inconnues ont été essayées. Attendez {seconds} s, puis réessayez. "
        "L'adresse du bouton du robot fonctionne toujours.",
        "Too many unknown addresses were tried. Wait {seconds} s, then try again. "
        "The address of the button in the bot always works.",
    ),
    "full": Both(
        "Trop de tableaux sont ouverts en même temps. Fermez ceux qui ne servent plus. Nouvel essai dans {seconds} s.",
        "Too many boards are open at the same time. Close those that are no longer used. Next try in {seconds} s.",
    ),
    "no-key": Both(
        "L'adresse de cette page est incomplète. Ouvrez le tableau avec le bouton que le robot vous a donné. "
        "Si vous avez rechargé la page, c'est normal : pour la sécurité du groupe, son adresse n'y reste pas.",
        "The address of this page is not complete. Open the board with the button that the bot gave you. "
        "If you reloaded the page, this is normal: to keep the group safe, its address does not stay there.",
    ),
}
