"""The addresses of surveys."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.voices.surveys.views import public, staff
from commonshelf.path.voices.surveys.views.public import once, receipts, results as public_results
from commonshelf.path.voices.surveys.views.public.kiosk import kiosk
from commonshelf.path.voices.surveys.views.public.thanks import thanks
from commonshelf.path.voices.surveys.views.staff import (
    bank,
    building,
    drafting,
    exporting,
    files,
    inviting,
    mapping,
    previewing,
    quotas,
    results,
    translating,
    versions,
    waves,
)
from commonshelf.path.voices.surveys.views.staff.entering import enter
from commonshelf.path.voices.surveys.views.staff.specimens import add_to_styleguide

add_to_styleguide()
app_name = "surveys"
urlpatterns = [
    path("surveys/", public.open_surveys, name="open_surveys"),
    path("survey-thanks/", thanks, name="thanks"),
    path("my-response/", receipts.my_response, name="my_response"),
    path("my-response/correct/", receipts.correct, name="correct"),
    path("my-response/take-back/", receipts.withdraw, name="withdraw"),
    path("kiosk/<uuid:key>/", kiosk, name="kiosk"),
    path("staff/surveys/<int:pk>/enter/", enter, name="enter"),
    path("survey-go-on/", public.go_on, name="go_on"),
    path("surveys/<slug:slug>/", public.answer, name="answer"),
    path("surveys/<slug:slug>/results/", public_results.public_results, name="public_results"),
    path("surveys/<slug:slug>/left/", public.left, name="left"),
    path("invited/<str:code>/", once.invited, name="invited"),
    path("survey-code/", once.invitation_code, name="invitation_code"),
    path("staff/surveys/<int:pk>/files/", files.files, name="files"),
    path("staff/surveys/<int:pk>/files/<uuid:key>/", files.file, name="file"),
    path("staff/surveys/", staff.surveys, name="surveys"),
    path("staff/surveys/new/", drafting.draft_survey, name="draft_survey"),
    path("staff/surveys/<int:pk>/settings/", drafting.settings, name="settings"),
    path("staff/surveys/<int:pk>/open/", drafting.open_survey, name="open_survey"),
    path("staff/surveys/<int:pk>/questions/", building.build, name="build"),
    path("staff/surveys/<int:pk>/questions/add/", building.add_item, name="add_item"),
    path("staff/surveys/<int:pk>/questions/edit/", building.edit_item, name="edit_item"),
    path("staff/surveys/<int:pk>/questions/move/", building.move, name="move"),
    path("staff/surveys/<int:pk>/questions/arrange/", building.arrange, name="arrange"),
    path("staff/surveys/<int:pk>/questions/ready/", bank.bank, name="bank"),
    path("staff/surveys/<int:pk>/preview/", previewing.preview, name="preview"),
    path("staff/surveys/<int:pk>/try/", previewing.try_out, name="try_out"),
    path("staff/surveys/<int:pk>/words/", translating.translate, name="translate"),
    path("staff/surveys/<int:pk>/versions/", versions.versions, name="versions"),
    path("staff/surveys/<int:pk>/form.xlsx", bank.xlsform, name="xlsform"),
    path("staff/surveys/<int:pk>/bring-form/", bank.bring_form, name="bring_form"),
    path("staff/surveys/<int:pk>/", staff.survey, name="survey"),
    path("staff/surveys/<int:pk>/close/", staff.close, name="close"),
    path("staff/surveys/<int:pk>/invitations/", inviting.invitations, name="invitations"),
    path("staff/surveys/<int:pk>/invitations/letter/", inviting.invite_by_letter, name="invite_by_letter"),
    path("staff/surveys/<int:pk>/invitations/agreed/", inviting.invite_agreed, name="invite_agreed"),
    path("staff/surveys/<int:pk>/invitations/codes/", inviting.invite_by_code, name="invite_by_code"),
    path("staff/surveys/<int:pk>/invitations/slips/", inviting.code_sheet, name="code_sheet"),
    path("staff/surveys/<int:pk>/invitations/remind/", inviting.remind, name="remind"),
    path("staff/surveys/<int:pk>/invitations/by-itself/", inviting.remind_by_itself, name="remind_by_itself"),
    path("staff/surveys/<int:pk>/quotas/", quotas.quotas, name="quotas"),
    path("staff/surveys/<int:pk>/quotas/new/", quotas.add_quota, name="add_quota"),
    path("staff/surveys/<int:pk>/quotas/<int:quota>/", quotas.change_quota, name="change_quota"),
    path("staff/surveys/<int:pk>/quotas/<int:quota>/remove/", quotas.remove_quota, name="remove_quota"),
    path("staff/surveys/<int:pk>/results/", results.results, name="results"),
    path("staff/surveys/<int:pk>/open-answers/", results.open_answers, name="open_answers"),
    path("staff/surveys/columns/", mapping.map_file, name="map_file"),
    path("staff/surveys/columns/<uuid:key>/", mapping.map_columns, name="map_columns"),
    path("staff/surveys/<int:pk>/export/", exporting.export, name="export"),
    path("staff/surveys/<int:pk>/export/<uuid:key>/", exporting.export_job, name="export_job"),
    path("staff/surveys/<int:pk>/codebook/", exporting.codebook, name="codebook"),
    path("staff/surveys/<int:pk>/waves/", waves.waves, name="waves"),
    path("staff/surveys/<int:pk>/waves/new/", waves.open_wave, name="open_wave"),
    path("staff/surveys/<int:pk>/waves/days/", waves.change_window, name="change_window"),
]
