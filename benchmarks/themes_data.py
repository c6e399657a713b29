"""The corpora of the themes' measurement. The seeds below were written down before the method was chosen."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SAMPLED, SAMPLE_SEED = 10_000, 77
RESAMPLED, RESAMPLE_SEED, DROP_OUT = 100_000, 770, 0.15
SPLIT_SEED = 14
ONE_LABEL = {"aiport/air traffic": "airport/air traffic", "airport": "airport/air traffic"}

Corpus = tuple[list[str], list[str]]


class CorpusMissingError(RuntimeError):
    """The shared data are not on this machine; the message says which file."""


def _rows(*parts: str) -> list[dict[str, str]]:
    place = SHARED.joinpath(*parts)
    if not place.exists():
        raise CorpusMissingError(f"{Path(*parts)} is not in the shared data ({SHARED}); nothing was measured")
    with place.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        return list(csv.DictReader(lines))


def banking() -> Corpus:
    """Ten thousand of the customer questions, drawn without replacement, with their intent."""
    rows = _rows("banking77", "banking77.csv")
    drawn = np.sort(np.random.default_rng(SAMPLE_SEED).permutation(len(rows))[:SAMPLED])
    return [rows[place]["text"] for place in drawn], [rows[place]["label"] for place in drawn]


def polis() -> Corpus:
    """Every statement of fifteen conversations in English, German and Chinese, with its conversation."""
    rows = _rows("polis_statements", "statements.csv")
    return [row["text"] for row in rows], [row["conversation"] for row in rows]


def santa_monica() -> Corpus:
    """Every coded answer with the first category people gave it; variants of one label are merged."""
    rows = _rows("santa_monica_wellbeing", "SurveyResponses_2014_open-ended-responses.first600.csv")
    texts, labels = [], []
    for row in rows:
        label = " ".join(row["Category 1"].split()).lower()
        if row["Fullstring"].strip() and label:
            texts.append(row["Fullstring"])
            labels.append(ONE_LABEL.get(label, label))
    return texts, labels


def resampled() -> Corpus:
    """A hundred thousand texts: all three corpora drawn with replacement, each word dropped with chance DROP_OUT."""
    texts, labels = [], []
    for corpus in (banking(), polis(), santa_monica()):
        texts.extend(corpus[0])
        labels.extend(corpus[1])
    rng = np.random.default_rng(RESAMPLE_SEED)
    drawn = rng.integers(len(texts), size=RESAMPLED)
    thinned = []
    for place in drawn:
        words = texts[place].split()
        kept = [word for word, luck in zip(words, rng.random(len(words)), strict=True) if luck >= DROP_OUT]
        thinned.append(" ".join(kept or words))
    return thinned, [labels[place] for place in drawn]


CORPORA = {"banking": banking, "polis": polis, "santa_monica": santa_monica, "resampled": resampled}


def halves(n: int) -> NDArray[np.bool_]:
    """Return which texts lie in the first half of the split: the coded ones, from which the others' themes are foretold."""
    return np.random.default_rng(SPLIT_SEED).random(n) < 0.5
