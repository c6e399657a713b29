"""People whom more than one page tells about."""

import pytest

from commonshelf.community.persons.actions import add_person


@pytest.fixture
def nadia(bao):
    return add_person(name="Nadia H.", by=bao)
