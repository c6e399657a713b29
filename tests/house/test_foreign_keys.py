"""A row may point back along the path, never ahead: every foreign key of every model, against the layers of .importlinter."""

from __future__ import annotations

from django.apps import apps as django_apps
from django.contrib.auth import get_user_model

from tests.house.tree import SOURCE, agree, apps, layers


def _height(container: str, name: str) -> int:
    """Return how far from the top `name` stands in `container`; a package that no contract names stands nowhere."""
    for height, neighbors in enumerate(layers().get(container, [])):
        if name in neighbors:
            return height
    raise LookupError(f"{container}.{name} is in no layer: name it in .importlinter")


def may_point(owner: str, target: str) -> bool:
    """Say whether a row of app `owner` may hold a key of app `target`: its layer is lower."""
    if owner == target:
        return True
    container, mine, theirs = "commonshelf", owner.split("."), target.split(".")
    while mine[0] == theirs[0]:
        container, mine, theirs = f"{container}.{mine[0]}", mine[1:], theirs[1:]
    return _height(container, mine[0]) < _height(container, theirs[0])


def test_a_row_never_points_ahead():
    ours = {f"commonshelf.{name}": name for name in apps()}
    findings = []
    for model in django_apps.get_models(include_auto_created=True):
        owner = ours.get(model._meta.app_config.name)
        if owner is None:
            continue
        file = SOURCE.joinpath(*owner.split("."), "models.py").relative_to(SOURCE.parents[1])
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and not field.auto_created else None
            name = ours.get(target._meta.app_config.name) if target else None
            if name is None or target is get_user_model():
                continue  # rows of libraries stand below everything; who acts is a user everywhere, in the log too
            if not may_point(owner, name):
                findings.append(
                    f"{file}: {model.__name__}.{field.name} points ahead to {target._meta.label}; "
                    f"let {target.__name__} hold the key, or compose the two in telling"
                )
    agree(findings)


def test_the_path_is_known_in_its_order():
    order = [
        "path.voices.ledger",
        "path.needs",
        "path.decisions",
        "path.programs",
        "path.attendance",
        "path.outcomes",
        "path.ripples.gifts",
    ]
    for place, earlier in enumerate(order):
        assert [may_point(later, earlier) for later in order] == [index >= place for index in range(len(order))]


def test_strangers_may_not_point_at_each_other():
    assert not may_point("path.ripples.gifts", "path.ripples.stories")
    assert not may_point("community.persons", "community.partners")
