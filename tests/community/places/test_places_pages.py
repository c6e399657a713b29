import pytest

from commonshelf.community.places.models import Area, Place


def test_a_new_library_writes_down_its_first_branch_and_neighborhood(as_bao):
    assert as_bao.post("/staff/places/areas/new/", {"name": "Old Town"}).headers["location"] == "/staff/places/"
    area = Area.objects.get()
    sent = {"name": "Main Library", "kind": "branch", "address": "1 River Street", "area": area.pk}
    assert as_bao.post("/staff/places/new/", sent).headers["location"] == "/staff/places/"
    assert Place.objects.values_list("name", "kind", "area__name").get() == ("Main Library", "branch", "Old Town")


def test_a_name_twice_is_refused_on_the_form(as_bao, main_branch):
    answer = as_bao.post("/staff/places/new/", {"name": "Main Library", "kind": "branch"})
    assert (answer.status_code, Place.objects.count()) == (422, 1)
    assert "There is a place called “Main Library” already." in answer.content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_places_page_costs_the_same_for_one_and_for_three(as_bao, django_assert_num_queries, how_many):
    for number in range(how_many):
        Place.objects.create(name=f"Branch {number}", kind="branch")
    with django_assert_num_queries(6):
        answer = as_bao.get("/staff/places/")
    assert len(answer.context["places"]) == how_many
