"""What a player met, in French and in English: every fault, every oddity, every line of the report.

Rule: whatever `core.play` and `core.oddities` can find has its words here in both languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.script import Both
from bot.core.turn import Screen

if TYPE_CHECKING:
    from bot.core.faults import FaultKind
    from bot.core.oddities import OddityKind
    from bot.core.turn import Lang

AND: Final = Both(" et ", " and ")
NAME_OF: Final[dict[Lang, Both]] = {"fr": Both("français", "French"), "en": Both("anglais", "English")}
IN: Final[dict[Lang, Both]] = {"fr": Both("en français", "in French"), "en": Both("en anglais", "in English")}
STORY, STORIES = Both("histoire ou module", "story or module"), Both("histoires et modules", "stories and modules")
FAULT, FAULTS = Both("défaut", "fault"), Both("défauts", "faults")
OUTCOME_ONE: Final = {
    "safe": Both("fin en sécurité", "safe ending"),
    "open": Both("fin ouverte", "open ending"),
    "caught": Both("fin où l'autre gagne", "caught ending"),
    "done": Both("fin de module", "end of a module"),
}
OUTCOME_MANY: Final = {
    "safe": Both("fins en sécurité", "safe endings"),
    "open": Both("fins ouvertes", "open endings"),
    "caught": Both("fins où l'autre gagne", "caught endings"),
    "done": Both("fins de module", "ends of modules"),
}
SCREEN: Final[dict[Screen, Both]] = {
    Screen.NOTE: Both("note de contenu", "content note"),
    Screen.NODE: Both("scène", "scene"),
    Screen.SKIPPED: Both("passer la scène", "skipping scene"),
    Screen.DEBRIEF: Both("retour sur la fin", "debrief of ending"),
    Screen.SIGNS: Both("signaux de la fin", "signs of ending"),
}
TOLD: Final[dict[str, Both]] = {
    "intro": Both(
        "Joué en {played} : chaque réponse une fois, puis {walks} parcours au hasard par histoire et par langue "
        "(graine {seed}).",
        "Played in {played}: every answer once, then {walks} random walks for each story and language (seed {seed}).",
    ),
    "coverage": Both(
        "atteint : {nodes} scènes et fins, {choices} réponses", "reached: {nodes} scenes and endings, {choices} answers"
    ),
    "missed-nodes": Both("jamais atteint : {names}", "never reached: {names}"),
    "missed-choices": Both("réponses jamais offertes : {names}", "answers never offered: {names}"),
    "unmet": Both("jamais rencontré au hasard : {names}", "never met at random: {names}"),
    "endings": Both("fins (part des parcours au hasard) : {parts}", "endings (share of random walks): {parts}"),
    "lengths": Both(
        "réponses jusqu'à la fin : {shortest} au moins, {middle} d'habitude{most}\n"
        "  mots à lire d'habitude : {words}, environ {minutes} min (annoncé : {promised} min)",
        "answers to the end: {shortest} at least, {middle} usually{most}\n"
        "  words to read, usually: {words}, about {minutes} min (promised: {promised} min)",
    ),
    "at-most": Both(", {longest} au plus", ", {longest} at most"),
    "no-end": Both("aucun parcours au hasard n'arrive à une fin", "no random walk comes to an end"),
    "none": Both("aucune", "none"),
    "of": Both("{part} sur {whole}", "{part} of {whole}"),
    "total": Both(
        "En tout : {stories}; {nodes} scènes et fins atteintes, {choices} réponses; {endings}.",
        "In total: {stories}; {nodes} scenes and endings reached, {choices} answers; {endings}.",
    ),
    "missed": Both("Jamais atteint : {number}.", "Never reached: {number}."),
    "faults": Both("{faults} à corriger.", "{faults} to mend."),
    "no-faults": Both("Aucun défaut.", "No faults."),
    "replay": Both("{story} — {title} ({lang})", "{story} — {title} ({lang})"),
}
ODD: Final[dict[OddityKind, Both]] = {
    "resisting-caught": Both(
        "on résiste à chaque réponse, et on finit quand même pris au piège à {node} : {path}",
        "every answer resists, and still it ends caught at {node}: {path}",
    ),
    "going-along-safe": Both(
        "on cède à chaque réponse, et on finit quand même en sécurité à {node} : {path}",
        "every answer goes along, and still it ends safe at {node}: {path}",
    ),
    "loop": Both("on peut tourner en rond : {path} → …", "one can go round in circles: {path} → …"),
    "rare-ending": Both(
        "fin rarement vue : {node}, {number} fois sur {of} parcours au hasard",
        "an ending hardly ever seen: {node}, {number} of {of} random walks",
    ),
    "long": Both(
        "plus long que promis : environ {number} minutes de lecture, {of} annoncées",
        "longer than promised: about {number} minutes to read, {of} announced",
    ),
}
WRONG: Final[dict[FaultKind, Both]] = {
    "empty-part": Both("le message, ou une partie du message, est vide", "the message, or a part of it, is empty"),
    "too-long": Both(
        "le message a {number} caractères, Telegram en accepte 4096",
        "the message has {number} characters, Telegram takes 4096",
    ),
    "no-help-line": Both("le message n'a pas de ligne d'aide", "the message has no help line"),
    "no-help-button": Both("le message n'a pas de bouton vers l'aide", "the message has no button to help"),
    "no-label": Both("un bouton n'a pas de texte", "a button has no label"),
    "no-target": Both("le bouton {about} ne mène nulle part", "the button {about} leads nowhere"),
    "too-many-bytes": Both(
        "le bouton {about} dépasse les 64 octets permis", "the button {about} is over the 64 bytes allowed"
    ),
    "not-read-back": Both("le bouton {about} n'est pas relu tel quel", "the button {about} is not read as written"),
    "broke": Both("le robot a planté ici ({number})", "the bot broke here ({number})"),
    "refused": Both("le bouton n'est pas accepté : le robot recommence", "the button is refused: the bot starts over"),
    "dead-end": Both(
        "cul-de-sac : aucune réponse, et ce n'est pas une fin", "dead end: there is no answer, and it is no ending"
    ),
    "endless": Both("pas de fin après {number} réponses", "no end after {number} answers"),
    "back-elsewhere": Both(
        "« Essayer autrement » mène à {about}, qui n'est pas sur ce chemin",
        "«Try another way» leads to {about}, which is not on this path",
    ),
    "back-to-nothing": Both(
        "« Essayer autrement » mène à {about}, où il n'y a rien à choisir",
        "«Try another way» leads to {about}, where there is nothing to choose",
    ),
}
ERRORS: Final[dict[str, Both]] = {
    "no-story": Both(
        "Il n'y a pas d'histoire {name}. Il y a : {known}.", "There is no story {name}. There are: {known}."
    ),
    "one-story": Both(
        "--path rejoue une seule histoire : nomme-la, par exemple « play new-best-friend --path stay-and-talk ».",
        "--path replays one story: name it, for example «play new-best-friend --path stay-and-talk».",
    ),
    "beyond": Both(
        "L'histoire finit à {node} : enlève du chemin ce qui vient après ({names}).",
        "The story ends at {node}: take what comes after it out of the path ({names}).",
    ),
    "no-choice": Both(
        "À {node}, il n'y a pas de réponse {choice}. Il y a : {known}.",
        "At {node} there is no answer {choice}. There are: {known}.",
    ),
}
