import pytest
from django import forms

from commonshelf.common.text.forms import LONGEST_LINE, TranslatedTextFormField


class TitleForm(forms.Form):
    title = TranslatedTextFormField(label="Title")
    words = TranslatedTextFormField(label="Words", required=False, long=True)


def sent(**boxes):
    return TitleForm({name.replace("__", "_"): text for name, text in boxes.items()})


def test_translated_text_keeps_the_languages_that_have_words():
    form = sent(title_en=" Saturday hours ", title_ar="ساعات السبت", title_fr="   ")
    assert (form.is_valid(), form.cleaned_data) == (True, {"title": {"en": "Saturday hours", "ar": "ساعات السبت"}, "words": {}})


def test_translated_text_may_be_in_any_one_language():
    form = sent(title_vi="Giờ mở cửa")
    assert (form.is_valid(), form.cleaned_data["title"]) == (True, {"vi": "Giờ mở cửa"})


def test_translated_text_is_asked_for_when_no_language_has_words():
    assert sent(title_en=" ").errors == {"title": ["This field is required."]}


def test_translated_text_loses_what_a_text_may_not_hold():
    form = sent(title_en="Saturday\x00 \u202ehours")
    assert (form.is_valid(), form.cleaned_data["title"]) == (True, {"en": "Saturday hours"})


@pytest.mark.parametrize(("length", "mistakes"), [(LONGEST_LINE, []), (LONGEST_LINE + 1, ["title"])])
def test_translated_text_refuses_a_line_that_is_too_long(length, mistakes):
    assert list(sent(title_en="a" * length).errors) == mistakes


def test_translated_text_says_how_long_it_is():
    assert sent(title_en="a" * 2_000_000).errors["title"] == [
        "This text has 2,000,000 characters; at most 200 fit. Shorten it, or send it in two parts."
    ]


def test_translated_text_shows_what_it_holds_and_unfolds_what_would_be_hidden():
    folded = str(TitleForm(initial={"title": {"en": "Hours"}})["title"])
    unfolded = str(TitleForm(initial={"title": {"fr": "Horaires"}})["title"])
    assert ('value="Hours"' in folded, "<details" in folded, "open>" in folded) == (True, True, False)
    assert ('value="Horaires"' in unfolded, '<details class="field__more" open>' in unfolded) == (True, True)


def test_translated_text_has_not_changed_when_it_is_sent_back():
    was = {"title": {"en": "Hours", "fr": "Horaires"}}
    form = TitleForm({"title_en": "Hours", "title_fr": "Horaires"}, initial=was)
    assert form.changed_data == []


def test_translated_text_marks_each_box_with_its_language():
    html = str(TitleForm()["words"])
    assert [f'lang="{code}" dir="auto"' in html for code in ("en", "es", "fr", "ar", "zh-hans", "vi")] == [True] * 6
