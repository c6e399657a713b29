"""What grows out of a crafting table."""

import pytest

from commonshelf.community.persons.actions import add_person
from commonshelf.path.programs.actions import offer_program
from commonshelf.path.ripples.gifts.actions import open_fund
from commonshelf.path.ripples.volunteers.actions import offer_role


@pytest.fixture
def table(bao):
    return offer_program(title={"en": "Crafting table", "es": "Mesa de manualidades"}, summary={"en": "We make things."}, by=bao)


@pytest.fixture
def nadia(bao):
    return add_person(name="Nadia H.", email="nadia@example.org", by=bao)


@pytest.fixture
def maker(bao, table):
    return offer_role(title={"en": "Shows a craft"}, program=table, by=bao)


@pytest.fixture
def friends(bao):
    return open_fund(name="Friends of the library", by=bao)
