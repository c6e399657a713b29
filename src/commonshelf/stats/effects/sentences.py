"""What a comparison says, in plain English. The application makes its own, translated sentences from the same facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commonshelf.stats.effects.figures import Effect, PlaceboTest


def say(effect: Effect, *, against: str, in_time: PlaceboTest, in_space: PlaceboTest | None) -> str:
    """Return two to four sentences: how far, how sure, what else looks like that, and that a comparison is no proof."""
    direction = "higher" if effect.value > 0 else "lower"
    if not effect.surely_not_zero:
        verdict = "That may well be chance."
    elif in_space is not None and in_space.as_large:
        verdict = "Chance alone would rarely do that, by the interval."
    else:
        verdict = "Chance alone would rarely do that."
    interval = f"({effect.level:.0%} interval {_signed(effect.low, effect)} to {_signed(effect.high, effect)})"
    parts = [f"After the change the figure was {_amount(effect.value, effect)} {direction} per period than {against} {interval}.", verdict]
    if in_space is not None:
        parts.append(f"Of {in_space.tried} pretended changes elsewhere, {_many(in_space.as_large)} at least as large.")
    parts.append(f"Of {in_time.tried} pretended changes at earlier dates, {_many(in_time.as_large)} at least as large.")
    return " ".join(parts)


def _many(count: int) -> str:
    return "none looks" if count == 0 else f"{count} {'looks' if count == 1 else 'look'}"


def _amount(value: float, effect: Effect) -> str:
    return f"{abs(value):.1%}" if effect.scale == "ratio" else f"{abs(value):.4g}"


def _signed(value: float, effect: Effect) -> str:
    return f"{value:+.1%}" if effect.scale == "ratio" else f"{value:+.4g}"
