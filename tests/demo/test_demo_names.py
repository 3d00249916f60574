from collections import Counter

import pytest

from review_kit.demo.names import NameBook, _cultures, ascii_handle


def test_there_are_enough_names_to_draw_from():
    assert len({name for culture in _cultures() for name in culture.first}) >= 120
    assert len({name for culture in _cultures() for name in culture.last}) >= 120


def test_no_two_of_1200_people_are_called_the_same():
    book = NameBook(seed=7)

    names = [book.name(f"R{number}") for number in range(1200)]

    assert len(set(names)) == 1200
    assert max(Counter(name.split()[0] for name in names).values()) <= 15


def test_two_dozen_people_share_no_first_name():
    book = NameBook(seed=7)

    firsts = [book.name(f"R{number}").split()[0] for number in range(24)]

    assert len(set(firsts)) == 24


def test_when_names_run_out_an_initial_tells_people_apart():
    book = NameBook(seed=1)

    # drawing for one key again and again meets the same twelve names every time
    names = [book.name("the same key") for _ in range(40)]

    assert len(set(names)) == 40
    assert any(" A. " in name for name in names)


def test_people_added_later_change_nobodys_name():
    few, many = NameBook(seed=3), NameBook(seed=3)

    first_ten = [few.name(f"R{number}") for number in range(10)]

    assert [many.name(f"R{number}") for number in range(50)][:10] == first_ten


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Łukasz Gałązka", "lukasz.galazka"),
        ("Thaís Sant'Anna", "thais.santanna"),
        ("Þórdís Sæmundsson", "thordis.saemundsson"),
        ("Đức Nguyễn", "duc.nguyen"),
        ("Sönke Großmann", "sonke.grossmann"),
        ("Ji-woo ap Rhys", "ji-woo.ap.rhys"),
        ("İlker Yıldız", "ilker.yildiz"),
    ],
)
def test_a_name_becomes_an_address_in_plain_letters(name, handle):
    assert ascii_handle(name) == handle
