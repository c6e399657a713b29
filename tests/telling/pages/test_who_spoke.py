import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.library.actions import describe_library
from commonshelf.path.needs.actions import name_need
from commonshelf.telling.pages.analysis import WhoSpoke, who_spoke
from commonshelf.telling.pages.queries.thread import thread_of_decision, thread_of_need

NOBODY = AnonymousUser()


@pytest.fixture
def spoken(tale):
    """The breakdown of a need behind which so many spoke in each language."""

    def counted(**languages):
        for language, number in languages.items():
            tale.speak(*(f"{language} {n}" for n in range(number)), language=language)
        tale.name_need()
        return who_spoke(thread_of_need(tale.need, NOBODY))

    return counted


def cells(rows):
    return {cell.label: cell.voices for cell in rows}


def test_large_groups_are_shown(spoken):
    spoke = spoken(en=12, es=10)
    assert (spoke.voices, cells(spoke.languages), cells(spoke.channels)) == (22, {"English": 12, "Español": 10}, {"Have your say": 22})
    assert spoke.anything_hidden is False


def test_small_group_is_hidden_with_another_because_the_total_stands_on_the_page(spoken):
    spoke = spoken(en=30, es=12, ar=3)
    shown = cells(spoke.languages)
    assert (spoke.voices, shown["العربية"], spoke.anything_hidden) == (45, None, True)
    # Were Arabic alone left out, 45 - 30 - 12 would say it.
    assert sum(voices is None for voices in shown.values()) == 2


def test_few_voices_show_neither_number_nor_language(spoken):
    assert spoken(en=5, ar=4) == WhoSpoke(None, [], [])


def test_threshold_of_the_library_decides(spoken, the_administrator):
    describe_library(name="Shelf", postal_address="", suppression_threshold=20, by=the_administrator)
    assert spoken(en=19) == WhoSpoke(None, [], [])


def test_two_needs_in_one_thread_are_not_broken_down(tale, another, bao):
    other = another("Crime novels")
    tale.speak(*(f"news {n}" for n in range(12)))
    other.speak(*(f"crime {n}" for n in range(11)), language="es")
    tale.name_need()
    other.name_need()
    tale.draft_decision()
    tale.decision.needs.add(other.need)
    spoke = who_spoke(thread_of_decision(tale.decision))
    assert (spoke.voices, spoke.languages, spoke.channels) == (23, [], [])
    both = name_need(title={"en": "t"}, gap={"en": "g"}, for_whom={"en": "f"}, themes=[tale.theme, other.theme], by=bao)
    assert cells(who_spoke(thread_of_need(both, NOBODY)).languages) == {"English": 12, "Español": 11}


def test_thread_page_shows_the_table_without_the_small_number(client, tale):
    tale.speak(*(f"en {n}" for n in range(30)))
    tale.speak(*(f"es {n}" for n in range(12)), language="es")
    tale.speak("واحد", "اثنان", "ثلاثة", language="ar")
    for step in (tale.name_need, tale.draft_decision, tale.publish):
        step()
    page = client.get(f"/thread/needs/{tale.need.pk}/").content.decode()
    assert ("45 voices" in page, page.count('<td class="number">not shown</td>'), '<td class="number">3</td>' in page) == (True, 2, False)


def test_public_pages_say_fewer_than_ten_of_a_few(client, tale):
    tale.tell_all()
    for address in ("/", "/you-said-we-did/", "/tour/", f"/thread/needs/{tale.need.pk}/"):
        page = client.get(address).content.decode()
        assert ("fewer than 10 voices" in page, "1 voice" in page) == (True, False), address
