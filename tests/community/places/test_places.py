import pytest

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.community.places import actions
from commonshelf.community.places.models import Area, Place, Post
from commonshelf.community.places.queries import areas, branches, is_own_branch, places


def refusal_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value


def test_add_area_keeps_a_clean_name_once(bao):
    area = actions.add_area(name="  Mill\x00 \n Quarter ", by=bao)
    assert area.name == "Mill Quarter"
    again = refusal_of(actions.add_area, name="Mill Quarter", by=bao)
    assert (again.code.code, str(again)) == (
        "places.name_taken",
        "There is a place called “Mill Quarter” already. Use the one that is there, or choose another name.",
    )
    assert [entry.action for entry in LogEntry.objects.all()] == ["add_area"]


@pytest.mark.parametrize(
    ("name", "code"), [("", "house.text_empty"), (" \u202e ", "house.text_empty"), ("x" * 2_000_000, "house.text_too_long")]
)
def test_add_area_refuses_a_name_that_is_none(bao, name, code):
    assert refusal_of(actions.add_area, name=name, by=bao).code.code == code
    assert Area.objects.count() == 0


@pytest.fixture
def room(bao, main_branch):
    return actions.add_place(name="Blue room", kind="room", branch=main_branch, by=bao)


def test_add_place_keeps_branches_rooms_and_venues(bao, main_branch, room, old_town):
    park = actions.add_place(name="River Park", kind="venue", address="Quay Road", area=old_town, by=bao)
    assert (room.branch, park.branch, park.area, park.address) == (main_branch, None, old_town, "Quay Road")
    assert list(branches()) == [main_branch]
    assert [place.name for place in places()] == ["Blue room", "Main Library", "River Park"]
    assert list(areas()) == [old_town]


def test_add_place_refuses_a_room_of_a_room(bao, main_branch, room):
    told = {"name": "Cupboard", "kind": "room", "by": bao}
    assert refusal_of(actions.add_place, branch=room, **told).code.code == "places.not_a_branch"
    assert actions.add_place(branch=main_branch, **told).branch == main_branch


def test_add_place_refuses_a_name_that_is_taken(bao, main_branch):
    told = {"name": main_branch.name, "kind": "branch", "by": bao}
    assert refusal_of(actions.add_place, **told).code.code == "places.name_taken"
    assert Place.objects.count() == 1


def test_add_place_refuses_a_kind_nobody_knows(bao):
    with pytest.raises(ValueError, match="castle"):
        actions.add_place(name="Castle", kind="castle", by=bao)
    assert Place.objects.count() == 0


def test_post_user_replaces_the_post_before(the_administrator, farid, main_branch):
    actions.post_user(user=farid, place=main_branch, by=the_administrator)
    assert [post.place for post in Post.objects.filter(user=farid)] == [main_branch]


def test_own_branch_is_the_branch_and_its_rooms(farid, far_branch, main_branch, bao, dmitri, room):
    far_room = actions.add_place(name="Attic", kind="room", branch=far_branch, by=bao)
    assert [is_own_branch(farid, place) for place in (far_branch, far_room, main_branch, room)] == [True, True, False, False]
    assert is_own_branch(dmitri, far_branch) is False


def test_places_are_written_by_outreach_staff_and_posts_by_the_administrator(
    bao, the_administrator, farid, the_reader, carla, dmitri, main_branch
):
    for user in (farid, the_reader, carla, dmitri):
        assert refusal_of(actions.add_area, name="Hill", by=user).code.code == "house.not_allowed"
        assert refusal_of(actions.add_place, name="Hill", kind="venue", by=user).code.code == "house.not_allowed"
    for user in (bao, farid, the_reader, carla, dmitri):
        assert refusal_of(actions.post_user, user=farid, place=main_branch, by=user).code.code == "house.not_allowed"
    assert actions.add_area(name="Hill", by=the_administrator).name == "Hill"
