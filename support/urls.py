"""Help, terms, privacy, questions."""

from django.urls import path

from support.views import pages, terms, tickets

app_name = "support"
urlpatterns = [
    path("help/", pages.page_list, name="page-list"),
    path("help/<slug:slug>/", pages.page_detail, name="page-detail"),
    path("terms/", pages.terms, name="terms"),
    path("terms/acceptance/", terms.terms_acceptance, name="terms-acceptance"),
    path("privacy/", pages.privacy, name="privacy"),
    path("support/", tickets.ticket_create, name="ticket-create"),
    path("support/tickets/", tickets.ticket_list, name="ticket-list"),
    path("support/tickets/<uuid:public_id>/", tickets.ticket_detail, name="ticket-detail"),
    path("support/tickets/<uuid:public_id>/answers/", tickets.answer_create, name="answer-create"),
    path("support/tickets/<uuid:public_id>/solution/", tickets.solution_create, name="solution-create"),
    path("support/files/<uuid:public_id>/", tickets.file_detail, name="file-detail"),
]
