"""What people may say about money: parse and validate."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from payments.gateways.sandbox_cards import CARDS
from payments.models import PayoutMethod
from reelbyte import policy
from reelbyte.money import Money


class CardForm(forms.Form):
    """The sandbox's checkout: which test card."""

    card = forms.ChoiceField(
        label=_("Test card"),
        choices=[(card.number, card.grouped) for card in CARDS],
        initial=CARDS[0].number,
        widget=forms.RadioSelect,
    )


class PayoutMethodForm(forms.Form):
    """A bank account. The number goes to the gateway and is not kept."""

    holder = forms.CharField(label=_("Account holder"), max_length=100)
    number = forms.CharField(
        label=_("Account number"),
        max_length=40,
        help_text=_("The sandbox takes 000123456789, which is paid, and 000111111116, which refuses every payout."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in policy.CURRENCIES])


class WithdrawalForm(forms.Form):
    """How much, to where. `key` names this one wish, so that a double click is one withdrawal."""

    method = forms.ModelChoiceField(label=_("To"), queryset=PayoutMethod.objects.none(), to_field_name="public_id")
    amount = forms.CharField(label=_("Amount"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, methods: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["method"]).queryset = methods
        self.initial.setdefault("key", uuid4())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        method, amount = data.get("method"), data.get("amount")
        if method is not None and amount is not None:
            try:
                data["money"] = Money.parse(amount, method.currency)
            except ValueError as error:
                self.add_error("amount", str(error))
        return data
