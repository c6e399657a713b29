"""How far coders agree beyond chance."""

from commonshelf.stats.themes.agreement.alpha import krippendorff_alpha
from commonshelf.stats.themes.agreement.kappa import cohen_kappa
from commonshelf.stats.themes.agreement.result import Agreement, Scale

__all__ = ["Agreement", "Scale", "cohen_kappa", "krippendorff_alpha"]
