"""The finance desk: every row of money readable, none editable. Money moves only through the actions below."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

import payments.mirror_admin  # noqa: F401
from payments import models
from payments.actions.retry_operation import retry_operation
from payments.actions.return_withdrawal import return_withdrawal
from payments.actions.send_back import resolve_quarantine
from reelbyte import clock
from reelbyte.admin import ReadOnlyAdmin, ReadOnlyInline
from reelbyte.deciding import DecidingAdmin, Decision
from reelbyte.errors import DomainError
from reelbyte.money import Money


class ReasonForm(ActionForm):
    """Why: kept in the audit trail with what was done."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)


class MoneyAdmin(ReadOnlyAdmin):
    """A read-only desk whose actions say what came of them."""

    list_per_page = 50
    show_full_result_count = False

    def each(self, request: HttpRequest, queryset: QuerySet[Any], action: Callable[..., object]) -> None:
        """Do `action` to every chosen row, with the reason given; refusals are told and change nothing."""
        reason = request.POST.get("reason", "").strip()
        if not reason:
            self.message_user(request, _("Say why: the reason is kept."), messages.ERROR)
            return
        done = 0
        for row in queryset:
            try:
                action(row.pk, actor=request.user, reason=reason)
                done += 1
            except DomainError as refusal:
                self.message_user(request, f"{row}: {refusal}", messages.WARNING)
        self.message_user(request, ngettext("%d done.", "%d done.", done) % done, messages.SUCCESS)


class EntryInline(ReadOnlyInline):
    model = models.Entry
    fields = ("account", "money", "after", "account_version")
    readonly_fields = ("account", "money", "after", "account_version")

    @admin.display(description=_("amount"))
    def money(self, entry: models.Entry) -> Money:
        return entry.money

    @admin.display(description=_("balance after"))
    def after(self, entry: models.Entry) -> Money:
        return Money(entry.balance_after, entry.currency)


class EventInline(ReadOnlyInline):
    model = models.MoneyEvent
    fields = readonly_fields = ("at", "from_status", "to_status", "actor", "note")
    ordering = ("id",)
    show_change_link = False


@admin.register(models.Account)
class AccountAdmin(MoneyAdmin):
    list_display = ("kind", "ref", "currency", "money", "version", "allow_negative")
    list_filter = ("kind", "currency")
    search_fields = ("ref",)
    ordering = ("kind", "ref")

    @admin.display(description=_("balance"), ordering="balance")
    def money(self, account: models.Account) -> Money:
        return account.money


@admin.register(models.Txn)
class TxnAdmin(MoneyAdmin):
    list_display = ("created_at", "kind", "subject", "idempotency_key", "reverses")
    list_filter = ("kind", "created_at")
    list_select_related = ("reverses",)
    search_fields = ("subject", "idempotency_key")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    inlines = (EntryInline,)


@admin.register(models.Entry)
class EntryAdmin(MoneyAdmin):
    list_display = ("txn", "account", "money", "after", "account_version")
    list_filter = ("account__kind", "currency")
    list_select_related = ("txn", "account")
    search_fields = ("account__ref", "txn__subject", "txn__idempotency_key")
    ordering = ("-id",)

    money = EntryInline.money
    after = EntryInline.after


class WhyForm(forms.Form):
    """Money moves for a reason, or not at all."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the audit trail."),
    )


def _return(staff: Any, row: models.Operation, data: Mapping[str, Any]) -> models.Operation:
    """Taking back is a right of its own, beside that of trying again."""
    if not staff.has_perm("payments.return_operation"):
        raise PermissionDenied
    return return_withdrawal(row.pk, actor=staff, **data)


def _waited(row: models.PaymentIntent | models.Operation, status: str) -> str:
    return timesince(row.updated_at, clock.now()) if row.status == status else ""


@admin.register(models.PaymentIntent)
class PaymentIntentAdmin(DecidingAdmin, MoneyAdmin):
    """Filter by "in quarantine": the queue of payments that came otherwise than agreed, oldest first below."""

    right = "payments.resolve_paymentintent"
    decisions = {
        "sending-back": Decision(
            _("Send it back"),
            lambda staff, row, data: resolve_quarantine(row.pk, actor=staff, **data),
            WhyForm,
            lambda row: row.status == models.PaymentIntent.Status.QUARANTINED,
        ),
    }
    list_display = ("created_at", "status", "waiting", "agreed", "came", "payer", "payee", "failure", "escrow_ref")
    list_filter = ("status", "currency", "gateway", "created_at")
    list_select_related = ("payer", "payee")
    search_fields = (
        "public_id",
        "paid_with__public_id",
        "escrow_ref",
        "gateway_id",
        "paid_with__gateway_id",
        "payer__email",
        "payee__email",
        "description",
    )
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    inlines = (EventInline,)
    actions = ("send_back",)
    action_form = ReasonForm

    @admin.display(description=_("waiting"), ordering="updated_at")
    def waiting(self, intent: models.PaymentIntent) -> str:
        return _waited(intent, models.PaymentIntent.Status.QUARANTINED)

    @admin.display(description=_("agreed"), ordering="amount_minor")
    def agreed(self, intent: models.PaymentIntent) -> Money:
        return intent.amount

    @admin.display(description=_("came"), ordering="paid_minor")
    def came(self, intent: models.PaymentIntent) -> Money | None:
        return intent.paid

    def has_resolve_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("payments.resolve_paymentintent")

    @admin.action(description=_("Send a quarantined payment back"), permissions=["resolve"])
    def send_back(self, request: HttpRequest, queryset: QuerySet[models.PaymentIntent]) -> None:
        self.each(request, queryset, resolve_quarantine)


@admin.register(models.Operation)
class OperationAdmin(DecidingAdmin, MoneyAdmin):
    """Filter by "failed": what waits for somebody here."""

    right = "payments.retry_operation"
    decisions = {
        "retry": Decision(
            _("Try again"),
            lambda staff, row, data: retry_operation(row.pk, actor=staff, **data),
            WhyForm,
            lambda row: row.status == models.Operation.Status.FAILED,
        ),
        "return": Decision(
            _("Take it back into the balance"),
            _return,
            WhyForm,
            lambda row: row.status == models.Operation.Status.FAILED and row.kind == models.Operation.Kind.PAYOUT,
        ),
    }
    list_display = (
        "created_at",
        "kind",
        "status",
        "waiting",
        "gross",
        "fees",
        "user",
        "attempt",
        "failure",
        "escrow_ref",
    )
    list_filter = ("status", "kind", "currency", "gateway", "created_at")
    list_select_related = ("user",)
    search_fields = ("public_id", "key", "escrow_ref", "gateway_id", "user__email", "subject", "failure_code")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    inlines = (EventInline,)
    actions = ("retry", "take_back")
    action_form = ReasonForm

    @admin.display(description=_("waiting"), ordering="updated_at")
    def waiting(self, operation: models.Operation) -> str:
        return _waited(operation, models.Operation.Status.FAILED)

    @admin.display(description=_("amount"), ordering="amount_minor")
    def gross(self, operation: models.Operation) -> Money:
        return operation.amount

    @admin.display(description=_("fee"), ordering="fee_minor")
    def fees(self, operation: models.Operation) -> Money:
        return operation.fee

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("payments.retry_operation")

    def has_return_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("payments.return_operation")

    @admin.action(description=_("Try a failed operation again"), permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: QuerySet[models.Operation]) -> None:
        self.each(request, queryset, retry_operation)

    @admin.action(description=_("Take a failed withdrawal back into the balance"), permissions=["return"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[models.Operation]) -> None:
        self.each(request, queryset, return_withdrawal)


@admin.register(models.Earning)
class EarningAdmin(MoneyAdmin):
    list_display = ("created_at", "user", "net", "fees", "left", "status", "available_at")
    list_filter = ("status", "currency", "available_at")
    list_select_related = ("user",)
    search_fields = ("user__email", "operation__escrow_ref")
    ordering = ("-id",)

    @admin.display(description=_("net"), ordering="net_minor")
    def net(self, earning: models.Earning) -> Money:
        return Money(earning.net_minor, earning.currency)

    @admin.display(description=_("fee"), ordering="fee_minor")
    def fees(self, earning: models.Earning) -> Money:
        return Money(earning.fee_minor, earning.currency)

    @admin.display(description=_("left"))
    def left(self, earning: models.Earning) -> Money:
        return earning.left


@admin.register(models.Movement)
class MovementAdmin(MoneyAdmin):
    list_display = ("at", "user", "kind", "money", "fees", "counterpart", "text")
    list_filter = ("kind", "currency", "at")
    list_select_related = ("user", "counterpart")
    search_fields = ("user__email", "counterpart__email", "text", "escrow_ref", "public_id")
    date_hierarchy = "at"
    ordering = ("-id",)

    @admin.display(description=_("amount"), ordering="amount_minor")
    def money(self, movement: models.Movement) -> Money:
        return movement.amount

    @admin.display(description=_("fee"), ordering="fee_minor")
    def fees(self, movement: models.Movement) -> Money:
        return movement.fee


@admin.register(models.PayoutMethod)
class PayoutMethodAdmin(MoneyAdmin):
    list_display = ("created_at", "user", "__str__", "holder", "gateway", "status", "usable_from")
    list_filter = ("status", "currency", "gateway")
    list_select_related = ("user",)
    search_fields = ("user__email", "holder", "last4", "public_id")
    exclude = ("token",)
    ordering = ("-id",)


@admin.register(models.MoneyEvent)
class MoneyEventAdmin(MoneyAdmin):
    list_display = ("at", "intent", "operation", "from_status", "to_status", "actor", "note")
    list_filter = ("to_status", "at")
    list_select_related = ("intent", "operation", "actor")
    search_fields = ("intent__public_id", "operation__public_id", "note")
    ordering = ("-id",)


@admin.register(models.GatewayEvent)
class GatewayEventAdmin(MoneyAdmin):
    list_display = ("received_at", "gateway", "kind", "object_id", "reference", "applied_at")
    list_filter = ("gateway", "kind", "received_at")
    search_fields = ("event_id", "object_id", "reference")
    ordering = ("-id",)


@admin.register(models.SandboxObject)
class SandboxObjectAdmin(MoneyAdmin):
    list_display = ("created_at", "gid", "kind", "status", "money", "account", "reference", "code")
    list_filter = ("kind", "status", "currency")
    search_fields = ("gid", "reference", "account")
    ordering = ("-id",)

    @admin.display(description=_("amount"), ordering="amount_minor")
    def money(self, found: models.SandboxObject) -> Money:
        return found.amount


@admin.register(models.SandboxKey)
class SandboxKeyAdmin(MoneyAdmin):
    list_display = ("key", "made", "expires_at")
    list_select_related = ("made",)
    search_fields = ("key",)
    ordering = ("-id",)


@admin.register(models.SandboxBankAccount)
class SandboxBankAccountAdmin(MoneyAdmin):
    list_display = ("created_at", "token", "account", "holder", "currency")
    list_filter = ("currency",)
    search_fields = ("token", "account", "holder")
    ordering = ("-id",)
