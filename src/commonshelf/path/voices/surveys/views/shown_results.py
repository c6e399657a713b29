"""Figures of questions in words and pictures, the same for staff and for the public page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import get_language, gettext as _, ngettext

from commonshelf.path.voices.surveys.analysis.figures import Silence
from commonshelf.path.voices.surveys.views.number_words import between, class_words, figure, number, percent, place_on_bar
from commonshelf.questionnaire.answering.compiled import OTHER_OF
from commonshelf.questionnaire.languages import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from commonshelf.path.voices.ledger.models import Voice
    from commonshelf.path.voices.surveys.analysis.by_group import Split
    from commonshelf.path.voices.surveys.analysis.figures import Figures, Row, Share, Summary
    from commonshelf.path.voices.surveys.analysis.frame import Counted, Frame
    from commonshelf.questionnaire.definition import Texts


class Told(NamedTuple):
    """Words with the language they are in."""

    words: str
    language: str


@dataclass(frozen=True)
class Line:
    """One answer: in words, and as a bar with its interval. Places on the bar are percentages as text; "" where nothing may be shown."""

    label: Told
    people: str = ""
    share: str = ""
    interval: str = ""
    raked: str = ""
    mean_place: str = ""
    width: str = ""
    low: str = ""
    high: str = ""
    raked_at: str = ""


@dataclass(frozen=True)
class ShownSplit:
    """One question by groups: a line for each answer, a cell for each group. Without lines it would tell on somebody."""

    names: tuple[str, ...]
    sizes: tuple[str, ...]
    lines: tuple[tuple[Told, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Card:
    """One question as a page shows it."""

    number: int
    place: str
    heading: Told
    sort: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    about: str = ""
    silent: str = ""
    is_raked: bool = False
    split: ShownSplit | None = None
    is_written: bool = False
    quotes: tuple[Voice, ...] = ()


@dataclass(frozen=True)
class Segment:
    """One step of a scale in a stacked bar."""

    start: str
    width: str
    step: int


@dataclass(frozen=True)
class Scale:
    """The rows of one scale beneath each other. `rows` are the cards; `segments` their stacked bars, none for a row with something hidden."""

    heading: Told
    steps: tuple[Told, ...]
    rows: tuple[tuple[Card, tuple[Segment, ...]], ...]


class Shower:
    """Puts figures into words for one reader."""

    def __init__(
        self,
        frame: Frame,
        splits: Mapping[str, Split] | None = None,
        groups: Sequence[str] = (),
        quotes: Mapping[str, Sequence[Voice]] | None = None,
    ) -> None:
        self.frame, self.splits, self.groups, self.quotes = frame, splits or {}, tuple(groups), quotes or {}
        self.language = get_language() or "en"
        self.labels = {each.question.name: each.question.label for each in frame.counted}

    def told(self, texts: Texts, otherwise: str = "") -> Told:
        """Return a text in the reader's language, or in the one it has."""
        words, language = said(texts, self.frame.definition, self.language)
        return Told(words or otherwise, language or self.language)

    def heading(self, counted: Counted) -> Told:
        """Return what was asked."""
        of = counted.question.more.get(OTHER_OF)
        if of:
            words, language = self.told(self.labels.get(of, {}), of)
            return Told(_("%(question)s – in other words") % {"question": words}, language)
        return self.told(counted.question.label, counted.question.name)

    def blocks(self, figures: Iterable[Figures], numbers: dict[str, int]) -> list[Card | Scale]:
        """Return cards, the rows of one scale put together."""
        found: list[Card | Scale] = []
        waiting: list[Figures] = []
        for each in figures:
            if waiting and (not each.counted.in_scale or each.counted.around != waiting[-1].counted.around):
                found.append(self._scale(waiting, numbers))
                waiting = []
            if each.counted.in_scale:
                waiting.append(each)
            else:
                found.append(self.card(each, numbers[each.counted.place]))
        return [*found, self._scale(waiting, numbers)] if waiting else found

    def _scale(self, rows: Sequence[Figures], numbers: dict[str, int]) -> Scale:
        group = rows[0].counted.around[-1]
        steps = tuple(self.told(choice.label, choice.name) for choice in rows[0].counted.choices)
        cards = [(self.card(each, numbers[each.counted.place]), _segments(each)) for each in rows]
        return Scale(self.told(group.label, group.name), steps, tuple(cards))

    def card(self, figures: Figures, number: int) -> Card:
        """Return one question as a page shows it."""
        counted = figures.counted
        lines = tuple(self._line(counted, row) for row in figures.rows)
        if figures.top_two is not None:
            lines = (*lines, measured(Line(Told(_("The two highest together"), self.language)), figures.top_two))
        if figures.summary is not None:
            lines = tuple(_class_lines(figures.summary, counted.sort, self.language))
        return Card(
            number=number,
            place=counted.place,
            heading=self.heading(counted),
            sort=counted.sort,
            lines=lines,
            notes=tuple(_notes(figures)),
            about=how_many(figures),
            silent=_silence(figures),
            is_raked=any(row.raked for row in figures.rows),
            is_written=counted.sort == "words",
            quotes=() if figures.silence else tuple(self.quotes.get(counted.place, ())),
            split=self._split(counted, self.splits[counted.place]) if counted.place in self.splits and not figures.silence else None,
        )

    def _line(self, counted: Counted, row: Row) -> Line:
        return measured(Line(self._choice(counted, row.choice)), row)

    def _choice(self, counted: Counted, choice: int) -> Told:
        if choice == 0:
            return Told(_("Answers that few gave"), self.language)
        if choice > len(counted.choices):
            return Told(_("Something else"), self.language)
        found = counted.choices[choice - 1]
        return self.told(found.label, _own_words(found.name))

    def _split(self, counted: Counted, found: Split) -> ShownSplit:
        lines = [
            (self._choice(counted, choice), tuple(split_cell(cell, size) for cell, size in zip(cells, found.sizes, strict=True)))
            for choice, cells in found.rows
        ]
        return ShownSplit(self.groups, tuple(number(size) for size in found.sizes), tuple(lines))


def split_cell(cell: tuple[int, Share] | None, size: int) -> str:
    """Return a count with its share of the group and the interval of that."""
    if not size:
        return _("asked in other words, or of nobody")
    if cell is None:
        return _("too few to show")
    count, share = cell
    return _("%(share)s (%(interval)s), %(count)s people") % {
        "share": percent(share.value),
        "interval": between(share),
        "count": number(count),
    }


def _own_words(name: str) -> str:
    """Return what a choice without a label of its own is called: the house adds “other”, and the tick of an acknowledgement."""
    return {"other": _("Other"), "OK": _("Yes")}.get(name, name)


def measured(line: Line, row: Row) -> Line:
    """Return a line with its numbers, as words and as places on a bar."""
    mean = "" if row.mean_place is None else number(row.mean_place, 1)
    if row.count is None or row.share is None:
        return Line(line.label, mean_place=mean)
    return Line(
        line.label,
        people=number(row.count),
        share=percent(row.share.value),
        interval=between(row.share),
        raked=percent(row.raked.value) if row.raked else "",
        mean_place=mean,
        width=place_on_bar(row.share.value),
        low=place_on_bar(row.share.low),
        high=place_on_bar(row.share.high),
        # As round as the number: a finer place on the bar would tell more than was found safe to tell.
        raked_at=place_on_bar(round(row.raked.value, 2)) if row.raked else "",
    )


def _segments(figures: Figures) -> tuple[Segment, ...]:
    if any(row.share is None for row in figures.rows):
        return ()
    found, start = [], 0.0
    for row in figures.rows:
        share = row.share.value if row.share else 0.0
        found.append(Segment(place_on_bar(start), place_on_bar(share), row.choice))
        start += share
    return tuple(found)


def _class_lines(summary: Summary, sort: str, language: str) -> Iterable[Line]:
    whole = sum(count for _from, _to, count in summary.classes if count is not None)
    greatest = max((count for _from, _to, count in summary.classes if count is not None), default=0)
    for start, end, count in summary.classes:
        label = Told(class_words(start, end, sort), language)
        known = count is not None and bool(whole)
        yield (
            Line(label, people=number(count), width=place_on_bar(count / greatest if greatest else 0))
            if known and count is not None
            else Line(label)
        )


def _notes(figures: Figures) -> Iterable[str]:
    if figures.silence is not None:
        return
    if figures.counted.repeated:
        yield _("This was asked several times of each person. People who gave an answer at least once are counted.")
    if figures.summary is not None and figures.summary.median is not None:
        yield _("Half of them said %(median)s or less.") % {"median": figure(figures.summary.median)}
    if figures.summary is not None and figures.summary.quartiles is not None:
        low, high = figures.summary.quartiles
        yield _("The middle half lies between %(low)s and %(high)s.") % {"low": figure(low), "high": figure(high)}
    if len(figures.versions) > 1:
        yield _("Several versions of the questions are counted together here: this one is worded the same in all of them.")
    if figures.weighting_tells:
        yield _("A weighted share is left out where it would tell on somebody.")
    if figures.apart:
        yield _("An earlier version asked this in other words. Those answers are not counted here.")


def _silence(figures: Figures) -> str:
    if figures.silence == Silence.TOO_FEW:
        return _("Too few people have answered this to show it.")
    if figures.silence == Silence.WOULD_TELL:
        return _("So few people were not asked this, or chose what decides about it, that the numbers would tell on them.")
    return ""


def how_many(figures: Figures) -> str:
    """Return in words how many answered a question, left it empty, and were not asked."""
    if figures.answered is None:
        return ""
    words = ngettext("%(number)s person answered.", "%(number)s people answered.", figures.answered) % {"number": number(figures.answered)}
    if figures.asked is not None:
        empty, not_asked = figures.asked - figures.answered, figures.people - figures.asked
        if empty > 0:
            words += " " + ngettext("%(number)s left it empty.", "%(number)s left it empty.", empty) % {"number": number(empty)}
        if not_asked > 0:
            words += " " + ngettext("%(number)s was not asked.", "%(number)s were not asked.", not_asked) % {"number": number(not_asked)}
    return words
