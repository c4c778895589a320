"""What changed, in French and in English: every noun, every verb, every sentence of a comparison.

Rule: whatever `content.diff` can tell has its words here in both languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.script import Both

if TYPE_CHECKING:
    from bot.content.diff.change import Code, How, Kind, Noun

FILE, FILES = Both("fichier changé", "file changed"), Both("fichiers changés", "files changed")
IN: Final = {"fr": Both("le français", "French"), "en": Both("l'anglais", "English")}
VERSION: Final = {
    "old": Both("l'ancienne version", "the old version"),
    "new": Both("la nouvelle version", "the new version"),
}
#: In French the masculine; `_agreed` adds the rest.
DONE: Final[dict[How, Both]] = {
    "changed": Both("modifié", "changed"),
    "added": Both("ajouté", "added"),
    "removed": Both("retiré", "removed"),
    "renamed": Both("renommé", "renamed"),
    "reordered": Both("déplacé", "moved"),
}
SUM: Final[dict[str, Both]] = {
    "nothing": Both("Rien n'a changé.", "Nothing changed."),
    "files": Both("{files}.", "{files}."),
    "look": Both("À regarder : {looks}.", "To look at: {looks}."),
    "before": Both(" (avant : {name})", " (before: {name})"),
    "order": Both("ordre changé", "order changed"),
    "endings-kept": Both("aucune fin perdue", "no ending lost"),
    "unknown": Both("inconnu", "unknown"),
    "answers": Both(
        "Les réponses aux questions n'ont pas été comparées : ajoute --answers.",
        "Answers to questions were not compared: add --answers.",
    ),
}
#: What the first line counts apart.
LOOKS: Final[dict[Code, tuple[Both, Both]]] = {
    "unreadable": (
        Both("fichier illisible", "file that cannot be read"),
        Both("fichiers illisibles", "files that cannot be read"),
    ),
    "ending-out-of-reach": (
        Both("fin qu'on n'atteint plus", "ending out of reach"),
        Both("fins qu'on n'atteint plus", "endings out of reach"),
    ),
    "number-changed": (Both("numéro changé", "number changed"), Both("numéros changés", "numbers changed")),
    "link-broken": (Both("lien brisé", "broken link"), Both("liens brisés", "broken links")),
    "buttons-gone": (
        Both(
            "bouton déjà envoyé qui ne mène plus nulle part",
            "button already sent that leads nowhere now",
        ),
        Both(
            "boutons déjà envoyés qui ne mènent plus nulle part",
            "buttons already sent that lead nowhere now",
        ),
    ),
    "seen-bits": (
        Both("histoire dont les parties en cours se mélangent", "story in which games under way get mixed up"),
        Both("histoires dont les parties en cours se mélangent", "stories in which games under way get mixed up"),
    ),
    "one-language": (
        Both("texte changé dans une seule langue", "text changed in one language only"),
        Both("textes changés dans une seule langue", "texts changed in one language only"),
    ),
}
KINDS: Final[dict[Kind, tuple[Both, Both]]] = {
    "story": (Both("histoire", "story"), Both("histoires", "stories")),
    "training": (Both("module de formation", "training module"), Both("modules de formation", "training modules")),
    "film": (Both("film", "film"), Both("films", "films")),
    "shelf": (Both("thème", "theme"), Both("thèmes", "themes")),
    "entry": (Both("fiche", "entry"), Both("fiches", "entries")),
    "resource": (Both("ressource", "resource"), Both("ressources", "resources")),
    "menu": (Both("menu d'aide", "help menu"), Both("menus d'aide", "help menus")),
    "sign": (Both("signal", "sign"), Both("signaux", "signs")),
    "figure": (Both("chiffre", "figure"), Both("chiffres", "figures")),
    "law": (Both("loi", "law"), Both("lois", "laws")),
    "fact": (Both("fait", "fact"), Both("faits", "facts")),
    "source": (Both("source", "source"), Both("sources", "sources")),
    "interface-text": (Both("texte du robot", "text of the bot"), Both("textes du robot", "texts of the bot")),
    "small-talk": (Both("petite réponse", "small answer"), Both("petites réponses", "small answers")),
    "reply-act": (Both("façon de répondre", "way of replying"), Both("façons de répondre", "ways of replying")),
    "danger": (Both("danger", "danger"), Both("dangers", "dangers")),
    "harmless": (Both("liste sans danger", "harmless list"), Both("listes sans danger", "harmless lists")),
    "word-class": (Both("classe de mots", "class of words"), Both("classes de mots", "classes of words")),
    "file": (Both("fichier", "file"), Both("fichiers", "files")),
}
FEMININE_KINDS: Final[frozenset[Kind]] = frozenset(
    ("story", "entry", "resource", "law", "source", "small-talk", "reply-act", "harmless", "word-class")
)
NOUNS: Final[dict[Noun, tuple[Both, Both]]] = {
    "title": (Both("titre", "title"), Both("titres", "titles")),
    "summary": (Both("résumé", "summary"), Both("résumés", "summaries")),
    "content-note": (Both("note de contenu", "content note"), Both("notes de contenu", "content notes")),
    "scene": (Both("scène", "scene"), Both("scènes", "scenes")),
    "ending": (Both("fin", "ending"), Both("fins", "endings")),
    "line": (Both("réplique", "line"), Both("répliques", "lines")),
    "choice": (Both("choix", "choice"), Both("choix", "choices")),
    "label": (Both("bouton de choix", "label of a choice"), Both("boutons de choix", "labels of choices")),
    "feedback": (Both("rétroaction", "feedback"), Both("rétroactions", "feedbacks")),
    "said": (
        Both("façon de taper un choix", "way to type a choice"),
        Both("façons de taper un choix", "ways to type a choice"),
    ),
    "target": (Both("destination de choix", "target of a choice"), Both("destinations de choix", "targets of choices")),
    "start": (Both("début", "start"), Both("débuts", "starts")),
    "outcome": (Both("issue", "outcome"), Both("issues", "outcomes")),
    "retry": (Both("retour en arrière", "way back"), Both("retours en arrière", "ways back")),
    "debrief": (Both("retour sur l'histoire", "debrief"), Both("retours sur l'histoire", "debriefs")),
    "character": (Both("personnage", "character"), Both("personnages", "characters")),
    "sentence": (Both("phrase à dire", "sentence to say"), Both("phrases à dire", "sentences to say")),
    "discussion": (
        Both("question à discuter", "question to discuss"),
        Both("questions à discuter", "questions to discuss"),
    ),
    "page": (Both("page du guide", "page of the guide"), Both("pages du guide", "pages of the guide")),
    "prompt": (
        Both("question du carnet", "question of the logbook"),
        Both("questions du carnet", "questions of the logbook"),
    ),
    "option": (Both("case à cocher", "box to tick"), Both("cases à cocher", "boxes to tick")),
    "side": (Both("côté du film", "side of the film"), Both("côtés du film", "sides of the film")),
    "film-scene": (Both("scène du film", "scene of the film"), Both("scènes du film", "scenes of the film")),
    "question": (Both("énoncé", "statement"), Both("énoncés", "statements")),
    "answer": (Both("réponse", "answer"), Both("réponses", "answers")),
    "verdict": (Both("verdict", "verdict"), Both("verdicts", "verdicts")),
    "card": (Both("côté de carte", "side of a card"), Both("côtés de carte", "sides of cards")),
    "phrasing": (Both("formulation", "phrasing"), Both("formulations", "phrasings")),
    "example": (Both("exemple", "example"), Both("exemples", "examples")),
    "pattern": (Both("motif", "pattern"), Both("motifs", "patterns")),
    "word": (
        Both("mot ou groupe de mots", "word or group of words"),
        Both("mots ou groupes de mots", "words or groups of words"),
    ),
    "figure": (Both("chiffre", "figure"), Both("chiffres", "figures")),
    "sign": (Both("signal", "sign"), Both("signaux", "signs")),
    "law": (Both("loi", "law"), Both("lois", "laws")),
    "fact": (Both("fait à l'appui", "fact behind it"), Both("faits à l'appui", "facts behind it")),
    "source": (Both("source", "source"), Both("sources", "sources")),
    "text": (Both("texte", "text"), Both("textes", "texts")),
    "way": (Both("moyen de joindre", "way to reach it"), Both("moyens de joindre", "ways to reach it")),
    "number": (Both("numéro", "number"), Both("numéros", "numbers")),
    "address": (Both("adresse web", "web address"), Both("adresses web", "web addresses")),
    "hours": (Both("horaire", "opening hours"), Both("horaires", "opening hours")),
    "place-in-order": (Both("rang", "place in the list"), Both("rangs", "places in the list")),
    "help": (Both("sujet d'aide", "help topic"), Both("sujets d'aide", "help topics")),
    "setting": (Both("réglage", "setting"), Both("réglages", "settings")),
}
FEMININE_NOUNS: Final[frozenset[Noun]] = frozenset(
    (
        *("content-note", "scene", "ending", "line", "feedback", "said", "target", "outcome", "sentence", "discussion"),
        *("page", "prompt", "option", "film-scene", "answer", "phrasing", "law", "source", "address"),
    )
)
TOLD: Final[dict[Code, Both]] = {
    "leads-elsewhere": Both(
        "le choix {0} de {1} mène maintenant à {3} (avant : {2})", "choice {0} of {1} now leads to {3} (before: {2})"
    ),
    "starts-elsewhere": Both(
        "l'histoire commence maintenant à {1} (avant : {0})", "the story now begins at {1} (before: {0})"
    ),
    "ending-out-of-reach": Both("on ne peut plus arriver à la fin {0}", "ending {0} can no longer be reached"),
    "number-changed": Both("le numéro a changé : {0} → {1}", "the number changed: {0} → {1}"),
    "address-changed": Both("l'adresse a changé : {0} → {1}", "the address changed: {0} → {1}"),
    "figure-changed": Both("le chiffre passe de {0} à {1}, dans {2}", "the figure goes from {0} to {1}, in {2}"),
    "hours-changed": Both("l'horaire a changé : {0} → {1}", "the opening hours changed: {0} → {1}"),
    "seen-bits": Both(
        "les signaux ou les tournants ne sont plus dans le même ordre : qui est au milieu de l'histoire verra d'autres "
        "signaux que les siens, ou reviendra ailleurs (pour l'éviter, ajoute les nouveaux après les anciens)",
        "signs or turning points are in another order: who is in the middle of the story will see other signs than "
        "theirs, or go back elsewhere (to avoid it, add new ones behind the old ones)",
    ),
    "ticked-bits": Both(
        "les cases de la page {0} ont bougé : une page commencée montrera d'autres coches",
        "the boxes of page {0} moved: a page under way will show other ticks",
    ),
    "link-broken": Both(
        "le lien ?start=s_{0} n'ouvre plus l'histoire", "the link ?start=s_{0} no longer opens the story"
    ),
    "buttons-gone": Both(
        "les boutons déjà envoyés vers {0} feront recommencer en douceur",
        "buttons already sent that lead to {0} will get a kind restart",
    ),
    "one-language": Both(
        "seul {0} a changé dans {1}{2} : l'autre langue a-t-elle été oubliée?",
        "only {0} changed in {1}{2}: was the other language forgotten?",
    ),
    "moved": Both("déplacé ici; était dans {0}", "moved here; it was in {0}"),
    "id-twice": Both(
        "ce qui a changé ici porte le nom d'une autre partie du contenu : lance d'abord « check »",
        "what changed here has the id of another part of the content: run «check» first",
    ),
    "unseen": Both(
        "seuls des commentaires, la mise en page ou l'ordre des parties ont changé : personne ne le verra",
        "only comments, the layout or the order of the parts changed: nobody will see it",
    ),
    "unreadable": Both(
        "ce fichier ne se lit pas dans {0}, et n'a pas été comparé : ligne {1}, {2}",
        "this file cannot be read in {0}, and was not compared: line {1}, {2}",
    ),
}
