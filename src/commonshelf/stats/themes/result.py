"""What a suggestion of themes holds: numbers and the voices' own words, never a sentence for a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Silence = Literal["too_few", "nothing_in_common"]
"""too_few: fewer than twenty texts with a word to go by. nothing_in_common: no two texts share anything that a method could hold on to."""


@dataclass(frozen=True)
class Theme:
    """What several voices are about. size counts voices; voices are positions in the list of texts, the most typical first.

    cohesion is the mean cosine of its voices with their middle, from 0 (nothing in common) to 1 (all the same).
    """

    id: int
    size: int
    words: tuple[str, ...]
    voices: tuple[int, ...]
    cohesion: float


@dataclass(frozen=True)
class SuggestedThemes:
    """Themes, largest first; theme_of and fit have shape (texts,).

    theme_of holds the id of each text's theme, -1 where a text says nothing that could be placed. fit is its cosine with the
    middle of its theme. stays is, with previous themes given, the share of texts that kept theirs; without, None. A person
    accepts a suggestion or does not: nothing here counts as coded.
    """

    themes: tuple[Theme, ...]
    theme_of: NDArray[np.intp]
    fit: NDArray[np.float64]
    silence: Silence | None = None
    stays: float | None = None

    @property
    def explanation(self) -> str:
        """The same in plain English; the application has its own sentences, translated."""
        if self.silence == "too_few":
            return "There are too few voices to suggest themes: at least twenty that say something are needed."
        if self.silence == "nothing_in_common":
            return "These voices have no words in common that a theme could be made of."
        placed = int((self.theme_of >= 0).sum())
        first = self.themes[0]
        return (
            f"{placed} of {len(self.theme_of)} voices fall into {len(self.themes)} suggested themes; "
            f"the largest, with {first.size} voices, is about: {', '.join(first.words[:5])}."
        )
