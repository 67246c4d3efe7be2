"""The creator's pages under /studio/, the client's under /hiring/, what both have under /offers/ and /interviews/."""

from django.urls import path

from proposals.views import answers, board, files, interviews, letters, offers, proposals, withdrawals

app_name = "proposals"
urlpatterns = [
    path("jobs/<slug:slug>/proposal/", proposals.proposal_create, name="proposal-create"),
    path("studio/proposals/", proposals.proposal_list, name="proposal-list"),
    path("studio/proposals/<uuid:public_id>/", proposals.proposal_detail, name="proposal-detail"),
    path("studio/proposals/<uuid:public_id>/edit/", proposals.proposal_edit, name="proposal-edit"),
    path(
        "studio/proposals/<uuid:public_id>/withdrawal/",
        withdrawals.withdrawal_create,
        name="proposal-withdrawal-create",
    ),
    path("studio/letters/", letters.template_list, name="template-list"),
    path("studio/letters/new/", letters.template_create, name="template-create"),
    path("studio/letters/<uuid:public_id>/", letters.template_edit, name="template-edit"),
    path("studio/letters/<uuid:public_id>/deletion/", letters.template_delete, name="template-delete"),
    path("hiring/jobs/<slug:slug>/proposals/", board.board, name="board"),
    path("hiring/jobs/<slug:slug>/proposals/side-by-side/", board.comparison, name="comparison"),
    path("hiring/proposals/<uuid:public_id>/", board.review, name="review"),
    path("hiring/proposals/<uuid:public_id>/shortlisting/", answers.shortlisting_create, name="shortlisting-create"),
    path(
        "hiring/proposals/<uuid:public_id>/shortlisting/removal/",
        answers.shortlisting_delete,
        name="shortlisting-delete",
    ),
    path("hiring/proposals/<uuid:public_id>/archiving/", answers.archiving_create, name="archiving-create"),
    path("hiring/proposals/<uuid:public_id>/archiving/removal/", answers.archiving_delete, name="archiving-delete"),
    path("hiring/proposals/<uuid:public_id>/refusal/", answers.refusal_create, name="refusal-create"),
    path("hiring/proposals/<uuid:public_id>/note/", answers.note_update, name="note-update"),
    path("hiring/proposals/<uuid:public_id>/interview/", interviews.interview_create, name="interview-create"),
    path("interviews/<uuid:public_id>/", interviews.interview_detail, name="interview-detail"),
    path(
        "interviews/<uuid:public_id>/acceptance/", interviews.interview_acceptance, name="interview-acceptance-create"
    ),
    path("interviews/<uuid:public_id>/refusal/", interviews.interview_refusal, name="interview-refusal-create"),
    path(
        "interviews/<uuid:public_id>/cancellation/",
        interviews.interview_cancellation,
        name="interview-cancellation-create",
    ),
    path("interviews/<uuid:public_id>/calendar.ics", interviews.interview_calendar, name="interview-calendar"),
    path("offers/", offers.offer_list, name="offer-list"),
    path("offers/new/", offers.offer_create, name="offer-create"),
    path("offers/<uuid:public_id>/", offers.offer_detail, name="offer-detail"),
    path("offers/<uuid:public_id>/counter/", offers.counter_create, name="offer-counter-create"),
    path("offers/<uuid:public_id>/refusal/", offers.offer_refusal_create, name="offer-refusal-create"),
    path("offers/<uuid:public_id>/withdrawal/", offers.offer_withdrawal_create, name="offer-withdrawal-create"),
    path("proposals/files/<uuid:public_id>/", files.file_detail, name="file-detail"),
]
