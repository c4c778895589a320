"""The names that files and keys should have, from those they were given.

Rule: a suggestion is a name that would be right in that place, or none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A name this unlike the written one is no suggestion but a guess.
_LEAST_LIKENESS: Final = 0.6
_FILE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yaml")
#: What systems put into the name of a copy.
_COPY: Final = re.compile(r"(?i)^(copy|copie) (of|de) | - (copy|copie)\b| ?\(\d+\)| (copy|copie)( \d+)?\b")
#: Keys as people who write in French would call them: folded -> the key.
_FRENCH: Final = {
    "actes": "acts",
    "adresse": "url",
    "apres": "after",
    "atelier": "workshop",
    "ateliers": "workshops",
    "but": "aim",
    "carte": "card",
    "cadre": "setting",
    "chiffres": "figures",
    "choix": "choices",
    "debut": "start",
    "depart": "start",
    "dit": "said",
    "discussion": "discussion",
    "enonce": "statement",
    "entrees": "entries",
    "etiquette": "label",
    "exemples": "examples",
    "fait": "fact",
    "faits": "facts",
    "formulations": "phrasings",
    "genre": "kind",
    "groupes": "groups",
    "heures": "hours",
    "indices": "signs",
    "issue": "outcome",
    "aide": "help",
    "langues": "languages",
    "lieu": "setting",
    "lignes": "lines",
    "lois": "laws",
    "moyens": "ways",
    "niveau": "level",
    "noeuds": "nodes",
    "nom": "name",
    "nombre": "number",
    "numero": "number",
    "option": "options",
    "ordre": "order",
    "parents": "related",
    "personnages": "characters",
    "phrases": "sentences",
    "point_de_vue": "perspective",
    "pourquoi": "why",
    "public": "audience",
    "qui": "who",
    "reponse": "answer",
    "repliques": "lines",
    "replique": "lines",
    "reprise": "retry",
    "ressources": "resources",
    "resultat": "outcome",
    "resume": "summary",
    "retour": "feedback",
    "retroaction": "feedback",
    "scenes": "nodes",
    "signaux": "signs",
    "signes": "signs",
    "sujets": "topics",
    "texte": "text",
    "textes": "texts",
    "titre": "title",
    "type": "kind",
    "vers": "to",
}


def folded(name: str) -> str:
    """Give a name in small letters without accents, its words joined by underscores."""
    letters = unicodedata.normalize("NFD", name.lower().replace("œ", "oe"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\s_-]+", "_", plain)


def meant(written: str, known: Iterable[str]) -> str:
    """Give the known key that another was meant to be, or nothing: it has capitals, accents, a typo, or is French."""
    names, plain = sorted(known), folded(written)
    for name in (plain, _FRENCH.get(plain, "")):
        if name in names:
            return name
    found = process.extractOne(written, names, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKENESS)
    return str(found[0]) if found else ""


def slug(name: str) -> str:
    """Give a name as small letters, digits and hyphens; empty when it holds neither letter nor digit."""
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")


def well_named(path: str) -> str:
    """Give the name a file of content should have, without its folder; empty when it has such a name."""
    name = path.rpartition("/")[2]
    if _FILE.fullmatch(name):
        return ""
    words = _COPY.sub("", name.partition(".")[0])
    return f"{slug(words) or 'my-story'}.yaml"
