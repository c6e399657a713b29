"""Short voices about things known beforehand: each draws its words from one of a few vocabularies and from words that everyone uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

THINGS = {
    "hours": ["open", "opening", "hours", "sunday", "evening", "late", "closed", "weekend"],
    "noise": ["quiet", "noise", "noisy", "loud", "silent", "talking", "study", "phones"],
    "parking": ["parking", "car", "park", "street", "bus", "bicycle", "traffic", "stop"],
    "children": ["children", "story", "toddler", "games", "school", "kids", "family", "craft"],
}
EVERYWHERE = ["the", "library", "please", "is", "a", "we", "want", "more", "to", "it"]


def voices(rng: np.random.Generator, each: int) -> tuple[list[str], list[int]]:
    """Return 4 * each texts in mixed order, and the thing of each."""
    rows = [(place, words) for place, words in enumerate(THINGS.values()) for _voice in range(each)]
    said = [" ".join(rng.permutation([*rng.choice(words, 4), *rng.choice(EVERYWHERE, 4)])) for _place, words in rows]
    order = rng.permutation(len(rows))
    return [said[place] for place in order], [rows[place][0] for place in order]


def agreement_of_groups(one: list[int], other: list[int]) -> float:
    """Return the share of pairs of voices on which two groupings agree whether they belong together (Rand's index)."""
    pairs = [(a, b) for a in range(len(one)) for b in range(a)]
    return sum((one[a] == one[b]) == (other[a] == other[b]) for a, b in pairs) / len(pairs)
