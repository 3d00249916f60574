import re

import numpy as np

from review_kit.demo.rubric import CRITERION_IDS
from review_kit.demo.streams import stream
from review_kit.demo.texts import GENERAL, Writer, text_bank

DISCIPLINARY = re.compile(
    r"\b(warn(ing|ed)?|disciplin\w*|punish\w*|fail(ed|ure)?|bad|poor|weak|lazy|unacceptable|"
    r"terminat\w*|fire[ds]?|blame|fault|demand|obey|must)\b",
    re.IGNORECASE,
)


def _sentences() -> list[str]:
    bank = text_bank()
    themes = [theme for group in bank.themes.values() for theme in group]
    return [
        *(line for theme in themes for line in (theme.name, *theme.commitments, *theme.notes)),
        *(line for lines in bank.vague.values() for line in lines),
        *(line for lines in bank.progress.values() for line in lines),
        *bank.asides,
        *(line for lines in bank.review_notes.values() for line in lines),
    ]


def test_every_criterion_has_themes_commitments_and_notes():
    bank = text_bank()

    assert set(bank.themes) == {*CRITERION_IDS, GENERAL}
    assert set(bank.vague) == set(bank.themes)
    assert set(bank.progress) == {"open", "done", "missed"}
    for group in bank.themes.values():
        for theme in group:
            assert theme.commitments
            assert theme.notes


def test_nothing_sounds_like_a_disciplinary_record():
    tale = [line for line in _sentences() if DISCIPLINARY.search(line)]

    assert tale == []


def test_no_sentence_stands_twice():
    sentences = _sentences()

    assert len(set(sentences)) == len(sentences)


def test_characters_that_need_escaping_are_there():
    text = " ".join(_sentences())

    assert all(mark in text for mark in "&<>–“’'")


def test_a_writer_repeats_nothing_until_all_is_said():
    writer = Writer(stream(1, "test"), "Aroha")
    lines = ["Ask {first} twice", "Wait", "Sum up"]

    written = [writer.fresh(lines) for _ in range(4)]

    assert sorted(line for line in written if line) == ["Ask Aroha twice", "Sum up", "Wait"]
    assert written[3] is None


def test_a_commitment_that_comes_back_says_so():
    writer = Writer(np.random.default_rng(1), "Aroha")

    assert writer.renewed(["Wait two seconds"]) == "Wait two seconds"
    assert re.fullmatch(
        "(Again|Once more|The same again|Still open): wait two seconds",
        writer.renewed(["Wait two seconds"]),
    )
