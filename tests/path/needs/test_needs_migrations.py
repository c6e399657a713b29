import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = [("needs", "0001_initial")], [("needs", "0002_theme_told_as")]


@pytest.mark.django_db(transaction=True)
def test_themes_there_were_are_told_by_their_names_and_the_way_back_keeps_them():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        old = MigrationExecutor(connection).migrate(BEFORE).apps.get_model("needs", "Theme")
        old.objects.bulk_create([old(name="Parking", definition="Where to leave a car"), old(name="Saturday hours")])
        new = MigrationExecutor(connection).migrate(AFTER).apps.get_model("needs", "Theme")
        assert list(new.objects.values_list("name", "told_as")) == [
            ("Parking", {"en": "Parking"}),
            ("Saturday hours", {"en": "Saturday hours"}),
        ]
        back = MigrationExecutor(connection).migrate(BEFORE).apps.get_model("needs", "Theme")
        assert list(back.objects.values_list("name", "definition")) == [("Parking", "Where to leave a car"), ("Saturday hours", "")]
        back.objects.all().delete()
    finally:
        MigrationExecutor(connection).migrate(newest)
