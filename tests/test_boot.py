from django.core.management import call_command


def test_house_has_no_missing_migrations(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
