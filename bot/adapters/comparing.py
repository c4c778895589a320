"""What changed between two versions, told to moderators.

Rule: one line for the whole first, then file by file, thing by thing, always in the same order.
The words are here, in both languages; what changed comes from `content.diff`.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.adapters.written import counted, listed, number, quoted
from bot.content.diff.change import Counted, Told, Whole
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from bot.content.diff.change import Change, Code, Comparison, How, Kind, Noun, Thing
    from bot.core.turn import Lang

#: A statement as a heading is cut here: it is there to be recognised, not to be read.
_HEADING: Final = 70
#: Buttons and texts are named up to this many at once.
_MOST_NAMED: Final = 6


def tell(found: Comparison, lang: Lang, out: TextIO) -> None:
    """Write what changed."""
    out.write(summary(found, lang) + "\n")
    for file, changes in groupby(found.changes, key=lambda change: change.thing.file):
        out.write(f"\n{file}\n")
        for thing, of_it in groupby(changes, key=lambda change: change.thing):
            out.writelines(f"  {line}\n" for line in _thing(thing, list(of_it), found, lang))


def summary(found: Comparison, lang: Lang) -> str:
    """Write the whole in one line: how many things of each kind, and what wants a look."""
    if not found.files and not found.changes:
        return _SUM["nothing"][lang]
    things = {(change.thing, _fate(change)) for change in found.changes if change.thing.id}
    whole = {thing for thing, fate in things if fate != "changed"}
    parts = []
    for kind, (one, many) in _KINDS.items():
        told: list[str] = []
        for fate in ("added", "removed", "renamed", "changed"):
            count = sum(
                thing.kind == kind and each == fate and not (fate == "changed" and thing in whole)
                for thing, each in things
            )
            if count:
                agreed = _agreed(fate, count, kind in _FEMININE_KINDS, lang)
                told.append(f"{counted(count, one, many, lang) if not told else number(count, lang)} {agreed}")
        parts += [", ".join(told)] if told else []
    looks = [
        counted(count, *_LOOKS[code], lang)
        for code in _LOOKS
        if (count := sum(_weight(change) for change in found.changes if _is(change, code)))
    ]
    files = counted(len(found.files), _FILE, _FILES, lang)
    line = _SUM["files"][lang].format(files=files)
    line += f" {'; '.join(parts)}." if parts else ""
    return line + (f" {_SUM['look'][lang].format(looks=', '.join(looks))}" if looks else "")


def _fate(change: Change) -> How:
    return change.how if isinstance(change, Whole) else "changed"


def _is(change: Change, code: Code) -> bool:
    return isinstance(change, Told) and change.code == code


def _weight(change: Change) -> int:
    """Count what a sentence speaks of: several buttons, several texts."""
    if _is(change, "buttons-gone") and isinstance(change, Told):
        return len(change.values)
    if _is(change, "one-language") and isinstance(change, Told):
        return int(change.values[1])
    return 1


# ---- one thing -----------------------------------------------------------------------------------------------------


def _thing(thing: Thing, changes: Sequence[Change], found: Comparison, lang: Lang) -> Iterator[str]:
    """Write the heading of a thing, and under it what was counted on one line, then each sentence on its own."""
    indent = "  " if thing.id else ""
    if thing.id:
        whole = next((change for change in changes if isinstance(change, Whole)), None)
        yield _heading(thing, whole, found, lang)
    counts = [change for change in changes if isinstance(change, Counted)]
    kept = any(_is(change, "endings-kept") for change in changes)
    if counts or kept:
        line = "; ".join(_counts(list(of_noun), lang) for _, of_noun in groupby(counts, key=lambda each: each.noun))
        yield indent + ", ".join(part for part in (line, _SUM["endings-kept"][lang] if kept else "") if part)
    for change in changes:
        if isinstance(change, Told) and change.code != "endings-kept":
            yield indent + _sentence(change, lang)


def _heading(thing: Thing, whole: Whole | None, found: Comparison, lang: Lang) -> str:
    one, _ = _KINDS[thing.kind]
    name = found.names.get((thing.kind, thing.id), ("", ""))[0 if lang == "fr" else 1]
    name = name if len(name) <= _HEADING else name[: _HEADING - 1].rstrip() + "…"
    called = f" — {name}" if name else ""
    line = f"{one[lang]} {quoted(thing.id, lang)}{called}"
    if whole is None:
        return line
    fate = _agreed(whole.how, 1, thing.kind in _FEMININE_KINDS, lang)
    before = _SUM["before"][lang].format(name=quoted(whole.before, lang)) if whole.before else ""
    return f"{line} : {fate}{before}" if lang == "fr" else f"{line}: {fate}{before}"


def _counts(changes: Sequence[Counted], lang: Lang) -> str:
    """Write what happened to one noun: "3 lines added, 1 removed"; the noun stands once."""
    told: list[str] = []
    for change in changes:
        one, many = _NOUNS[change.noun]
        what = number(change.number, lang) if told else counted(change.number, one, many, lang)
        fate = _agreed(change.how, change.number, change.noun in _FEMININE_NOUNS, lang)
        if change.how == "reordered":
            what, fate = _SUM["order"][lang].format(what=many[lang]), ""
        names = f" ({listed(change.names, lang, _MOST_NAMED)})" if change.names else ""
        told.append(f"{what} {fate}".strip() + names)
    return ", ".join(told)


def _agreed(how: How, count: int, feminine: bool, lang: Lang) -> str:  # noqa: FBT001 - French agrees in gender and number
    if lang == "en":
        return _DONE[how].en
    plural = count > 1
    return _DONE[how].fr + ("e" if feminine else "") + ("s" if plural else "")


def _sentence(change: Told, lang: Lang) -> str:
    values = change.values
    match change.code:
        case "leads-elsewhere" | "starts-elsewhere" | "ending-out-of-reach" | "link-broken" | "ticked-bits" | "moved":
            shown = [quoted(value, lang) for value in values]
        case "buttons-gone":
            shown = [listed(values, lang, _MOST_NAMED)]
        case "figure-changed":
            fr_old, fr_new, en_old, en_new, uses = values
            words = (fr_old, fr_new) if lang == "fr" else (en_old, en_new)
            shown = [*(quoted(word, lang) for word in words), counted(int(uses), *_NOUNS["text"], lang)]
        case "one-language":
            which, count, *places = values
            where = f" ({listed(places, lang, _MOST_NAMED)})" if places else ""
            shown = [_IN[which][lang], counted(int(count), *_NOUNS["text"], lang), where]
        case "unreadable":
            version, line, problem = values
            shown = [_VERSION[version][lang], line, problem]
        case _:
            shown = list(values)
    return _TOLD[change.code][lang].format(*shown)


def not_compared(lang: Lang) -> str:
    """Say that answers were not looked at."""
    return _SUM["answers"][lang]


# ---- words ---------------------------------------------------------------------------------------------------------

_FILE, _FILES = Both("fichier changé", "file changed"), Both("fichiers changés", "files changed")
_IN: Final = {"fr": Both("le français", "French"), "en": Both("l'anglais", "English")}
_VERSION: Final = {
    "old": Both("l'ancienne version", "the old version"),
    "new": Both("la nouvelle version", "the new version"),
}
#: In French the masculine; `_agreed` adds the rest.
_DONE: Final[dict[How, Both]] = {
    "changed": Both("modifié", "changed"),
    "added": Both("ajouté", "added"),
    "removed": Both("retiré", "removed"),
    "renamed": Both("renommé", "renamed"),
    "reordered": Both("déplacé", "moved"),
}
_SUM: Final[dict[str, Both]] = {
    "nothing": Both("Rien n'a changé.", "Nothing changed."),
    "files": Both("{files}.", "{files}."),
    "look": Both("À regarder : {looks}.", "To look at: {looks}."),
    "before": Both(" (avant : {name})", " (before: {name})"),
    "order": Both("ordre changé : {what}", "order changed: {what}"),
    "endings-kept": Both("aucune fin perdue", "no ending lost"),
    "answers": Both(
        "Les réponses aux questions n'ont pas été comparées : ajoute --answers.",
        "Answers to questions were not compared: add --answers.",
    ),
}
#: What the first line counts apart.
_LOOKS: Final[dict[Code, tuple[Both, Both]]] = {
    "unreadable": (
        Both("fichier illisible", "file that cannot be read"),
        Both("fichiers illisibles", "files that cannot be read"),
    ),
    "ending-out-of-reach": (
        Both("fin qu'on n'atteint plus", "ending out of reach"),
        Both("fins qu'on n'atteint plus", "endings out of reach"),
    ),
    "link-broken": (Both("lien brisé", "broken link"), Both("liens brisés", "broken links")),
    "buttons-gone": (
        Both(
            "sorte de bouton déjà envoyé qui ne mène plus nulle part",
            "kind of button already sent that leads nowhere now",
        ),
        Both(
            "sortes de boutons déjà envoyés qui ne mènent plus nulle part",
            "kinds of buttons already sent that lead nowhere now",
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
_KINDS: Final[dict[Kind, tuple[Both, Both]]] = {
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
    "interface-text": (Both("texte du bot", "text of the bot"), Both("textes du bot", "texts of the bot")),
    "small-talk": (Both("petite réponse", "small answer"), Both("petites réponses", "small answers")),
    "reply-act": (Both("façon de répondre", "way of replying"), Both("façons de répondre", "ways of replying")),
    "danger": (Both("danger", "danger"), Both("dangers", "dangers")),
    "harmless": (Both("liste sans danger", "harmless list"), Both("listes sans danger", "harmless lists")),
    "word-class": (Both("classe de mots", "class of words"), Both("classes de mots", "classes of words")),
    "file": (Both("fichier", "file"), Both("fichiers", "files")),
}
_FEMININE_KINDS: Final[frozenset[Kind]] = frozenset(
    ("story", "entry", "resource", "law", "source", "small-talk", "reply-act", "harmless", "word-class")
)
_NOUNS: Final[dict[Noun, tuple[Both, Both]]] = {
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
_FEMININE_NOUNS: Final[frozenset[Noun]] = frozenset(
    (
        *("content-note", "scene", "ending", "line", "feedback", "said", "target", "outcome", "sentence", "discussion"),
        *("page", "prompt", "option", "film-scene", "answer", "phrasing", "law", "source", "address"),
    )
)
_TOLD: Final[dict[Code, Both]] = {
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
        "le lien ?start=s_… vers {0} n'ouvre plus l'histoire", "the link ?start=s_… to {0} no longer opens the story"
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
    "unseen": Both(
        "seuls des commentaires ou la mise en page ont changé : personne ne le verra",
        "only comments or the layout changed: nobody will see it",
    ),
    "unreadable": Both(
        "ce fichier ne se lit pas dans {0}, et n'a pas été comparé : ligne {1}, {2}",
        "this file cannot be read in {0}, and was not compared: line {1}, {2}",
    ),
}
