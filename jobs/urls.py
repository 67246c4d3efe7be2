"""The client's pages under /hiring/, the creator's under /studio/, and what belongs to a job's public page."""

from django.urls import path

from jobs.views import answers, invitations, jobs, references, states

app_name = "jobs"
urlpatterns = [
    path("hiring/jobs/", jobs.job_mine, name="job-mine"),
    path("hiring/jobs/new/", jobs.job_create, name="job-create"),
    path("hiring/jobs/<slug:slug>/", jobs.job_edit, name="job-edit"),
    path("hiring/jobs/<slug:slug>/publication/", states.publication, name="publication-create"),
    path("hiring/jobs/<slug:slug>/closure/", states.closure, name="closure-create"),
    path("hiring/jobs/<slug:slug>/reopening/", states.reopening, name="reopening-create"),
    path("hiring/jobs/<slug:slug>/renewal/", states.renewal, name="renewal-create"),
    path("hiring/jobs/<slug:slug>/invitations/", invitations.invitation_create, name="invitation-create"),
    path("hiring/invite/<slug:handle>/", invitations.invitation_choose, name="invitation-choose"),
    path("studio/invitations/", answers.invitation_list, name="invitation-list"),
    path("studio/invitations/<uuid:public_id>/answer/", answers.invitation_answer, name="invitation-answer"),
    path("jobs/<slug:slug>/nda/", references.nda_acceptance, name="nda-acceptance"),
    path("jobs/<slug:slug>/files/<uuid:public_id>/", references.file_detail, name="file-detail"),
    path("jobs/<slug:slug>/files/<uuid:public_id>/preview/", references.file_preview, name="file-preview"),
]
