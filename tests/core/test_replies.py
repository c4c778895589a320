from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.check import inspect
from bot.content.load import read_files
from bot.content.schema import ReplyFile
from bot.core.lexicon import Lexicon
from bot.core.replies import ACT, ACT_GO_ALONG, GO_ALONG, Option, Replies, Understood
from bot.core.turn import LANGS, Lang

if TYPE_CHECKING:
    from bot.core.script import Script

ROOT: Final = Path(__file__).parents[2]

# ---- by number, by label, by other words ---------------------------------------------------------------------------

LEXICON: Final = Lexicon.of(
    {"msg": "message", "jrep": "je réponds", "dont": "don't"},
    {"fr": ["je", "à", "son", "la"], "en": ["i", "to", "the"]},
)
OPTIONS: Final = (
    Option("answer", ("Je réponds à son message", "je réponds", "j'écris", "i answer him")),
    Option("ignore", ("Je réponds pas", "je l'ignore", "je laisse faire", "i don't answer")),
    Option("tell", ("J'en parle à ma mère", "je le dis à maman", "i tell my mom")),
)
PLAIN: Final = Replies({}, OPTIONS, LEXICON)

TYPED: Final = [
    ("1", "answer", "a number is the choice at that place"),
    (" 3. ", "tell", "a number with a dot too"),
    ("2!!", "ignore", "a number with more after it that is no word"),
    ("1️⃣", "answer", "a number as an emoji"),
    ("Je réponds pas", "ignore", "the label itself"),
    ("je reponds a son message", "answer", "the label without accents"),
    ("JE RÉPONDS À SON MESSAGE!!!", "answer", "the label in capitals"),
    ("J'ECRIS", "answer", "other words the writer gave"),
    ("I tell my mom", "tell", "other words in the other language"),
    ("i dont answer", "ignore", "a no in the other language"),
    ("je repond a son mesage", "answer", "the label with typos"),
    ("je réponds à son msg", "answer", "a short form"),
    ("jrep", "answer", "a short form that is a whole answer"),
    ("je lui réponds pas", "ignore", "a no with a word more than was given"),
    ("jamais je réponds", "", "a no in other words than any choice's is unclear"),
    ("j'en parle a ma mere", "tell", "the last choice"),
    ("j'en parle pas à ma mère", "", "a no that no choice says is unclear"),
    ("je réponds pas à son message, jamais", "ignore", "a label turned around is not that label"),
    ("4", "", "a number beyond the last is unclear"),
    ("0", "", "there is no choice zero"),
    ("1000", "", "a large number is no choice"),
    ("-1", "answer", "a dash before a number is no sign"),
    ("12", "", "two digits are one number"),
    ("2 fois", "", "a number among words is no choice"),
    ("1 2", "", "two numbers are no choice"),
    ("il fait beau", "", "words that fit nowhere are unclear"),
    ("je", "", "a word too common to tell is unclear"),
    ("", "", "nothing is unclear"),
    ("👍", "", "an emoji is unclear"),
]


@pytest.mark.parametrize(("typed", "choice", "what"), TYPED, ids=[what for *_, what in TYPED])
def test_which_choice_typed_words_mean(typed: str, choice: str, what: str) -> None:
    """A teen may type a choice instead of pressing it; words that could mean another are unclear."""
    assert (Understood(choice) if choice else None) == PLAIN.understand(typed, OPTIONS), what


def test_the_same_words_for_two_choices_are_unclear() -> None:
    """Two choices that fit alike are asked back, not guessed."""
    options = (Option("a", ("je bloque son compte",)), Option("b", ("je signale son compte",)))

    assert None is Replies({}, options, Lexicon()).understand("son compte", options)


@pytest.mark.parametrize("typed", ["non", "No!", "non non", "nope", "non merci", "no thanks", "jamais"])
def test_a_plain_no_is_the_choice_that_says_no(typed: str) -> None:
    """In any scene, no alone is the one choice that says no; where two do, or none, it is unclear."""
    no = Option("no", ("« Non, pas ce soir. »",), resists=True)
    away = Option("away", ("Je m'éloigne",), resists=True)
    go = Option("go", ("J'embarque", "je dis pas non"), goes_along=True)
    other = Option("other", ("« Je ne veux pas. »",), resists=True)

    assert Understood("no") == PLAIN.understand(typed, (go, no, away))
    assert PLAIN.understand(typed, (go, away)) is None
    assert PLAIN.understand(typed, (go, no, other)) is None
    assert PLAIN.understand("merci", (go, no)) is None


def test_numbers_count_the_choices_that_are_shown() -> None:
    """A number means the place in the list at hand, whatever the list."""
    turned = OPTIONS[::-1]

    assert [Understood(option.id) for option in turned] == [PLAIN.understand(str(at), turned) for at in (1, 2, 3)]
    assert None is PLAIN.understand("3", turned[:2])


@given(st.text(st.characters()), st.permutations(OPTIONS))
def test_typed_words_mean_one_of_the_choices_or_none(text: str, order: list[Option]) -> None:
    """No text leads to a choice that is not offered."""
    understood = PLAIN.understand(text, order)

    assert understood is None or understood in [Understood(option.id) for option in order]


PARTS: Final = st.lists(
    st.sampled_from(["je", "réponds", "pas", "message", "mère", "parle", "jamais", "tell", "no", "écris", "allo"]),
    max_size=7,
).map(" ".join)


@given(PARTS, st.permutations(OPTIONS))
def test_the_order_of_choices_decides_nothing_but_numbers(text: str, order: list[Option]) -> None:
    """The same words mean the same choice, wherever it stands in the list."""
    assert PLAIN.understand(text, OPTIONS) == PLAIN.understand(text, order)


def test_other_stories_and_fewer_acts_take_no_learning() -> None:
    """The same understands the words of other options as one made for them, and no longer names an act that is gone."""
    acts: dict[str, dict[Lang, tuple[str, ...]]] = {
        "refuse": {"fr": ("je refuse", "je veux rien savoir"), "en": ("i refuse", "leave me alone")},
        "ask": {"fr": ("c'est quoi ton plan", "pourquoi moi"), "en": ("what is your plan", "why me")},
    }
    others = (Option("bike", ("Je prends mon vélo rouge",)), Option("walk", ("Je marche avec Sam",)))
    made, first = Replies(acts, others, LEXICON), Replies(acts, OPTIONS, LEXICON)
    again = first.among(others, acts)
    fewer = first.among(others, ["ask"])

    for typed in ("mon velo rougge", "je marhce avec sam", "je refuse", "pourquoi moi", "2"):
        assert made.understand(typed, others) == again.understand(typed, others)
    assert first.understand("mon velo rougge", others) != again.understand("mon velo rougge", others)
    assert ("refuse", "ask") == (again.act("je refuse"), again.act("pourquoi moi"))
    assert fewer.act("je refuse") != "refuse"


def test_where_nothing_is_offered_nothing_is_meant() -> None:
    """Without choices no words are a choice, and nothing fails."""
    assert [None] * 4 == [PLAIN.understand(text, ()) for text in ("1", "je réponds", "", "non")]


# ---- by what the words do ------------------------------------------------------------------------------------------

GO: Final = Option("go", ("Je monte dans son auto", "je monte avec lui", "I get in his car"), frozenset(["go-along"]))
SEND: Final = Option("send", ("J'envoie la photo", "j'envoie une photo", "I send the picture"), frozenset(["go-along"]))
ASK: Final = Option("ask", ("Je demande pourquoi", "I ask why"), frozenset(["ask"]))
NO: Final = Option("no", ("Je refuse", "I say no"), frozenset(["refuse"]))
WAIT: Final = Option("wait", ("Je gagne du temps", "I stall"), frozenset(["stall"]))
TELL: Final = Option("tell", ("J'en parle à ma mère", "I tell my mother"), frozenset(["seek-help"]))
SCENE: Final = (SEND, ASK, NO, WAIT, TELL)

DONE: Final = [
    ("non merci", "no"),
    ("no thanks", "no"),
    ("jamais de la vie", "no"),
    ("hell no", "no"),
    ("je veux pas", "no"),
    ("lâche-moi", "no"),
    ("leave me alone", "no"),
    ("jte bloque", "no"),
    ("im blocking you", "no"),
    ("ok non", "no"),
    ("ok but no", "no"),
    ("oui", "send"),
    ("ok", "send"),
    ("sure", "send"),
    ("d'accord j'arrive", "send"),
    ("yes i'll do it", "send"),
    ("pourquoi tu veux ça", "ask"),
    ("why do u want it", "ask"),
    ("t qui", "ask"),
    ("who are you", "ask"),
    ("c'est quoi ton nom", "ask"),
    ("attends un peu", "wait"),
    ("peut-être plus tard", "wait"),
    ("maybe later", "wait"),
    ("je vais y penser", "wait"),
    ("let me think about it", "wait"),
    ("give me a minute", "wait"),
    ("je le dis à ma mère", "tell"),
    ("im telling my mom", "tell"),
    ("j'appelle la police", "tell"),
    ("i'm calling my dad", "tell"),
    ("je vais en parler à mon prof", "tell"),
    ("ill ask my sister first", "tell"),
]


@pytest.mark.parametrize(("typed", "choice"), DONE)
def test_words_are_understood_by_what_they_do(typed: str, choice: str, script: Script) -> None:
    """A no, a question, a delay, going along and seeking help are understood in either language, however worded."""
    (act,) = next(option for option in SCENE if option.id == choice).acts

    assert Understood(choice, act) == script.understanding.replies.understand(typed, SCENE)


NEITHER: Final = ["asdf qwer", "il fait beau", "👍", "", "the weather is nice", "4 x 4"]


@pytest.mark.parametrize("typed", NEITHER)
def test_words_that_do_nothing_are_unclear(typed: str, script: Script) -> None:
    """Words that neither refuse nor ask nor stall nor go along get the choices back."""
    assert None is script.understanding.replies.understand(typed, SCENE)


OWN_WORDS: Final = [
    ("je refuse", "no"),
    ("I send the picture", "send"),
    ("jenvoi la photo", "send"),
    ("2", "ask"),
    ("5.", "tell"),
]


@pytest.mark.parametrize(("typed", "choice"), OWN_WORDS)
def test_a_choice_s_own_words_come_before_what_they_do(typed: str, choice: str, script: Script) -> None:
    """A number, a label or what a writer gave for a choice is that choice, and says nothing about an act."""
    assert Understood(choice) == script.understanding.replies.understand(typed, SCENE)


def test_acts_count_only_where_a_scene_is_marked(script: Script) -> None:
    """In a scene whose choices stand for no act, a no is no choice unless a choice says so."""
    unmarked = [Option(option.id, option.texts) for option in SCENE]

    assert [None, None] == [
        script.understanding.replies.understand(text, unmarked) for text in ("non merci", "maybe later")
    ]


def test_an_act_no_choice_stands_for_chooses_none(script: Script) -> None:
    """A question in a scene where asking leads nowhere gets the choices back."""
    assert None is script.understanding.replies.understand("who are you", (NO, WAIT))


def test_a_choice_may_stand_for_two_acts(script: Script) -> None:
    """Where one choice is a no that seeks help, both are that choice."""
    mother = Option("mother", ("J'appelle ma mère",), frozenset(["refuse", "seek-help"]))

    assert [Understood("mother", "refuse"), Understood("mother", "seek-help")] == [
        script.understanding.replies.understand(text, (GO, mother)) for text in ("non merci", "im telling my mom")
    ]


# ---- a no is never a yes -------------------------------------------------------------------------------------------

NOES: Final[dict[Lang, tuple[str, ...]]] = {
    "fr": ("pas", "jamais", "rien", "non", "nan", "pu", "po", "refuse"),
    "en": ("not", "never", "don't", "dont", "won't", "wont", "can't", "cant", "ain't", "aint", "nah", "nope", "refuse"),
}
YES: Final[dict[Lang, str]] = {"fr": "je monte dans son auto", "en": "i get in his car"}


@pytest.mark.parametrize("marked", [False, True], ids=["by its words", "by its act"])
@pytest.mark.parametrize(("lang", "no"), [(lang, no) for lang in LANGS for no in NOES[lang]])
def test_no_never_means_yes(lang: Lang, no: str, marked: bool, script: Script) -> None:  # noqa: FBT001 - one case each
    """A word that says no, as teens type it, anywhere in the answer, never gives the choice that says yes."""
    yes = YES[lang].split()
    go = Option("go", (YES[lang],), GO.acts if marked else frozenset())
    typed = [" ".join([*yes[:at], no, *yes[at:]]) for at in range(len(yes) + 1)]

    assert {None} == {script.understanding.replies.understand(text, (go,)) for text in typed}


REFUSED: Final = [
    "hors de question que je monte dans son auto",
    "je monte dans son auto? t'es malade",
    "hors de question que j'envoie une photo",
    "jamais j'envoie une photo",
    "no way i get in his car",
    "i get in his car? lol no",
    "arrête, je monte dans ton auto jamais de la vie",
    "no way im getting in your car",
    "stop asking me to get in your car",
    "arrête de me demander une photo",
    "get in your car? hell no",
    "im not sending the picture",
    "j'envoie pas la photo",
    "ben là je monte pas dans son char",
    "oublie ça la photo",
    "forget it, im not getting in the car",
]
SCENES: Final = {
    "with a no": (GO, SEND, NO),
    "without a no": (GO, SEND, ASK, WAIT),
    "alone": (GO, SEND),
    "unmarked": tuple(Option(option.id, option.texts, goes_along=GO_ALONG in option.acts) for option in (GO, SEND, NO)),
}


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("typed", REFUSED)
def test_a_refusal_is_never_going_along(typed: str, scene: str, script: Script) -> None:
    """However a no is worded, in whatever scene, it never takes the teen along: at worst the choices come back."""
    understood = script.understanding.replies.understand(typed, SCENES[scene])

    assert understood is None or understood.choice not in ("go", "send")


@pytest.mark.parametrize("scene", [name for name in SCENES if name != "unmarked"])
def test_what_is_surely_another_act_is_never_going_along(scene: str, script: Script) -> None:
    """Where acts count, no example of a no, a delay, a question or seeking help, understood as such, goes along."""
    models = inspect(read_files(ROOT)).models.values()
    (file,) = (model for model in models if isinstance(model, ReplyFile))
    replies = script.understanding.replies
    texts = [
        text
        for act, found in file.acts.items()
        if act != GO_ALONG
        for lang in LANGS
        for text in getattr(found.examples, lang)
    ]
    wrong = [
        (text, understood)
        for text in texts
        if replies.act(text) not in (None, GO_ALONG)
        and (understood := replies.understand(text, SCENES[scene]))
        and understood.choice in ("go", "send")
    ]

    assert len(texts) > 200
    assert [] == wrong


def test_going_along_must_be_understood_most_surely(script: Script) -> None:
    """What would be sure enough for a no is not sure enough for a yes."""
    replies = script.understanding.replies

    @given(
        st.lists(
            st.sampled_from(
                ["ok", "oui", "je", "monte", "pas", "yes", "no", "send", "later", "pourquoi", "mom", "i", "go"]
            ),
            max_size=6,
        ).map(" ".join)
    )
    def check(text: str) -> None:
        ranked = replies._acts.rank(text)
        act = replies.act(text)
        sure = {GO_ALONG: ACT_GO_ALONG}.get(ranked[0][0], ACT) if ranked else 0.0

        assert act == (ranked[0][0] if ranked and ranked[0][1] >= sure else None)

    assert ACT_GO_ALONG > ACT
    check()


def test_nothing_learned_does_nothing() -> None:
    """Without examples no words do anything, and choices are still understood by their own words."""
    assert None is PLAIN.act("non merci")
    assert Understood("no") == PLAIN.understand("je refuse", SCENE)


def test_what_is_typed_in_a_story_is_understood_again_alike(script: Script) -> None:
    """The same words in the same scene mean the same each time, whatever was typed between."""
    replies = script.understanding.replies
    first = [replies.understand(typed, SCENE) for typed, _ in DONE]

    assert first == [replies.understand(typed, SCENE) for typed, _ in reversed(DONE)][::-1]
