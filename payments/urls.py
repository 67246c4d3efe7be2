"""Money's addresses."""

from django.urls import path

from payments.views import checkouts, earnings, payout_methods, sandbox, transactions, webhooks, withdrawals

app_name = "payments"

urlpatterns = [
    path("payments/<uuid:public_id>/checkout/", checkouts.start, name="checkout-start"),
    path("payments/<uuid:public_id>/return/", checkouts.come_back, name="checkout-return"),
    path("sandbox/checkouts/<slug:gid>/", sandbox.detail, name="checkout-detail"),
    path("sandbox/checkouts/<slug:gid>/authentication/", sandbox.authentication, name="checkout-authentication"),
    path("webhooks/<slug:gateway>/", webhooks.receive, name="webhook"),
    path("earnings/", earnings.overview, name="earnings"),
    path("transactions/", transactions.transaction_list, name="transaction-list"),
    path("transactions/export/", transactions.export, name="transaction-export"),
    path("payout-methods/", payout_methods.method_list, name="payout-method-list"),
    path("payout-methods/new/", payout_methods.create, name="payout-method-create"),
    path("payout-methods/<uuid:public_id>/removal/", payout_methods.remove, name="payout-method-remove"),
    path("withdrawals/new/", withdrawals.create, name="withdrawal-create"),
    path("withdrawals/<uuid:public_id>/retry/", withdrawals.retry, name="withdrawal-retry"),
    path("withdrawals/<uuid:public_id>/return/", withdrawals.take_back, name="withdrawal-return"),
]
