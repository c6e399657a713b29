"""Reading themes, codings and needs. Only accepted codings count here; a suggestion counts nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import get_language_info

from commonshelf.common.accounts.rules import may
from commonshelf.path.needs.models import Coding, Evidence, Need, Theme
from commonshelf.path.needs.terms import CodingState
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voices_visible_to
from commonshelf.path.voices.ledger.terms import Channel

if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User

ACCEPTED = Q(state=CodingState.ACCEPTED)


class Spread(NamedTuple):
    """How many voices came through each channel and in each language. Channels are unlike, so their sum is never a share of people."""

    total: int
    by_channel: list[tuple[str, int]]
    by_language: list[tuple[str, str, int]]


class CountedTheme(NamedTuple):
    """A theme with its accepted voices, one number a channel, in the order of the channels that were asked for."""

    theme: Theme
    counts: list[int]

    @property
    def untold(self) -> list[str]:
        """The languages, by their own names, in which residents have no words for this theme yet."""
        return [own_name for code, own_name in settings.LANGUAGES if not self.theme.told_as.get(code)]


def themes_visible_to(user: User | AnonymousUser) -> QuerySet[Theme]:
    """Return the themes: staff and readers see all, others none."""
    return Theme.objects.all() if may(user, "needs.read_themes") else Theme.objects.none()


def theme_named(name: str) -> Theme | None:
    """Return the theme of this name, however its letters were written: “Saturday hours” and “saturday hours” are one."""
    return Theme.objects.filter(name__iexact=" ".join(name.split())).first()


def themes_with_voices(user: User | AnonymousUser) -> QuerySet[Theme]:
    """Return the themes the user sees, each with `voices`: how many accepted ones, of all channels."""
    return themes_visible_to(user).annotate(voices=Count("codings", filter=Q(codings__state=CodingState.ACCEPTED)))


def themes_by_channel(user: User | AnonymousUser) -> tuple[list[str], list[CountedTheme]]:
    """Return the channels that have accepted voices, by their label, and each theme with one count for each of them."""
    counted = Coding.objects.filter(ACCEPTED).values_list("theme_id", "voice__channel").annotate(Count("pk")).order_by()
    cells = {(theme, channel): number for theme, channel, number in counted}
    channels = [channel for channel in Channel if any(channel == held for _theme, held in cells)]
    rows = [CountedTheme(theme, [cells.get((theme.pk, channel), 0) for channel in channels]) for theme in themes_visible_to(user)]
    return [str(channel.label) for channel in channels], rows


def codings_visible_to(user: User | AnonymousUser) -> QuerySet[Coding]:
    """Return the codings, with their voice and theme, to those who code."""
    if not may(user, "needs.read_voices_to_code"):
        return Coding.objects.none()
    return Coding.objects.select_related("voice", "theme")


def accepted_codings() -> QuerySet[Coding]:
    """Return the codings that count."""
    return Coding.objects.filter(ACCEPTED)


def _is_coded() -> Exists:
    return Exists(accepted_codings().filter(voice=OuterRef("pk")))


def voices_to_code(user: User | AnonymousUser, *, language: str = "", channel: str = "", theme: Theme | None = None) -> QuerySet[Voice]:
    """Return the voices to work through, those nobody has coded first, the oldest week first; each knows whether it is `coded`."""
    if not may(user, "needs.read_voices_to_code"):
        return Voice.objects.none()
    wanted = {name: value for name, value in {"language": language, "channel": channel}.items() if value}
    voices = voices_visible_to(user).filter(**wanted).exclude(text="")  # words that were taken back are about nothing any more
    if theme is not None:
        about = Coding.objects.filter(voice=OuterRef("pk"), theme=theme).exclude(state=CodingState.REFUSED)
        voices = voices.filter(Exists(about))
    codings = Prefetch("codings", Coding.objects.select_related("theme").order_by("theme__name"))
    return voices.annotate(coded=_is_coded()).order_by("coded", "week", "pk").prefetch_related(codings)


def next_to_code(voices: QuerySet[Voice], after: Voice) -> UUID | None:
    """Return the key of the first voice nobody has coded after this one, else of the first of all: skipped ones come round again."""
    open_ones = voices.filter(~_is_coded()).exclude(pk=after.pk)
    later = open_ones.filter(Q(week__gt=after.week) | Q(week=after.week, pk__gt=after.pk))
    return later.values_list("pk", flat=True).first() or open_ones.values_list("pk", flat=True).first()


def uncoded_voices() -> QuerySet[Voice]:
    """Return the voices of which nobody has said yet what they are about; one with suggestions alone is still among them."""
    return Voice.objects.filter(~_is_coded()).exclude(text="")


def voices_behind(*needs: Need) -> QuerySet[Voice]:
    """Return the voices behind any of these needs: each once, and only where a person accepted the coding."""
    about = accepted_codings().filter(voice=OuterRef("pk"), theme__evidence__need__in=needs)
    return Voice.objects.filter(Exists(about))


def spread_of(voices: QuerySet[Voice]) -> Spread:
    """Count voices by channel and by language, the most first."""
    plain = voices.order_by()
    channels = sorted(plain.values_list("channel").annotate(Count("pk")), key=lambda row: (-row[1], row[0]))
    languages = sorted(plain.values_list("language").annotate(Count("pk")), key=lambda row: (-row[1], row[0]))
    return Spread(
        total=sum(number for _channel, number in channels),
        by_channel=[(str(Channel(channel).label), number) for channel, number in channels],
        by_language=[(code, str(get_language_info(code)["name_translated"]), number) for code, number in languages],
    )


def needs_visible_to(user: User | AnonymousUser) -> QuerySet[Need]:
    """Return the needs: staff and readers see all; what everybody sees of a need is told with the decision that answers it."""
    return Need.objects.select_related("named_by") if may(user, "needs.read_needs") else Need.objects.none()


def with_voice_counts(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Add `voices` to each need, the newest need first: how many stand behind it, of all channels, each counted once."""
    accepted = Q(themes__codings__state=CodingState.ACCEPTED)
    counted = Count("themes__codings__voice", filter=accepted, distinct=True)
    return needs.annotate(voices=counted).order_by("-named_on", "-pk")


def evidence_of(need: Need) -> QuerySet[Evidence]:
    """Return the themes behind a need with the notes on them, each with its number of accepted `voices`."""
    accepted = Q(theme__codings__state=CodingState.ACCEPTED)
    return need.evidence.select_related("theme").annotate(voices=Count("theme__codings", filter=accepted)).order_by("theme__name")


def needs_of_voice(voice: Voice) -> QuerySet[Need]:
    """Return the needs this voice stands behind."""
    about = accepted_codings().filter(voice=voice, theme__evidence__need=OuterRef("pk"))
    return Need.objects.filter(Exists(about))
