"""Orders, contracts and what is done with them: one resource, one view."""

from django.urls import path

from contracts import views

app_name = "contracts"

urlpatterns = [
    path("orders/", views.order_create, name="order-create"),
    path("offers/<uuid:public_id>/acceptance/", views.offer_acceptance_create, name="offer-acceptance-create"),
    path("contracts/", views.contract_list, name="contract-list"),
    path("contracts/<uuid:public_id>/", views.contract_detail, name="contract-detail"),
    path("contracts/<uuid:public_id>/brief/", views.brief_update, name="brief-update"),
    path("contracts/<uuid:public_id>/milestones/", views.milestone_create, name="milestone-create"),
    path("contracts/<uuid:public_id>/funding/", views.funding_of_several, name="funding-of-several"),
    path("contracts/<uuid:public_id>/tips/", views.tip_create, name="tip-create"),
    path("contracts/<uuid:public_id>/repeat/", views.repeat_create, name="repeat-create"),
    path("milestones/<uuid:public_id>/edit/", views.milestone_edit, name="milestone-edit"),
    path("milestones/<uuid:public_id>/agreement/", views.agreement_create, name="agreement-create"),
    path("milestones/<uuid:public_id>/changes/", views.change_create, name="change-create"),
    path("milestones/<uuid:public_id>/extensions/", views.extension_create, name="extension-create"),
    path("changes/<uuid:public_id>/acceptance/", views.change_accept, name="change-accept"),
    path("changes/<uuid:public_id>/refusal/", views.change_decline, name="change-decline"),
    path("changes/<uuid:public_id>/withdrawal/", views.change_withdraw, name="change-withdraw"),
    path("milestones/<uuid:public_id>/funding/", views.funding_create, name="funding-create"),
    path("milestones/<uuid:public_id>/deliveries/", views.delivery_create, name="delivery-create"),
    path("milestones/<uuid:public_id>/acceptance/", views.acceptance_create, name="acceptance-create"),
    path("milestones/<uuid:public_id>/revisions/", views.revision_create, name="revision-create"),
    path("milestones/<uuid:public_id>/cancellation/", views.cancellation_create, name="cancellation-create"),
    path("cancellations/<uuid:public_id>/acceptance/", views.cancellation_accept, name="cancellation-accept"),
    path("cancellations/<uuid:public_id>/refusal/", views.cancellation_decline, name="cancellation-decline"),
    path("cancellations/<uuid:public_id>/withdrawal/", views.cancellation_withdraw, name="cancellation-withdraw"),
    path("milestones/<uuid:public_id>/disputes/", views.dispute_create, name="dispute-create"),
    path("disputes/<uuid:public_id>/", views.dispute_detail, name="dispute-detail"),
    path("disputes/<uuid:public_id>/statements/", views.statement_create, name="statement-create"),
    path("disputes/<uuid:public_id>/offers/", views.split_create, name="split-create"),
    path("disputes/<uuid:public_id>/withdrawal/", views.dispute_withdraw, name="dispute-withdraw"),
    path("disputes/offers/<uuid:public_id>/acceptance/", views.split_accept, name="split-accept"),
    path("disputes/offers/<uuid:public_id>/refusal/", views.split_decline, name="split-decline"),
    path("disputes/files/<uuid:public_id>/", views.dispute_file, name="dispute-file"),
    path("deliveries/videos/<uuid:public_id>/original/", views.original_download, name="original-download"),
    path("deliveries/files/<uuid:public_id>/", views.file_download, name="file-download"),
]
