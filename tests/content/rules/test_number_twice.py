from __future__ import annotations

from tests import small


def test_one_service_may_be_called_and_texted_at_one_number() -> None:
    """The same digits in another way to reach the same people are no mistake."""
    content = small.changed(small.HELPLINES, 'number: "555 0101"', 'number: "555-0100"')

    assert [] == small.codes(content)


def test_the_region_whose_number_it_is_is_named_in_the_language_of_who_reads() -> None:
    """A number pasted over the next region's is told there, with the first region in both languages."""
    first = (
        '      - {region: {fr: "Nord", en: "North"}, number: "555 0103 (jour/day)", confidence: low, verify: true}\n'
    )
    second = first.replace("Nord", "Sud").replace("North", "South").replace("0103", "0109 / 555 0103")
    [problem] = small.look(small.changed(small.HELPLINES, first, first + second)).problems

    assert ("number-twice", "error") == (problem.code, problem.severity)
    assert "« 555 0103 » est déjà le numéro de « day-line, Nord »" == problem.sentence.fr
    assert "«555 0103» is the number of «day-line, North» already" == problem.sentence.en
