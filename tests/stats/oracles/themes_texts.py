"""Ours with the extra `texts`, in an environment that has it: five languages said one of six things. Prints what landed where."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

mixed_voices = import_module("benchmarks.themes_mixed").mixed_voices
themes = import_module("commonshelf.stats.themes")

texts, things, languages = mixed_voices()
vectors = themes.StaticVectors().vectors(texts)
theme_of = themes.suggest_themes(texts, rng=np.random.default_rng(0), vectors=vectors, k=6).theme_of
again = themes.StaticVectors().vectors(texts)
sys.stdout.write(
    json.dumps(
        {
            "theme_of": theme_of.tolist(),
            "things": things,
            "languages": languages,
            "same_again": bool(np.array_equal(vectors, again)),
            "empty": themes.StaticVectors().vectors(["", " "]).tolist(),
        }
    )
)
