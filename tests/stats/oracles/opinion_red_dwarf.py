"""What red-dwarf 0.4.0 says about conversations: axes and places of everybody, and the figures of groups handed to it.

Called with one file of JSON: for each conversation its votes as [person, statement, value], group as {person: number}, left_out as a list
of statements.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from reddwarf.utils.consensus import select_consensus_statements
from reddwarf.utils.matrix import generate_raw_matrix, simple_filter_matrix
from reddwarf.utils.reducer.base import run_reducer
from reddwarf.utils.reducer.pca import calculate_extremity
from reddwarf.utils.stats import calculate_comment_statistics_dataframes, priority_metric, select_representative_statements


def answer(asked):
    raw = generate_raw_matrix([{"participant_id": p, "statement_id": s, "vote": v} for p, s, v in asked["votes"]])
    filtered = simple_filter_matrix(raw, asked["left_out"]).to_numpy(dtype=float)
    people, statements, model = run_reducer(filtered, reducer="pca", random_state=1, svd_solver="full")
    grouped = [person for person in raw.index if str(person) in asked["group"]]
    figures, ground = calculate_comment_statistics_dataframes(raw.loc[grouped], [asked["group"][str(person)] for person in grouped])
    chosen = select_representative_statements(figures, asked["left_out"])
    counts = (raw == 1).sum(), (raw == -1).sum(), raw.notna().sum()
    return {
        "people": raw.index.tolist(),
        "statements": raw.columns.tolist(),
        "axes": model.components_.tolist(),
        "explained": model.explained_variance_ratio_.tolist(),
        "mean": model.mean_.tolist(),
        "places": people.tolist(),
        "statement_places": statements.tolist(),
        "figures": {name: figures[name].unstack().to_numpy().tolist() for name in figures.columns},
        "consensus_agree": ground["group-aware-consensus-agree"].tolist(),
        "consensus_disagree": ground["group-aware-consensus-disagree"].tolist(),
        "representative": [chosen[group] for group in sorted(chosen)],
        "majority": select_consensus_statements(raw, asked["left_out"]),
        "priority": priority_metric(False, *counts, calculate_extremity(statements.T)).tolist(),
    }


conversations = json.loads(Path(sys.argv[1]).read_text())
answers = {name: answer(asked) for name, asked in conversations.items()}
json.dump(answers, sys.stdout, default=lambda number: number.item())
