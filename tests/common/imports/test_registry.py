import pytest

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports import actions, registry
from commonshelf.common.imports.models import ImportedFile


@pytest.fixture
def visits(tmp_path):
    path = tmp_path / "visits.csv"
    path.write_text("Library,2024-1\nHill Branch,12\n")
    return path


def test_importers_are_those_the_settings_name():
    assert list(registry.load_importers()) == ["population", "programs", "responses", "visits"]
    kinds = ("population", "programs", "responses", "visits")
    assert [registry.options_of(kind) for kind in kinds] == [("county", "year"), ("year",), ("language",), ()]


def test_importer_of_a_kind_belongs_to_one_function():
    known = registry.importer_of("visits")
    assert registry.importer("visits")(known) is known
    with pytest.raises(ValueError, match="two functions bring in files of the kind visits"):
        registry.importer("visits")(registry.importer_of("programs"))


@pytest.mark.parametrize(
    ("kind", "options", "said"),
    [
        ("cats", {}, "Nothing here can bring in “cats”. Choose one of: population, programs, responses, visits."),
        ("visits", {"year": 2024}, "Bringing in “visits” has no setting “year”. Leave it out. The settings it has are: -."),
        ("programs", {"colour": "red"}, "Bringing in “programs” has no setting “colour”. Leave it out. The settings it has are: year."),
    ],
)
def test_import_file_refuses_what_it_does_not_know(bao, visits, kind, options, said):
    assert actions.import_file(kind="visits", path=visits, by=bao).rows_taken == 1
    with pytest.raises(Refusal) as refusal:
        actions.import_file(kind=kind, path=visits, by=bao, **options)
    assert str(refusal.value) == said


@pytest.mark.parametrize("kind", ["population", "programs", "responses", "visits"])
@pytest.mark.parametrize("who", ["amina", "carla", "farid", "the_reader", "a_volunteer"])
def test_import_file_is_for_outreach_staff_and_administrators(request, visits, kind, who):
    with pytest.raises(Refusal) as refusal:
        registry.importer_of(kind)(visits, by=request.getfixturevalue(who))
    assert refusal.value.code.code == "house.not_allowed"
    assert ImportedFile.objects.count() == 0
