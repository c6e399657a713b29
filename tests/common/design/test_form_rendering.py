import re

from django import forms

from commonshelf.common.design.forms.staff import SpecimenForm


def attributes(html, name):
    """Return the attributes of the first tag with this name."""
    tag = re.search(rf'<(?:input|textarea|select)[^>]*name="{name}"[^>]*>', html).group(0)
    return dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))


def test_field_is_tied_to_its_hint_and_its_error():
    asked = attributes(str(SpecimenForm()), "words")
    wrong = attributes(str(SpecimenForm({"name": "Amina"})), "words")
    assert (asked["aria-describedby"], asked.get("aria-invalid")) == ("id_words_helptext", None)
    assert (wrong["aria-describedby"], wrong["aria-invalid"]) == ("id_words_helptext id_words_error", "true")


def test_field_lets_the_house_and_not_the_browser_refuse():
    asked = attributes(str(SpecimenForm()), "words")
    assert {key: asked.get(key) for key in ("required", "aria-required", "maxlength", "data-limit", "dir")} == {
        "required": None,
        "aria-required": "true",
        "maxlength": None,
        "data-limit": "400",
        "dir": "auto",
    }


def test_field_says_in_words_whether_it_is_needed():
    html = str(SpecimenForm())
    said = re.findall(r'(?:<label for="id_|<legend>)[^<]*<span class="field__mark">([^<]*)', html)
    assert said == ["(needed)", "(if you like)", "(needed)", "(if you like)", "(needed)", "(if you like)", "(needed)"]


def test_choices_stand_in_a_fieldset_with_a_legend_and_their_hint():
    html = str(SpecimenForm()["use"].as_field_group())
    assert re.findall(r"<(fieldset|legend|input)\b", html) == ["fieldset", "legend", "input", "input", "input"]
    assert re.search(r'<fieldset aria-describedby="(\w+)">', html).group(1) == "id_use_helptext"


def test_error_summary_leads_to_the_first_box_of_each_field():
    html = str(SpecimenForm({"words": "x", "name": "Amina"}))
    targets = re.findall(r'<li><a href="#([^"]*)"', html)
    assert targets == ["id_day", "id_use_0", "id_title_0"]
    assert [target for target in targets if f'id="{target}"' not in html] == []


def test_error_summary_shows_what_belongs_to_no_field():
    form = SpecimenForm({})
    form.is_valid()
    form.add_error(None, "The session is <full>.")
    assert re.search(r"<ul><li>([^<]*&lt;[^<]*)</li>", str(form)).group(1) == "The session is &lt;full&gt;."


def test_form_without_mistakes_has_no_summary():
    assert "error-summary" not in str(SpecimenForm())


def test_hidden_field_shows_its_error_in_the_summary():
    class Once(forms.Form):
        sent_once = forms.UUIDField(widget=forms.HiddenInput)

    html = str(Once({"sent_once": "no"}))
    assert re.findall(r"<li>(.*?)</li>", html) == ["Enter a valid UUID."]
