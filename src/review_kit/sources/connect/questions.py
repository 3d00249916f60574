"""Who or what is meant by a text that is nobody's: told with the nearest, and asked where that may be it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from review_kit.sources.connect.people import Matching, People, Unmatched
from review_kit.sources.connect.proposal import Answers, Draft
from review_kit.words import say

THEME = "theme"
"""Answer: a text in the column of skills is what a session was about, and no skill of the rubric."""
NOBODY = "nobody"
"""Answer: none of the nearest is meant."""
MOST_ASKED = 12
"""Texts of one column that are asked about, the most frequent first."""
_FEW = 12
"""Skills up to which all of the rubric are named as answers."""


def answers_about(
    draft: Draft, matched: Matching, people: People, answers: Answers
) -> dict[str, str]:
    """Return text → id, :data:`THEME` or :data:`NOBODY`, where somebody answered; ask about the others.

    Only what may be somebody is asked about, and nothing waits for the answer: rows of a text that stays
    open are quarantined, as the validation says.
    """
    said: dict[str, str] = {}
    left = [one for one in matched.unmatched if not one.settled or draft.canonical]
    for one in left[:MOST_ASKED]:
        options = _options(draft, matched, one, people)
        key = f"{matched.column}.{one.text}"
        if not options:
            continue
        given = answers.get(f"{draft.table}.{key}")
        known = people.directory(matched.group)
        if known is not None and given in known.ids:
            draft.answer(answers, key)
            said[one.text] = given
            continue
        asks = say(
            "connect-asks-skill" if matched.group == "criteria" else "connect-asks-who",
            heading=matched.heading,
            text=one.text,
            n=one.rows,
        )
        given = draft.ask(answers, key, asks, options, optional=True)
        if given is not None:
            said[one.text] = given
    return said


def _options(
    draft: Draft, matched: Matching, one: Unmatched, people: People
) -> tuple[tuple[str, str], ...]:
    """Answer → what it means; none where nobody comes near."""
    near = {each.identifier: str(each) for each in one.near}
    is_skill = matched.group == "criteria"
    if is_skill and not near and people.criteria is not None:
        called = people.criteria.called
        if len(people.criteria.ids) <= _FEW:
            near = {each: called.get(each, each) for each in sorted(people.criteria.ids)}
    found = [(each, say("connect-means-known", known=shown)) for each, shown in near.items()]
    if is_skill and draft.table == "coaching_log":
        return (*found, (THEME, say("connect-means-theme")), (NOBODY, say("connect-means-nobody")))
    return (*found, (NOBODY, say("connect-means-nobody"))) if found else ()


def settled(matched: Matching, said: Mapping[str, str]) -> Matching:
    """Return what was matched, with the texts that somebody answered about."""
    return replace(
        matched,
        unmatched=tuple(
            one
            if one.text not in said
            else replace(one, nobody=True)
            if said[one.text] == NOBODY
            else replace(one, settled=said[one.text])
            for one in matched.unmatched
        ),
    )
