"""The program's own lines hold no key to anybody's registration or letters."""

import logging

import pytest
from django.conf import settings

from commonshelf.config.log_lines import TokensLeftOut

TOKEN = "Jh3kXw_0pQ2vR8sT-uYzAbCdEfGhIjKl"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/registrations/{}/", "/registrations/{}/thanks/", "/nowhere/1-{}/"])
def test_lines_about_addresses_leave_tokens_out(client, caplog, address):
    caplog.handler.addFilter(TokensLeftOut())
    assert client.get(address.format(TOKEN)).status_code == 404
    lines = [record.getMessage() for record in caplog.records if record.name == "django.request"]
    assert lines == [f"Not Found: {address.format('…')}".replace("1-…", "…")]


def test_every_line_that_is_printed_goes_through_the_filter():
    handlers = settings.LOGGING["handlers"].values()
    assert [handler["filters"] for handler in handlers] == [["no_tokens"]]


def test_other_lines_stay_as_they_are():
    record = logging.LogRecord("commonshelf.worker", logging.WARNING, "", 0, "%s in %s", (f"/{TOKEN}", 3), None)
    assert (TokensLeftOut().filter(record), record.getMessage()) == (True, f"/{TOKEN} in 3")


def test_code_of_an_invitation_is_left_out_too():
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Conflict", "/invited/ABCD-EFGH-JKMN/"), None)
    assert (TokensLeftOut().filter(record), record.getMessage()) == (True, "Conflict: /invited/…/")
