"""Names made from labels."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from pyxform.parsing.expression import is_xml_tag

from commonshelf.questionnaire.editing import name_for


@pytest.mark.parametrize(
    ("label", "taken", "name"),
    [
        ("How old are you?", (), "how_old_are_you"),
        ("¿Cuántos niños viven aquí?", (), "cuantos_ninos_viven_aqui"),
        ("Bạn đến từ đâu?", (), "ban_den_tu_dau"),
        ("What’s on?", ("Whats_on",), "whats_on_2"),
        ("كم العمر؟", (), "q1"),
        ("年龄", ("q1", "Q2"), "q3"),
        ("", (), "q1"),
        ("2026", (), "q1"),
        ("2026 visits", (), "q_2026_visits"),
        ("And ${name}, how old?", (), "and_how_old"),
        ("Meta", (), "meta_2"),
        ("What would you most like the library to change next year?", (), "what_would_you_most_like_the"),
        ("Donaudampfschifffahrtsgesellschaftskapitän", (), "donaudampfschifffahrtsgesellscha"),
    ],
)
def test_name_is_made_of_the_latin_letters_of_a_label(label, taken, name):
    assert name_for(label, taken) == name


def test_name_of_a_choice_is_numbered_with_its_own_letter():
    assert name_for("图书", ("c1",), otherwise="c") == "c2"


@given(st.text(), st.sets(st.sampled_from(["q1", "a", "b", "a_2"])))
def test_every_name_can_be_used_and_is_free(label, taken):
    name = name_for(label, taken)
    assert is_xml_tag(name)
    assert name.isascii()
    assert name not in taken
