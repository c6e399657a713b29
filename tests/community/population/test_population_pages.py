import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonshelf.community.population.actions import CategoryDraft, describe_population
from commonshelf.community.population.models import Margin
from commonshelf.community.population.queries import control_totals, margins_of

PAGE = "/staff/population/"
SENT = {
    "variable": "tenure",
    "label_en": "Home",
    "categories": "own, 6,000 | en: Owns the home | es: Vivienda propia\n\n the rest, upstairs , 40 \n",
    "source": "Town census",
    "year": "2023",
}


def homes(bao, variable="tenure", own=3, year=2023):
    drafts = [CategoryDraft("own", own, {"en": "Owns"}), CategoryDraft("<b>rent</b>", 1)]
    return describe_population(variable=variable, categories=drafts, source="Town census", year=year, by=bao)


def test_population_is_written_down_on_a_form(as_bao):
    answer = as_bao.post(f"{PAGE}new/", SENT)
    assert (answer.status_code, answer.headers.get("location")) == (302, PAGE)
    assert control_totals("tenure") == {"own": 6000, "the rest, upstairs": 40}
    margins = margins_of("tenure")[0]
    assert (margins.words, margins.source, margins.year) == ("Home", "Town census", 2023)
    assert margins.categories[0].label == {"en": "Owns the home", "es": "Vivienda propia"}


def test_population_sent_twice_is_written_once(as_bao):
    as_bao.post(f"{PAGE}new/", SENT)
    as_bao.post(f"{PAGE}new/", SENT)
    assert Margin.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"categories": "own 60\nrent, 40\nlodge, few"}, ["Line 1, “own 60”, cannot be read.", "Line 3, “lodge, few”, cannot be read."]),
        ({"categories": "own, 60 | Owns\nrent, 40"}, ["Line 1, “own, 60 | Owns”, cannot be read."]),
        ({"categories": "own, 60 | de: Haus\nrent, 40"}, ["“de” names a language the library does not speak."]),
        ({"categories": "own, 60"}, ["“tenure” has only one category"]),
        ({"categories": "\u202e\0, 60\nrent, 1"}, ["Null characters are not allowed."]),
        ({"categories": "x" * 50_000}, ["at most 40000 characters"]),
        ({"categories": "😀, 60\n😀, 1"}, ["“😀” is there twice."]),
        ({"variable": "Tenure!"}, ["Begin with a small letter"]),
        ({"source": "   "}, ["This field is required."]),
        ({"year": "1066"}, ["greater than or equal to 1790"]),
    ],
)
def test_form_names_what_is_wrong_and_keeps_what_was_typed(as_bao, wrong, said):
    answer = as_bao.post(f"{PAGE}new/", {**SENT, **wrong})
    page = answer.content.decode()
    assert (answer.status_code, [one for one in said if one not in page]) == (422, [])
    assert Margin.objects.count() == 0


def test_form_holds_what_is_written_and_saves_it_unchanged(as_bao, bao):
    homes(bao)
    before = list(Margin.objects.values())
    form = as_bao.get(f"{PAGE}of/tenure/").context["form"]
    assert form.initial["categories"] == "own, 3 | en: Owns\n<b>rent</b>, 1"
    sent = {**form.initial, "label_en": form.initial["label"].get("en", "")}
    sent.pop("label")
    assert as_bao.post(f"{PAGE}of/tenure/", sent).status_code == 302
    assert list(Margin.objects.values()) == before
    as_bao.post(f"{PAGE}of/tenure/", {**sent, "year": 2024, "categories": "own, 7\nrent, 5"})
    assert [(one.year, one.totals) for one in margins_of("tenure")] == [
        (2024, {"own": 7, "rent": 5}),
        (2023, {"own": 3, "<b>rent</b>": 1}),
    ]
    assert as_bao.get(f"{PAGE}of/income/").status_code == 404


def test_a_year_is_taken_out(as_bao, bao):
    homes(bao)
    homes(bao, year=2024)
    assert as_bao.post(f"{PAGE}of/tenure/2024/remove/").headers["location"] == PAGE
    assert [one.year for one in margins_of("tenure")] == [2023]
    assert as_bao.post(f"{PAGE}of/tenure/2024/remove/").status_code == 404


def test_population_page_shows_shares_people_source_and_year(as_bao, bao):
    homes(bao)
    answer = as_bao.get(PAGE)
    page = answer.content.decode()
    assert answer.context["page"][0].chart.rows == [("Owns", 75.0), ("<b>rent</b>", 25.0)]
    assert [words for words in ("tenure: shares of 4 people", "75", "Town census", "people in 2023") if words not in page] == []
    assert "<b>rent" not in page


def test_reader_sees_the_numbers_and_no_way_to_change_them(client, the_reader, bao):
    homes(bao)
    client.force_login(the_reader, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(PAGE).content.decode()
    assert ("Town census" in page, "/population/new/" in page, "/population/of/" in page) == (True, False, False)


@pytest.mark.parametrize("how_many", [1, 3])
def test_population_page_costs_the_same_for_one_and_for_three(as_bao, bao, django_assert_num_queries, how_many):
    for number in range(how_many):
        homes(bao, variable=f"variable_{number}", own=number + 2)
    with django_assert_num_queries(5):
        answer = as_bao.get(PAGE)
    assert len(answer.context["page"]) == how_many


def test_population_page_without_numbers_says_where_to_begin(as_bao):
    assert "Nothing is written down yet." in as_bao.get(PAGE).content.decode()


def test_population_is_brought_in_by_the_page_of_files(as_bao):
    table = b"variable,category,people\nage_band,0-11,4\nage_band,65+,5\n"
    answer = as_bao.post("/staff/import/", {"kind": "population", "year": "2024", "file": SimpleUploadedFile("people.csv", table)})
    assert (answer.status_code, control_totals("age_band")) == (200, {"0-11": 4, "65+": 5})
