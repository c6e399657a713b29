"""A form of ODK's own in English and Chinese, brought in, answered twelve times in both by the page, and read back from .sav. docs/evidence tells it."""

import datetime as dt
import io
import re
import zipfile

import pyreadstat
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonshelf.common.outbox.delivery import deliver_due
from commonshelf.path.voices.surveys.models import Survey
from tests.conftest import SHARED_DATA
from tests.path.voices.surveys.conftest import DURING

FORM = SHARED_DATA / "xlsform" / "pyxform_tests" / "xlsform_spec_test.xlsx"
IN = "everything/"


@pytest.fixture
def workbook():
    """The form as it is: a column of hints without a language, a note that is a picture alone, and a `phonenumber` without words."""
    if not FORM.exists():
        pytest.skip("needs shared/data/xlsform beside the repository")
    return FORM.read_bytes()


def answers_of(number):
    if number % 4 == 0:
        return {"skip_to_end": "yes", "launch": str(number)}
    wish = f"第{number}条：想要更多的书" if number % 2 == 0 else f"Number {number}: more books"
    turns = {}
    for turn in (1, 2):
        at = f"{IN}repeat_test[{turn}]/"
        turns |= {
            f"~shown:{at[:-1]}": "1",
            f"{at}group_test/required_text": f"x{number}",
            f"{at}labeled_select_group/list-nolabel-test": "no",
        }
    here = {
        f"{IN}address": wish,
        f"{IN}a_integer": str(number + 10),
        f"{IN}a_decimal": f"{number}.5",
        f"{IN}date_test": f"2026-03-{number:02}",
    }
    return {"skip_to_end": "no", "launch": str(number), **turns, **here}


def test_form_of_two_languages_comes_out_as_sav_in_the_second(workbook, as_bao, tmp_path):
    title = {
        "title_en": "Everything",
        "title_zh-hans": "一切",
        "purpose_en": "To try",
        "for_whom": "everybody",
        "languages": ["en", "zh-hans"],
        "source": "en",
    }
    as_bao.post("/staff/surveys/new/", {**title, "file": SimpleUploadedFile("form.xlsx", workbook)})
    survey = Survey.objects.get()
    days = {"opens_on": DURING.date().isoformat(), "closes_on": (DURING.date() + dt.timedelta(days=20)).isoformat()}
    assert as_bao.post(f"/staff/surveys/{survey.pk}/open/", days).headers["location"] == f"/staff/surveys/{survey.pk}/"

    for number in range(1, 13):
        page = Client().get(f"/surveys/{survey.slug}/").content.decode()
        once = re.search(r'name="~sent_once" value="([^"]+)"', page)[1]
        told = {"~sent_once": once, "~language": "zh-hans" if number % 2 == 0 else "en", "~do": "send"}
        assert Client().post(f"/surveys/{survey.slug}/", {**told, **answers_of(number)}).status_code == 302
    deliver_due()

    asked = {"format": "sav", "language": "zh-hans", "version": "1", "choices": "name", "words": "on"}
    packed = b"".join(as_bao.post(f"/staff/surveys/{survey.pk}/export/", asked).streaming_content)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path)
    frame, meta = pyreadstat.read_sav(tmp_path / "everything.sav", user_missing=True, output_format="polars")
    frame = frame.sort("launch")
    assert frame["launch"].to_list() == list(range(1, 13))
    assert frame["skip_to_end"].to_list() == [1.0 if number % 4 == 0 else 2.0 for number in range(1, 13)]
    assert meta.variable_value_labels["skip_to_end"] == {1.0: "是", 2.0: "没有", -98.0: "未被问到", -99.0: "未作答"}
    assert frame["address"].to_list() == [answers_of(number).get(f"{IN}address", "") for number in range(1, 13)]
    assert (meta.column_names_to_labels["address"], meta.column_names_to_labels["language"]) == ("您好", "语言")
    assert frame["a_integer"].to_list() == [-999999998.0 if number % 4 == 0 else number + 10 for number in range(1, 13)]
    turns, _meta = pyreadstat.read_sav(tmp_path / "everything.repeat_test.sav", output_format="polars")
    assert turns.height == 18
