import pytest

from commonshelf.community.places.models import Area
from commonshelf.community.population.queries import margins_now
from commonshelf.demo.people import AREAS, Town
from commonshelf.demo.population import population_of_the_town


@pytest.fixture
def town(bao):
    areas = [Area.objects.create(name=name) for name in AREAS]
    return Town({"Bao": bao}, areas, main=None, river=None, hill=None, partners={}, volunteers=[])


def test_every_variable_of_the_town_counts_the_same_people(town):
    population_of_the_town(town)
    known = margins_now()
    assert {variable: margins.people for variable, margins in known.items()} == dict.fromkeys(
        ["age_band", "area", "hispanic", "language"], 24_300
    )
    assert list(known["area"].totals) == list(AREAS)
