"""Reads labels of strata and clusters into stages, and holds them to what a draw can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from commonshelf.stats.errors import WrongShapeError
from commonshelf.stats.estimates.arrays import Labels, as_full_labels, check_shape
from commonshelf.stats.estimates.errors import (
    ClusterInTwoStrataError,
    MissingLabelError,
    NotAMeasureError,
    PopulationTooSmallError,
    UnevenPopulationError,
)
from commonshelf.stats.estimates.stages import Stage
from commonshelf.stats.reading import read_numbers

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from commonshelf.stats.estimates.arrays import FloatArray, IntArray


def read_stages(
    people: int, strata: ArrayLike | None, clusters: ArrayLike | None, population: ArrayLike | Mapping[Any, float] | None
) -> tuple[Stage, ...]:
    """Return one Stage for each column of clusters, or one whose units are the people."""
    units = _label_columns(clusters, name="clusters", people=people) or [Labels(np.arange(people), tuple(range(people)))]
    layers = _label_columns(strata, name="strata", people=people)
    if len(layers) > len(units):
        raise WrongShapeError(f"strata has {len(layers)} columns for {len(units)} stages of drawing")
    sizes = _sizes(population, layers, people=people, stages=len(units))
    stages: list[Stage] = []
    for depth, unit in enumerate(units):
        layer = layers[depth] if depth < len(layers) else Labels(np.zeros(people, dtype=np.int64), ("of all",))
        stages.append(_stage(unit, layer, sizes[depth], stages[-1] if stages else None))
    return tuple(stages)


def _stage(unit: Labels, layer: Labels, size: FloatArray, above: Stage | None) -> Stage:
    parent_of_person = np.zeros(len(unit.codes), dtype=np.int64) if above is None else above.unit
    stratum_of_person, first_of_stratum = _pair(parent_of_person, layer)
    unit_of_person, first_of_unit = _pair(parent_of_person, unit)
    stratum = stratum_of_person[first_of_unit]
    _check_nested(stratum[unit_of_person] != stratum_of_person, unit)
    drawn = np.bincount(stratum, minlength=len(first_of_stratum)).astype(np.float64)
    parent = parent_of_person[first_of_stratum]
    names = tuple(str(layer.names[code]) for code in layer.codes[first_of_stratum])
    chance = np.ones(len(drawn))
    if above is not None:
        names = tuple(f"{name} in cluster number {inside} of the stage above" for name, inside in zip(names, parent, strict=True))
        chance = (above.above * above.drawn / above.population)[above.stratum][parent]
    population = size[first_of_stratum]
    _check_population(population, drawn, size != population[stratum_of_person], names, stratum_of_person)
    return Stage(unit_of_person, stratum, parent, drawn, population, chance, names)


def _pair(parent: IntArray, labels: Labels) -> tuple[IntArray, IntArray]:
    """Number the labels anew within each parent; return the number of each person and the first person of each number."""
    _, first, codes = np.unique(parent * len(labels.names) + labels.codes, return_index=True, return_inverse=True)
    return codes, first


def _label_columns(labels: ArrayLike | None, *, name: str, people: int) -> list[Labels]:
    if labels is None:
        return []
    array = labels if isinstance(labels, np.ndarray) else np.asarray(labels, dtype=object)
    if array.ndim == 1:
        return [as_full_labels(array, name=name, people=people)]
    if array.ndim != 2:
        raise WrongShapeError(f"{name} has {array.ndim} dimensions; one label for each person, or one for each person and stage")
    return [as_full_labels(column, name=f"{name}, stage {stage},", people=people) for stage, column in enumerate(array.T, start=1)]


def _sizes(population: ArrayLike | Mapping[Any, float] | None, layers: list[Labels], *, people: int, stages: int) -> list[FloatArray]:
    unknown = np.full(people, np.inf)
    if population is None:
        return [unknown] * stages
    if isinstance(population, Mapping):
        return [_sizes_of_strata(population, layers), *[unknown] * (stages - 1)]
    array = read_numbers(population, NotAMeasureError, "population must be numbers")
    if array.ndim == 0:
        array = np.full(people, array)
    columns = [array] if array.ndim == 1 else list(array.T)
    if array.ndim > 2 or len(columns) > stages:
        raise WrongShapeError(f"population has shape {array.shape} for {people} people and {stages} stages of drawing")
    for column in columns:
        check_shape(column.shape, name="population", people=people)
        if np.isnan(column).any():
            raise MissingLabelError(f"population at position {int(np.argmax(np.isnan(column)))} is missing")
    return [*columns, *[unknown] * (stages - len(columns))]


def _sizes_of_strata(population: Mapping[Any, float], layers: list[Labels]) -> FloatArray:
    if not layers:
        raise WrongShapeError("population names strata, but no strata were given")
    absent = [name for name in layers[0].names if not population.get(name, np.nan) >= 0]
    if absent:
        raise MissingLabelError(f"population says nothing of the stratum {absent[0]}")
    sizes = np.array([population[name] for name in layers[0].names], dtype=np.float64)
    return sizes[layers[0].codes]


def _check_nested(strays: Any, unit: Labels) -> None:
    if strays.any():
        raise ClusterInTwoStrataError(f"the cluster {unit.names[unit.codes[int(np.argmax(strays))]]} has people in more than one stratum")


def _check_population(population: FloatArray, drawn: FloatArray, uneven: Any, names: tuple[str, ...], stratum: IntArray) -> None:
    if uneven.any():
        first = int(np.argmax(uneven))
        raise UnevenPopulationError(
            f"the person at position {first} has another population than the rest of the stratum {names[stratum[first]]}"
        )
    small = population < drawn
    if small.any():
        first = int(np.argmax(small))
        raise PopulationTooSmallError(
            f"the stratum {names[first]} was said to hold {population[first]:g}, but {drawn[first]:g} were drawn from it"
        )
