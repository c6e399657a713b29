"""Ours: texts to a theme for each and ten words for each theme, with the vectors of the extra `texts` or with our own alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.harness.contestant import serve
from benchmarks.themes_data import CORPORA, halves
from benchmarks.themes_mixed import mixed_voices
from commonshelf.stats.themes import OwnVectors, StaticVectors, suggest_existing_themes, suggest_themes

SEEDS = 3


def prepare(task: dict[str, Any]) -> dict[str, Any]:
    """Load the texts and, like the peer its model, the tables of words; neither is timed. Nothing read is kept between runs."""
    texts, labels = CORPORA[task["corpus"]]() if task["corpus"] != "mixed" else mixed_voices()[:2]
    embedder = OwnVectors() if task.get("embedder") == "own" else StaticVectors()
    return {"texts": texts, "labels": labels, "embedder": embedder, "more": task.get("more", True)}


def run(data: dict[str, Any]) -> Any:
    """Suggest as many themes as there are labels."""
    return _themes(data, 0)


def _themes(data: dict[str, Any], seed: int, **more: Any) -> Any:
    k = None if "previous" in more else len(set(data["labels"]))
    return suggest_themes(data["texts"], rng=np.random.default_rng(seed), embedder=data["embedder"], k=k, **more)


def describe(data: dict[str, Any], result: Any) -> dict[str, Any]:
    """Hand over the groups of a few seeds, the scores of existing themes, and what one voice in a hundred more changes."""
    said: dict[str, Any] = {"words": [theme.words for theme in result.themes[:3]], "groupings": {"ours 0": result.theme_of.tolist()}}
    if not data["more"]:
        return said
    for seed in range(1, SEEDS):
        said["groupings"][f"ours {seed}"] = _themes(data, seed).theme_of.tolist()
    said["themes_unasked"] = len(suggest_themes(data["texts"], rng=np.random.default_rng(0), embedder=data["embedder"]).themes)
    return said | {"stays": _stays(data), "precision": {"ours": _existing(data)}}


def _stays(data: dict[str, Any]) -> float | None:
    """Return the share of texts that keep their theme when the last hundredth arrives."""
    order = np.random.default_rng(1).permutation(len(data["texts"]))
    shuffled = {**data, "texts": [data["texts"][place] for place in order]}
    known = len(order) - max(1, len(order) // 100)
    before = _themes({**shuffled, "texts": shuffled["texts"][:known]}, 0).theme_of
    share: float | None = _themes(shuffled, 1, previous=np.concatenate([before, np.full(len(order) - known, -1)])).stays
    return share


def _existing(data: dict[str, Any]) -> list[list[float]]:
    labels, first = np.array(data["labels"]), halves(len(data["texts"]))
    old, new = ([text for text, half in zip(data["texts"], first, strict=True) if half == side] for side in (True, False))
    codings = labels[first][:, None] == np.array(sorted(set(labels)))
    scores = suggest_existing_themes(old, codings, new, embedder=data["embedder"]).scores
    said: list[list[float]] = np.nan_to_num(scores, nan=-1.0).tolist()
    return said


if __name__ == "__main__":
    serve(prepare, run, describe)
