"""The fixed words of the papers, in both languages.

Rule: what a paper says by itself stands here; all else comes from the content. The guide speaks to adults, the page for
a projector to a group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Mapping

# ---- the printed guide

GUIDE: Final = Both("Guide d'animation", "Facilitator's guide")
STORY: Final = Both("Histoire", "Story")
WORKSHOP: Final = Both("Atelier {number}", "Workshop {number}")
FOR_WHOM: Final = Both("Pour qui", "For whom")
FOR_WORKSHOP: Final = Both("Groupes de l'atelier {number}, {title}", "Groups in workshop {number}, {title}")
AIM: Final = Both("Ce qui est visé", "Aim")
DURATION: Final = Both("Durée", "Duration")
MINUTES: Final = Both(
    "Environ {minutes} minutes pour lire l'histoire une fois. Le déroulement de l'atelier est plus bas.",
    "About {minutes} minutes to read the story once. The plan of the workshop is further down.",
)
STORY_MINUTES: Final = Both("environ {minutes} minutes", "about {minutes} minutes")
ABOUT: Final = Both("De quoi parle l'histoire", "What the story is about")
CONTENT_NOTE: Final = Both("À dire avant de commencer", "To say before you begin")
THE_WORKSHOP: Final = Both("L'atelier", "The workshop")
THE_STORIES: Final = Both("Les histoires de l'atelier", "The stories of the workshop")
WITH_THE_GROUP: Final = Both("Avec le groupe", "With the group")
SIGNS: Final = Both("Les signaux d'alerte de l'histoire", "The warning signs in the story")
SIGNS_SHORT: Final = Both("Signaux d'alerte", "Warning signs")
QUESTIONS: Final = Both("Les questions à poser", "Questions to ask")
SENTENCES: Final = Both("Des phrases à dire", "Sentences to say")
ENDINGS: Final = Both("Les fins, en bref (numéros de la carte)", "The endings, in short (numbers of the map)")
LOGBOOK: Final = Both("La page du carnet", "The logbook page")
LOGBOOK_PAGE: Final = Both(
    "Après les histoires, chaque jeune peut remplir pour soi la page « {title} » du carnet. Elle reste dans sa "
    "conversation. Ne demandez pas à la voir.",
    "After the stories, each young person can fill in the logbook page “{title}”, just for them. It stays in their "
    "chat. Don't ask to see it.",
)
HELP: Final = Both("Qui peut aider", "Who can help")
HELP_FIRST: Final = Both(
    "Vérifiez chaque numéro sur le site de la ligne avant de le donner : il peut changer. N'appelez jamais les "
    "urgences pour essayer. « À vérifier » : pas encore certain.",
    "Check each number on the line's own site before you give it: it can change. Never call the emergency number to "
    "try it. “To be checked”: not certain yet.",
)
#: As the bot says it: nobody has dialled these numbers yet (`knowledge/README.md`, before launch).
CHECKED_ON: Final = Both("Relevé le {date}.", "Collected on {date}.")
SCAN: Final = Both("Le lien pour le groupe", "The link for the group")
SCAN_HOW: Final = Both(
    "On vise le code avec l'appareil photo d'un téléphone, ou on écrit l'adresse. Suivre le lien est un choix.",
    "Point a phone camera at the code, or type the address. Following the link is a choice.",
)
MAP: Final = Both("La carte des chemins", "The map of the paths")
MAP_PART: Final = Both("La carte des chemins, {part} de {parts}", "The map of the paths, {part} of {parts}")
MAP_HOW: Final = Both(
    "Les pages se lisent l'une après l'autre. Une flèche coupée continue au même endroit de la page suivante.",
    "The pages follow each other. An arrow that is cut goes on at the same place of the next page.",
)
MAP_COLUMNS: Final = Both(
    "Une flèche coupée continue sur la page suivante. Celles du bord mènent au haut de la colonne suivante.",
    "An arrow that is cut continues on the next page. Those at the edge lead to the top of the next column.",
)
MAP_SHOWS: Final = Both("Carte des scènes, des choix et des fins", "Map of the scenes, the choices and the endings")
PAGE: Final = Both("page {page} de {pages}", "page {page} of {pages}")
MADE_ON: Final = Both("Fait le {date}", "Made on {date}")
NOT_OFFICIAL: Final = Both(
    "Ce guide n'est le document officiel d'aucun organisme. Le robot ne garde aucun nom.",
    "This guide is not the official document of any organization. The bot keeps no names.",
)
LANGUAGES: Final = Both("fr-CA", "en-CA")

# ---- the page for a projector: what stands under these names is put into it

PROJECTOR: Final[Mapping[str, Both]] = {
    "language": Both("English", "Français"),
    "stop": Both("On arrête ici", "Stop here"),
    "back": Both("Reculer d'une étape", "Back one step"),
    "begin": Both("On commence", "Begin"),
    "on": Both("On continue", "Go on"),
    "again": Both("Revenir au début", "Back to the beginning"),
    "return": Both("Revenir à l'histoire", "Back to the story"),
    "before": Both("Avant de commencer", "Before we begin"),
    "rules": Both(
        "On parle des personnages, pas de soi. On peut passer son tour, sortir ou regarder ailleurs.",
        "We talk about the characters, not about ourselves. You may pass, step out or look away.",
    ),
    "scene": Both("Étape {number}", "Step {number}"),
    "ask": Both("Que fait-on?", "What do we do?"),
    "hands-of": Both("Mains levées, choix {number}", "Raised hands, choice {number}"),
    "more": Both("Une main de plus pour le choix {number}", "One more hand for choice {number}"),
    "fewer": Both("Une main de moins pour le choix {number}", "One hand fewer for choice {number}"),
    "group": Both("Le choix du groupe", "The group's choice"),
    "group-is": Both("Le choix du groupe : {number}", "The group's choice: {number}"),
    "tie": Both("Égalité : la personne qui anime décide.", "A tie: the person leading decides."),
    "keys": Both(
        "Au clavier : 1 à {number} ajoute une main, Maj + le chiffre en retire une.",
        "On the keyboard: 1 to {number} adds a hand, Shift + the digit takes one away.",
    ),
    "chosen": Both("Vous avez choisi", "You chose"),
    "ending": Both("C'est une fin de l'histoire", "This is an ending of the story"),
    "remember": Both("Ce qu'on en retient", "What to remember"),
    "signs": Both("Signaux vus en chemin", "Signs seen along the way"),
    "talk": Both("Pour en parler", "To talk about"),
    "help": Both("Qui peut aider", "Who can help"),
    "checked": Both("relevé le", "collected on"),
    "calm": Both("On fait une pause", "Let's take a break"),
    "calm-text": Both(
        "On peut arrêter une histoire n'importe quand. Respirez. Personne n'a à dire pourquoi.",
        "A story can be stopped at any time. Breathe. Nobody has to say why.",
    ),
    "help-bar": Both("Besoin de parler?", "Need to talk?"),
    "alone": Both("Cette page ne garde rien et n'envoie rien.", "This page keeps nothing and sends nothing."),
}
