"""What a person tells about themselves is read without a form where nothing is wrong, and says the same."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given, settings as effort, strategies as st

from commonshelf.path.voices.surveys.forms.public.about import OURS, AboutForm, told_at_once
from commonshelf.path.voices.surveys.models import Survey
from commonshelf.path.voices.surveys.queries.answering import Asked
from commonshelf.path.voices.surveys.queries.pages import Shown

TICKS = st.sampled_from(["on", "", "false", "1"])
TOLD = st.fixed_dictionaries(
    {"language": st.sampled_from(["en", "ar", "tlh", ""])},
    optional={
        "area": st.sampled_from(["7", "8", "", "x", "٧"]),
        "age_band": st.sampled_from(["", "65+", "0-11", "66"]),
        "library_use": st.sampled_from(["", "comes", "x"]),
        "may_be_quoted": TICKS,
        "guardian_agreed": TICKS,
    },
)
SURVEYS = st.builds(
    Survey, asks_about_you=st.booleans(), for_children=st.booleans(), guardian_consent=st.booleans(), slug=st.just("s"), title=st.just({})
)


@effort(max_examples=200, deadline=None)
@given(told=TOLD, survey=SURVEYS, has_words=st.booleans())
def test_what_is_told_is_read_as_the_form_reads_it(told, survey, has_words):
    shown = Shown(Asked(survey, 1, 1, has_quotas=False), ((7, "Old Town"), (9, "Harbor")), "mark")
    sent_once = uuid.uuid4()
    form = AboutForm(
        {f"{OURS}{name}": said for name, said in (*told.items(), ("sent_once", str(sent_once)))}, shown=shown, has_words=has_words
    )
    at_once = told_at_once(told, sent_once, shown=shown, has_words=has_words)
    assert (at_once is not None) == form.is_valid()
    if at_once is not None:
        nothing = {"area": None, "age_band": "", "library_use": "", "may_be_quoted": False, "guardian_agreed": False}
        assert at_once == {**nothing, **form.told(shown, "en")}


@pytest.mark.parametrize(("text", "kept"), [("7", "Old Town"), ("9", "Harbor"), ("8", None), ("", None)])
def test_area_is_found_among_those_that_came_with_the_survey(text, kept):
    shown = Shown(Asked(Survey(), 1, 1, has_quotas=False), ((7, "Old Town"), (9, "Harbor")), "mark")
    found = shown.area(text)
    assert (found.name if found else None) == kept
