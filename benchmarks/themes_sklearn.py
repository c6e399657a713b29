"""The classic way, and the judge: scikit-learn's TF-IDF with NMF and with k-means on the same texts, and its scores for everybody's groups.

Runs in the peer's own environment.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn import metrics  # type: ignore[import-not-found] # in the peer's environment only
from sklearn.cluster import KMeans  # type: ignore[import-not-found] # the same
from sklearn.decomposition import NMF  # type: ignore[import-not-found] # the same
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-not-found] # the same

from benchmarks.harness.contestant import serve
from benchmarks.themes_data import CORPORA, halves

SEEDS = 3


def prepare(task: dict[str, Any]) -> dict[str, Any]:
    """Load a corpus, or take groups to judge."""
    if "groupings" in task:
        return task
    texts, labels = CORPORA[task["corpus"]]()
    return {"texts": texts, "labels": labels}


def run(data: dict[str, Any]) -> dict[str, Any]:
    """Group the texts with each method at the number of labels; nothing is done where groups are to be judged."""
    if "groupings" in data:
        return {}
    weighed = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(data["texts"])
    k = len(set(data["labels"]))
    groupings = {}
    for seed in range(SEEDS):
        parts = NMF(k, random_state=seed, max_iter=400).fit_transform(weighed)
        groupings[f"tfidf_nmf {seed}"] = parts.argmax(axis=1).tolist()
        groupings[f"tfidf_k_means {seed}"] = KMeans(k, random_state=seed, n_init=10).fit_predict(weighed).tolist()
    return {"groupings": groupings, "precision": _precision(data, weighed, k)}


def _precision(data: dict[str, Any], weighed: Any, k: int) -> dict[str, list[list[float]]]:
    """Score the voices of the second half for each label: by likeness to the mean of the coded ones, in each method's own space."""
    first = halves(len(data["texts"]))
    parts = NMF(k, random_state=0, max_iter=400).fit_transform(weighed)
    distances = KMeans(k, random_state=0, n_init=10).fit(weighed).transform(weighed)
    spaces = {"tfidf_nmf": parts, "tfidf_k_means": distances.max() - distances, "tfidf_centroid": weighed.toarray()}
    return {name: _likeness(space, np.array(data["labels"]), first).tolist() for name, space in spaces.items()}


def _likeness(space: Any, labels: Any, first: Any) -> Any:
    unit = space / np.maximum(np.linalg.norm(space, axis=1, keepdims=True), 1e-12)
    return np.stack([unit[~first] @ unit[first & (labels == label)].sum(axis=0) for label in sorted(set(labels))], axis=1)


def describe(data: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    """Hand over the groups, or the scores of the groups that were to be judged."""
    if result:
        return result
    labels = data["labels"]
    judged = {
        name: {
            "ari": metrics.adjusted_rand_score(labels, groups),
            "nmi": metrics.normalized_mutual_info_score(labels, groups),
            "ami": metrics.adjusted_mutual_info_score(labels, groups),
        }
        for name, groups in data["groupings"].items()
    }
    return {"judged": judged}


if __name__ == "__main__":
    serve(prepare, run, describe)
