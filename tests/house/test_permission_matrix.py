"""Every permission of the house, asked for each of the eight roles, and the docs page that is made of them."""

from __future__ import annotations

import importlib.util

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.accounts.rules import may, permission_table
from tests.house.permission_matrix import PERMISSIONS
from tests.house.tree import ROOT


@pytest.fixture
def everybody(amina, carla, a_volunteer, farid, bao, the_reader, the_administrator):
    """One user for each role, in the order of the letters."""
    return [AnonymousUser(), amina, carla, a_volunteer, farid, bao, the_reader, the_administrator]


@pytest.fixture(scope="module")
def printer():
    """tools/print_permissions.py as a module."""
    spec = importlib.util.spec_from_file_location("print_permissions", ROOT / "tools/print_permissions.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_permissions_are_those_of_the_matrix(everybody):
    found = {name: "".join("y" if may(user, name) else "-" for user in everybody) for name in permission_table()}
    wrong = [f'    "{name}": "{letters}",' for name, letters in found.items() if PERMISSIONS.get(name) != letters]

    assert not wrong, "these permissions are not as tests/house/permission_matrix.py has them; what they do:\n" + "\n".join(wrong)
    assert sorted(PERMISSIONS) == sorted(found)


def test_permissions_page_says_what_the_rules_do(printer):
    said = {name: "".join("y" if verdict else "-" for verdict in printer.verdicts(who.name)) for name, who in permission_table().items()}

    assert said == PERMISSIONS


@pytest.mark.parametrize(
    ("sentence", "verdicts", "own"),
    [
        ("anybody", ["yes"] * 8, ""),
        ("is_reader", ["", "", "", "", "", "", "yes", ""], ""),
        ("(is_reader | is_administrator)", ["", "", "", "", "", "", "yes", "yes"], ""),
        ("(is_reader | (is_branch_staff & at_own_branch))", ["", "", "", "", "own", "", "yes", ""], "at own branch"),
        ("(~is_reader & is_reader)", [""] * 8, ""),
        ("(is_reader & ~is_closed)", ["", "", "", "", "", "", "own", ""], "is closed"),
    ],
)
def test_permissions_page_works_out_a_sentence(printer, sentence, verdicts, own):
    assert (printer.verdicts(sentence), printer.own_means(sentence)) == (verdicts, own)


def test_permissions_page_has_a_line_for_each_permission(printer):
    page = printer.page({"a.do_it": "is_reader", "b.do_that": "anybody"})

    assert [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| do")] == ["do it", "do that"]
