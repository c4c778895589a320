"""Every word of the page itself, in both languages.

Rule: what the page shows is said here or comes from the content; a test looks for what is said nowhere, or twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.turn import Lang

WORDS: Final[Mapping[str, Both]] = {
    "title": Both("Studio – Pile ou face", "Studio – Pile ou face"),
    "name": Both("Studio", "Studio"),
    "project": Both("Pile ou face", "Pile ou face"),
    # ---- around everything
    "skip-map": Both("Aller à la carte", "Skip to the map"),
    "skip-chat": Both("Aller à la discussion", "Skip to the chat"),
    "skip-problems": Both("Aller aux problèmes", "Skip to the problems"),
    "parts": Both("Parties de la page", "Parts of the page"),
    "content": Both("Contenu", "Content"),
    "map": Both("Carte", "Map"),
    "chat": Both("Discussion", "Chat"),
    "page-language": Both("Langue de la page", "Language of the page"),
    "lang-fr": Both("Français", "Français"),
    "lang-en": Both("English", "English"),
    # ---- how the content is doing
    "state-checking": Both("Vérification…", "Checking…"),
    "state-fresh": Both("À jour", "Up to date"),
    "state-learning": Both("Apprentissage…", "Learning…"),
    "state-refused": Both("À corriger", "To be mended"),
    "state-failed": Both("L'apprentissage a échoué : voir le terminal", "Learning failed: see the terminal"),
    "learning-first": Both(
        "Le robot apprend à comprendre ce qu’on tape : une minute ou deux, la première fois. "
        "Les boutons marchent déjà.",
        "The bot is learning what typed words mean: a minute or two, the first time. The buttons work already.",
    ),
    "learning-again": Both(
        "Le robot réapprend ce qui a changé. D’ici là, il comprend ce qu’on tape comme avant.",
        "The bot is learning what changed. Until then, it understands typed words as before.",
    ),
    "refused-with-script": Both(
        "La discussion joue la dernière version sans problème.", "The chat plays the last version without a problem."
    ),
    "refused-without-script": Both(
        "La discussion s’ouvrira dès que les problèmes seront corrigés.",
        "The chat opens as soon as the problems are mended.",
    ),
    "opening": Both("Le contenu s’ouvre…", "The content is being opened…"),
    # ---- the lists
    "stories": Both("Histoires", "Stories"),
    "entries": Both("Fiches", "Entries"),
    "search": Both("Chercher dans la liste", "Search the list"),
    "found": Both("{number} dans la liste", "{number} in the list"),
    "workshop": Both("Atelier {number}", "Workshop {number}"),
    "training": Both("Formation", "Training"),
    "unreadable": Both("Fichiers à corriger", "Files to be mended"),
    "scenes": Both("{number} scènes", "{number} scenes"),
    "phrasings": Both("{number} formulations", "{number} phrasings"),
    "problems": Both("problèmes : {number}", "problems: {number}"),
    # ---- a story
    "map-hint": Both(
        "Choisis une scène : la discussion reprend de là.", "Choose a scene: the chat goes on from there."
    ),
    "whole-map": Both("Toute la carte", "Whole map"),
    "outline": Both("La carte en mots", "The map in words"),
    "leads-to": Both("{label} → {to}", "{label} → {to}"),
    "node-start": Both("début", "start"),
    "node-scene": Both("scène", "scene"),
    "node-safe": Both("fin : en sécurité", "ending: safe"),
    "node-open": Both("fin : ouverte", "ending: open"),
    "node-caught": Both("fin : l’autre gagne", "ending: caught"),
    "node-done": Both("fin", "ending"),
    "here": Both("la discussion est ici", "the chat is here"),
    "play-story": Both("Jouer depuis le début", "Play from the start"),
    "node": Both("Scène choisie", "Chosen scene"),
    "source": Both("Ligne dans le fichier", "Line in the file"),
    "no-story": Both("Choisis une histoire ou une fiche dans la liste.", "Choose a story or an entry in the list."),
    "gone": Both("Ce n’est plus dans les fichiers.", "It is no longer in the files."),
    "cannot-read": Both(
        "Ce fichier ne peut pas être lu tant que ses problèmes ne sont pas corrigés :",
        "This file cannot be read until its problems are mended:",
    ),
    # ---- an entry
    "kind-myth": Both("Mythe", "Myth"),
    "kind-reality": Both("Réalité", "Reality"),
    "kind-depends": Both("Ça dépend", "It depends"),
    "kind-question": Both("Question", "Question"),
    "in-french": Both("En français", "In French"),
    "in-english": Both("En anglais", "In English"),
    "ask-it": Both("La poser dans la discussion", "Ask it in the chat"),
    "answered-with": Both("Ce que ses formulations reçoivent", "What its phrasings are answered with"),
    "trying": Both("Essai des formulations…", "Trying the phrasings…"),
    "not-yet": Both(
        "Ce sera dit quand le robot aura appris à comprendre ce qu’on tape.",
        "This is told once the bot has learned what typed words mean.",
    ),
    "all-answered": Both(
        "Les {number} formulations reçoivent cette fiche.", "All {number} phrasings are answered with this entry."
    ),
    "some-answered": Both(
        "{right} formulations sur {number} reçoivent cette fiche. Les autres :",
        "{right} of {number} phrasings are answered with this entry. The others:",
    ),
    "gets-answer": Both("reçoit la fiche « {entry} »", "is answered with the entry “{entry}”"),
    "gets-ask": Both("fait hésiter le robot : {entries}", "makes the bot ask which one: {entries}"),
    "gets-unknown": Both("n’est pas comprise", "is not understood"),
    "gets-small": Both("est prise pour une formule de politesse", "is taken for small talk"),
    "gets-danger": Both("est prise pour un danger", "is heard as danger"),
    "gets-other": Both("est prise pour une commande", "is taken for a command"),
    # ---- the chat
    "chat-language": Both("Langue du robot", "Language of the bot"),
    "again": Both("Recommencer", "Start over"),
    "messages": Both("Messages", "Messages"),
    "paper": Both("📎 Sur Telegram, un fichier accompagne ces mots.", "📎 On Telegram, a file comes with these words."),
    "from-bot": Both("Robot", "Bot"),
    "from-you": Both("Toi", "You"),
    "answers": Both("Réponses possibles", "Possible answers"),
    "opens-page": Both("{label} (ouvre une page)", "{label} (opens a page)"),
    "type": Both("Écrire au robot", "Write to the bot"),
    "send": Both("Envoyer", "Send"),
    "clock": Both("Heure du robot", "The bot’s clock"),
    "clock-now": Both("Maintenant", "Now"),
    "clock-night": Both("3 h du matin", "3 in the morning"),
    "place-gone": Both(
        "La scène où en était la discussion n’est plus dans les fichiers : le dernier message est resté comme avant.",
        "The scene the chat stood at is no longer in the files: the last message stayed as it was.",
    ),
    # ---- why
    "why": Both("Pourquoi cette réponse?", "Why this answer?"),
    "why-none": Both(
        "Écris une question au robot : ici, on voit pourquoi il répond ce qu’il répond.",
        "Write a question to the bot: here you see why it answers what it answers.",
    ),
    "taken-answer": Both("Comprise : le robot est sûr de la fiche.", "Understood: the bot is sure of the entry."),
    "taken-ask": Both("Pas sûr : le robot demande laquelle.", "Not sure: the bot asks which one."),
    "taken-unknown": Both("Pas comprise : le robot le dit.", "Not understood: the bot says so."),
    "taken-small": Both("Prise pour une formule de politesse.", "Taken for small talk."),
    "taken-choice": Both(
        "Prise pour la réponse « {choice} » de l’histoire.", "Taken for the story’s answer “{choice}”."
    ),
    "taken-command": Both("Prise pour une commande.", "Taken for a command."),
    "taken-unclear": Both(
        "Dans l’histoire, ça ne ressemble à aucune des réponses.", "In the story, it is like none of the answers."
    ),
    "taken-wordless": Both("Il n’y a pas de mot là-dedans.", "There is no word in it."),
    "taken-danger": Both("Un danger est entendu : il passe avant tout.", "Danger is heard: it comes before all else."),
    "read-as": Both("Lu comme", "Read as"),
    "candidates": Both("Fiches qui ressemblent le plus", "Entries most like it"),
    "words-that-count": Both("Mots qui comptent", "Words that count"),
    "thresholds": Both(
        "Répond à partir de {answer}, demande à partir de {ask}.", "Answers from {answer} on, asks back from {ask} on."
    ),
    "danger": Both("Danger", "Danger"),
    "danger-likely": Both(
        "Probabilité : {belief}; le robot réagit à partir de {rings}, ou de {pattern} si un motif est reconnu.",
        "Likelihood: {belief}; the bot reacts from {rings} on, or from {pattern} when a pattern is found.",
    ),
    "danger-part": Both(
        "Dans un bout du texte : {belief}; le robot réagit à partir de {rings}.",
        "In a part of it: {belief}; the bot reacts from {rings} on.",
    ),
    "danger-patterns": Both("Motifs reconnus : {names}.", "Patterns found: {names}."),
    "danger-example": Both(
        "Cette phrase, mot pour mot, est un exemple de danger.", "This very line is an example of danger."
    ),
    "harmless-example": Both(
        "Cette phrase, mot pour mot, est un exemple sans danger.", "This very line is an example without danger."
    ),
    "level-emergency": Both("Urgence", "Emergency"),
    "level-distress": Both("Détresse", "Distress"),
    "level-disclosure": Both("Confidence", "Disclosure"),
    # ---- problems
    "problems-title": Both("Problèmes", "Problems"),
    "no-problems": Both("Aucun problème.", "No problems."),
    "one-problem": Both("1 problème", "1 problem"),
    "many-problems": Both("{number} problèmes", "{number} problems"),
    "error": Both("À corriger", "To mend"),
    "warning": Both("À voir", "To look at"),
    # ---- the door
    "password": Both("Mot de passe", "Password"),
    "enter": Both("Entrer", "Enter"),
    "wrong-password": Both("Ce n’est pas le mot de passe.", "That is not the password."),
    "too-many": Both(
        "Trop d’essais. Attends une minute, puis réessaie.", "Too many tries. Wait a minute, then try again."
    ),
}


def say(key: str, lang: Lang, /, **values: object) -> str:
    """Give a text of the page."""
    return WORDS[key][lang].format(**values)
