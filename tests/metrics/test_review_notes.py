"""Managers' notes: which review a note belongs to."""


def written(result, rep: str = "ana") -> list[tuple[str, str, str]]:
    table = result.tables.review_notes
    own = table[table["rep_id"] == rep]
    days = own["written_on"].dt.strftime("%Y-%m-%d")
    return list(zip(days, own["note"], own["author"], strict=True))


def test_notes_of_the_weeks_after_the_review_day_belong_to_it_newest_first(world) -> None:
    # the review day is 31 March: 45 days later is 15 May
    world.noted("03-31", "On the day.").noted("2026-05-15", "Late  but <kept>.")
    world.noted("2026-05-16", "For the next quarter.")
    assert written(world.review()) == [
        ("2026-05-15", "Late  but <kept>.", "Mia"),
        ("2026-03-31", "On the day.", "Mia"),
    ]


def test_no_note_is_printed_in_two_reviews(world) -> None:
    # a window of 90 days ends on 31 December: 14 February is its 45th day after, 15 February is ours
    world.noted("02-14", "On the quarter before.").noted("02-15", "On this one.")
    assert written(world.review()) == [("2026-02-15", "On this one.", "Mia")]


def test_authors_of_one_day_stand_by_name_and_each_rep_has_their_own(world) -> None:
    world.rep("ana").rep("bo").noted("03-31", "B.", author="Zoe").noted("03-31", "A.", author="Ida")
    world.noted("03-30", "To Bo.", rep="bo")
    result = world.review()
    assert [author for _, _, author in written(result)] == ["Ida", "Zoe"]
    assert written(result, "bo") == [("2026-03-30", "To Bo.", "Mia")]


def test_a_rep_outside_the_review_has_no_note(world) -> None:
    world.rep("ana").rep("gone", left="2025-06-30").noted("03-31", "Farewell.", rep="gone")
    assert written(world.review(), "gone") == []


def test_without_an_export_there_is_no_row(world) -> None:
    assert world.rep("ana").review().tables.review_notes.empty
