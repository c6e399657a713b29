"""The addresses of deciding and replying."""

from __future__ import annotations

from django.urls import path

from commonshelf.path.decisions.views.staff import deciding, replying

app_name = "decisions"
urlpatterns = [
    path("staff/decisions/", deciding.decisions, name="decisions"),
    path("staff/decisions/new/", deciding.record, name="record"),
    path("staff/decisions/answers/", replying.answers, name="answers"),
    path("staff/decisions/<int:pk>/", deciding.decision, name="decision"),
    path("staff/decisions/<int:pk>/correct/", deciding.correct, name="correct"),
    path("staff/decisions/<int:pk>/publish/", deciding.publish, name="publish"),
    path("staff/decisions/<int:pk>/review/", deciding.review, name="review"),
    path("staff/decisions/<int:pk>/reply/", replying.reply, name="reply"),
    path("staff/decisions/<int:pk>/commitments/", deciding.add_commitment, name="add_commitment"),
    path("staff/commitments/<int:pk>/drop/", deciding.drop_commitment, name="drop_commitment"),
    path("staff/commitments/<int:pk>/keep/", deciding.keep_commitment, name="keep_commitment"),
    path("staff/commitments/<int:pk>/milestones/", deciding.add_milestone, name="add_milestone"),
    path("staff/milestones/<int:pk>/reach/", deciding.reach_milestone, name="reach_milestone"),
]
