"""Files that the worker makes: found again after a restart, fetched once, by who asked."""

import datetime as dt
import io
import json
import uuid
import zipfile

import pytest
from django.test import Client

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.outbox.delivery import deliver_due
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.path.voices.surveys.actions import (
    export_jobs,
)
from tests.path.voices.surveys.conftest import DURING
from tests.path.voices.surveys.exporting.conftest import ASKED


@pytest.fixture
def slow(monkeypatch):
    monkeypatch.setattr(export_jobs, "MOST_ROWS_AT_ONCE", 0)
    monkeypatch.setattr(export_jobs, "MOST_CONDITIONED_AT_ONCE", 0)


@pytest.fixture
def job(slow, answered, as_bao, page):
    answer = as_bao.post(page, ASKED)
    assert answer.status_code == 302
    return answer.headers["location"]


def test_large_export_is_made_by_the_worker_and_fetched_once_by_who_asked(
    job, as_bao, the_administrator, django_capture_on_commit_callbacks, tmp_path
):
    assert "The worker begins within a minute." in as_bao.get(job).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        deliver_due()
    assert "The file is ready: 6 rows." in as_bao.get(job).content.decode()
    other = Client()
    other.force_login(the_administrator, backend="django.contrib.auth.backends.ModelBackend")
    assert (other.get(job).status_code, other.post(job).status_code) == (404, 404)
    answer = as_bao.post(job)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.namelist() == ["families.csv", "families.children.csv"]
    assert (as_bao.post(job).status_code, list((tmp_path / "home" / "exports").iterdir())) == (404, [])


def test_large_export_is_begun_again_when_its_worker_died(job, as_bao, monkeypatch, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        deliver_due()  # the worker dies before it has done anything
    with clock_set_to(DURING + dt.timedelta(minutes=11)):
        with django_capture_on_commit_callbacks(execute=True):
            deliver_due()
        assert "The file is ready: 6 rows." in as_bao.get(job).content.decode()


def test_large_export_that_never_succeeds_says_so(job, as_bao, django_capture_on_commit_callbacks):
    for minutes in (0, 11, 22, 33):
        with clock_set_to(DURING + dt.timedelta(minutes=minutes)), django_capture_on_commit_callbacks():
            deliver_due()
    assert "The file could not be made." in as_bao.get(job).content.decode()
    assert (as_bao.post(job).status_code, OutboxMessage.objects.filter(kind=export_jobs.EXPORT, state="waiting").count()) == (400, 0)


@pytest.mark.parametrize("gone", ["by", "survey"])
def test_large_export_ends_where_who_asked_or_the_survey_is_gone(job, tmp_path, gone, django_capture_on_commit_callbacks):
    (place,) = (tmp_path / "home" / "exports").glob("*/job.json")
    place.write_text(json.dumps({**json.loads(place.read_text()), gone: 2**40}))
    with django_capture_on_commit_callbacks(execute=True):
        deliver_due()
    assert json.loads(place.read_text())["state"] == "failed"


def test_large_export_that_is_under_way_is_not_begun_twice(job, bao, tmp_path, django_capture_on_commit_callbacks):
    (place,) = (tmp_path / "home" / "exports").glob("*/job.json")
    place.write_text(json.dumps({**json.loads(place.read_text()), "state": "running", "seen": DURING.isoformat()}))
    with django_capture_on_commit_callbacks() as begun:
        deliver_due()
    assert begun == []
    with pytest.raises(Refusal) as refusal:
        export_jobs.fetch_export(key=uuid.UUID(place.parent.name), by=bao)
    assert refusal.value.code.code == "surveys.export_not_ready"


def test_large_export_that_nobody_fetched_is_deleted_after_a_day(job, as_bao, tmp_path):
    assert (export_jobs.forget_exports(), len(list((tmp_path / "home" / "exports").iterdir()))) == (0, 1)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=1, minutes=1)
    with clock_set_to(later):
        assert (export_jobs.forget_exports(), list((tmp_path / "home" / "exports").iterdir())) == (1, [])
        assert as_bao.get(job).status_code in {302, 404}
