"""What many short texts are about, which of them say the same, and how far people agree who code them."""

from commonshelf.stats.themes.agreement import Agreement, Scale, cohen_kappa, krippendorff_alpha
from commonshelf.stats.themes.embedder import Embedder
from commonshelf.stats.themes.existing import ExistingThemes, suggest_existing_themes
from commonshelf.stats.themes.near_duplicates import NearDuplicates, near_duplicates
from commonshelf.stats.themes.own_vectors import OwnVectors
from commonshelf.stats.themes.result import SuggestedThemes, Theme
from commonshelf.stats.themes.static_vectors import StaticVectors
from commonshelf.stats.themes.suggesting import suggest_themes

__all__ = [
    "Agreement",
    "Embedder",
    "ExistingThemes",
    "NearDuplicates",
    "OwnVectors",
    "Scale",
    "StaticVectors",
    "SuggestedThemes",
    "Theme",
    "cohen_kappa",
    "krippendorff_alpha",
    "near_duplicates",
    "suggest_existing_themes",
    "suggest_themes",
]
