from __future__ import annotations

import pytest

from bot.content.names import folded, meant, slug, well_named

KNOWN = ["choices", "debrief", "id", "kind", "label", "lines", "nodes", "start", "summary", "title", "to"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Label", "label"),
        ("étiquette", "label"),
        ("Titre", "title"),
        ("résumé", "summary"),
        ("début", "start"),
        ("nœuds", "nodes"),
        ("choix", "choices"),
        ("vers", "to"),
        ("répliques", "lines"),
        ("lable", "label"),
        ("mood", ""),
    ],
)
def test_a_key_is_known_by_what_it_was_meant_to_be(written: str, key: str) -> None:
    """Capitals, accents, French and typos lead to the key; another word leads nowhere."""
    assert key == meant(written, KNOWN)


def test_a_french_name_is_no_suggestion_where_its_key_is_not_known() -> None:
    """Only a key that would be right in that place is suggested."""
    assert meant("étiquette", ["id", "kind"]) == ""


@pytest.mark.parametrize(
    ("path", "better"),
    [
        ("dialogues/5-flags/model-wanted.yaml", ""),
        ("knowledge/danger/harmless/first-messages.yaml", ""),
        ("dialogues/model-wanted (1).yaml", "model-wanted.yaml"),
        ("dialogues/model-wanted - Copie.yaml", "model-wanted.yaml"),
        ("dialogues/copy of model-wanted.yaml", "model-wanted.yaml"),
        ("dialogues/Modèle.yaml", "modele.yaml"),
        ("dialogues/model-wanted.yml", "model-wanted.yaml"),
        ("dialogues/model-wanted.YAML", "model-wanted.yaml"),
        ("dialogues/model-wanted.yaml.txt", "model-wanted.yaml"),
        ("dialogues/model_wanted.yaml", "model-wanted.yaml"),
        ("dialogues/???.txt", "my-story.yaml"),
    ],
)
def test_a_file_is_offered_a_name_that_is_read(path: str, better: str) -> None:
    """A name that is not read is given the nearest that is; one that is read is left alone."""
    assert better == well_named(path)


def test_a_name_is_folded_to_small_letters_without_accents() -> None:
    """What is left of a name can stand in a key or a link."""
    assert folded("Cœur à-Gagner") == "coeur_a_gagner"
    assert slug(" L'été, 2026 ") == "l-ete-2026"
