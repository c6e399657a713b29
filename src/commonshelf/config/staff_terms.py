"""The refusals of the `commonshelf` command. Only those who run an installation read them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

PORT_TAKEN = ErrorCode(
    "command.port_taken",
    _("Another program already answers on %(host)s:%(port)s."),
    _("Stop it, or choose another port: commonshelf serve --port 8001."),
)
DATABASE_AWAY = ErrorCode(
    "command.database_away",
    _("The database cannot be reached: %(detail)s"),
    _("Check that it runs and that DATABASE_URL (or the disk of COMMONSHELF_HOME) is right."),
)
DATABASE_NOT_READY = ErrorCode(
    "command.database_not_ready",
    _("The database lacks %(count)s of its migrations."),
    _("Run commonshelf init first. It brings the database up to date and keeps what is in it."),
)
NOT_ON_POSTGRES = ErrorCode(
    "command.not_on_postgres",
    _("This copies the embedded database only, and DATABASE_URL names a PostgreSQL server."),
    _("Use pg_dump and pg_restore for the database, and copy the folder %(files)s beside it."),
)
NO_DATABASE = ErrorCode(
    "command.no_database", _("There is no database in %(home)s."), _("Check COMMONSHELF_HOME, or run commonshelf init.")
)
HOME_IN_USE = ErrorCode(
    "command.home_in_use", _("A server or a worker is using %(home)s."), _("Stop it first; then run this command once more.")
)
HOME_NOT_EMPTY = ErrorCode(
    "command.home_not_empty",
    _("%(home)s already holds a database."),
    _("Choose another COMMONSHELF_HOME, or add --replace: what is there now is then set aside, not deleted."),
)
FILE_EXISTS = ErrorCode("command.file_exists", _("%(path)s is already there."), _("Choose another name for the backup."))
BACKUP_UNREADABLE = ErrorCode(
    "command.backup_unreadable",
    _("%(path)s is not a backup of Commonshelf, or it is damaged: %(detail)s."),
    _("Take another copy of it. Nothing was changed."),
)
NO_ADMINISTRATOR = ErrorCode(
    "command.no_administrator",
    _("No sign-in may do this from the command line: %(who)s."),
    _("Name an administrator or outreach librarian with --by EMAIL."),
)
TOWN_NOT_ALONE = ErrorCode(
    "command.town_not_alone",
    _("This database already holds a library's own records; the sample town is not mixed with them."),
    _("Give the sample town a home of its own: COMMONSHELF_HOME=./sample-town commonshelf demo run."),
)
SURVEY_UNKNOWN = ErrorCode(
    "command.survey_unknown",
    _("There is no survey “%(slug)s”."),
    _("Write the last part of its address, as it stands after /surveys/."),
    status=404,
)
FOLDER_MISSING = ErrorCode(
    "command.folder_missing", _("There is no folder “%(folder)s”."), _("Make it first, or choose another."), status=404
)
