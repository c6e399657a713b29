import pytest

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.community.population.actions import CategoryDraft, describe_population, remove_margin
from commonshelf.community.population.models import Margin
from commonshelf.community.population.queries import control_totals, margins_now, margins_of
from commonshelf.community.population.terms import CATEGORY_WORDS, VARIABLE_WORDS, people_in
from commonshelf.path.voices.ledger.terms import AgeBand
from commonshelf.questionnaire.bank import bank_set
from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.marks import NOT_SAID, SEVERAL, margin_of

TENURE = (CategoryDraft("own", 60, {"en": "Owns the home", "es": "Vivienda propia"}), CategoryDraft("rent", 40))


def tell(bao, **told):
    usual = {"variable": "tenure", "categories": TENURE, "source": "Town census", "year": 2023, "label": {"en": "Home"}}
    return describe_population(**{**usual, **told}, by=bao)


def test_describe_population_keeps_categories_in_their_order(bao):
    margins = tell(bao)
    assert [(one.name, one.words, one.people, one.share) for one in margins.categories] == [
        ("own", "Owns the home", 60, 0.6),
        ("rent", "rent", 40, 0.4),
    ]
    assert (margins.words, margins.year, margins.source, margins.people) == ("Home", 2023, "Town census", 100)
    assert (margins_now(), control_totals("tenure")) == ({"tenure": margins}, {"own": 60, "rent": 40})
    entry = LogEntry.objects.get()
    assert (entry.action, entry.actor, entry.detail) == (
        "describe_population",
        bao,
        {"variable": "tenure", "year": 2023, "categories": 2},
    )


def test_describe_population_again_changes_nothing(bao):
    tell(bao)
    before = list(Margin.objects.values()), LogEntry.objects.count()
    tell(bao)
    assert (list(Margin.objects.values()), LogEntry.objects.count()) == before


def test_describe_population_of_the_same_year_replaces_all_of_it(bao):
    tell(bao)
    tell(bao, categories=[CategoryDraft("own", 50), CategoryDraft("family", 50)])
    assert control_totals("tenure") == {"own": 50, "family": 50}
    assert Margin.objects.count() == 2


def test_newest_year_counts_and_keeps_the_words_of_the_one_before(bao):
    tell(bao)
    newer = tell(bao, year=2024, categories=[CategoryDraft("rent", 45), CategoryDraft("own", 55)], label={})
    tell(bao, year=2020, categories=[CategoryDraft("own", 1), CategoryDraft("rent", 1)])
    assert control_totals("tenure") == {"rent": 45, "own": 55}
    assert [one.words for one in newer.categories] == ["rent", "Owns the home"]
    assert newer.words == "Home"
    assert [one.year for one in margins_of("tenure")] == [2024, 2023, 2020]
    assert margins_now() == {"tenure": newer}


def test_control_totals_of_what_nobody_wrote_down_are_empty(bao):
    tell(bao)
    assert control_totals("language") == {}


def test_house_has_words_for_its_own_short_names(bao):
    ages = [CategoryDraft(band, 10) for band in AgeBand.values]
    margins = tell(bao, variable="age_band", categories=ages, label={})
    assert [margins.words, *[one.words for one in margins.categories]] == ["Age", *[str(label) for label in AgeBand.labels]]
    assert {name for variable, name in CATEGORY_WORDS if variable == "age_band"} == set(AgeBand.values)
    spoken = tell(
        bao, variable="language", categories=[CategoryDraft("ar", 1), CategoryDraft("other", 2), CategoryDraft("so", 1)], label={}
    )
    assert [one.words for one in spoken.categories] == ["العربية", "Another language", "so"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"variable": "Age Band"}, "population.variable_unreadable"),
        ({"variable": "a" * 41}, "population.variable_unreadable"),
        ({"variable": ""}, "population.variable_unreadable"),
        ({"year": 1789}, "population.year_out_of_range"),
        ({"year": 2201}, "population.year_out_of_range"),
        ({"source": " \0 "}, "house.text_empty"),
        ({"categories": []}, "population.too_few_categories"),
        ({"categories": TENURE[:1]}, "population.too_few_categories"),
        ({"categories": [CategoryDraft(str(one), 1) for one in range(201)]}, "population.too_many_categories"),
        ({"categories": [*TENURE, CategoryDraft(" OWN ", 5)]}, "population.category_twice"),
        ({"categories": [*TENURE, CategoryDraft("Total", 100)]}, "population.category_is_a_total"),
        ({"categories": [*TENURE, CategoryDraft("lodge", -1)]}, "population.people_out_of_range"),
        ({"categories": [*TENURE, CategoryDraft("lodge", 2_000_000_001)]}, "population.people_out_of_range"),
        ({"categories": [*TENURE, CategoryDraft("x" * 81, 1)]}, "house.text_too_long"),
        ({"categories": [CategoryDraft("own", 0), CategoryDraft("rent", 0)]}, "population.nobody_lives_here"),
        ({"categories": [*TENURE, CategoryDraft("lodge", 1, {"de": "Zimmer"})]}, "population.language_not_spoken"),
        ({"label": {"xx": "Home"}}, "population.language_not_spoken"),
    ],
)
def test_describe_population_refuses_what_would_make_shares_wrong(bao, told, code):
    tell(bao)
    before = list(Margin.objects.values()), LogEntry.objects.count()
    with pytest.raises(Refusal) as refused:
        tell(bao, **{"year": 2024, **told})
    assert refused.value.code.code == code
    assert str(refused.value)
    assert (list(Margin.objects.values()), LogEntry.objects.count()) == before


def test_only_those_who_may_write_down_who_lives_here(bao, farid, the_reader, dmitri):
    for user in (farid, the_reader, dmitri):
        with pytest.raises(Refusal):
            tell(user)
    assert Margin.objects.count() == 0
    tell(bao)
    for user in (farid, the_reader, dmitri):
        with pytest.raises(Refusal):
            remove_margin(variable="tenure", year=2023, by=user)
    assert Margin.objects.count() == 2


def test_remove_margin_lets_the_year_before_count_again(bao):
    tell(bao)
    tell(bao, year=2024, categories=[CategoryDraft("own", 1), CategoryDraft("rent", 1)])
    remove_margin(variable="tenure", year=2024, by=bao)
    assert control_totals("tenure") == {"own": 60, "rent": 40}
    with pytest.raises(Refusal) as refused:
        remove_margin(variable="tenure", year=2024, by=bao)
    assert refused.value.code.code == "population.margin_unknown"
    assert sorted(entry.action for entry in LogEntry.objects.all()) == ["describe_population", "describe_population", "remove_margin"]


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("0", 0),
        (" 43616 ", 43616),
        ("43,616", 43616),
        ("1.234.567", 1234567),
        ("1\u202f234", 1234),
        ("12.5", None),
        ("1,23", None),
        ("-5", None),
        ("*****", None),
        ("", None),
        ("1e3", None),
        ("١٢", None),
        ("9" * 11, None),
    ],
)
def test_people_are_read_as_people_write_them(words, people):
    assert people_in(words) == people


def test_words_here_are_for_what_the_ready_questions_about_people_may_be_answered():
    ready = bank_set("demographics")
    asked = [item for group in ready.items for item in group.items if isinstance(item, Question) and margin_of(item)]
    answers = {
        (margin_of(question), choice.name)
        for question in asked
        for choice in ready.choices[question.choice_list]
        if choice.name != NOT_SAID
    }
    spoken = {("language", code) for code in ("en", "es", "fr", "ar", "vi")}  # each by its own name, out of the settings
    assert answers - spoken | {("race", SEVERAL)} == set(CATEGORY_WORDS)
    assert {margin_of(question) for question in asked} | {"area"} == set(VARIABLE_WORDS)
