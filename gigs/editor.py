"""The edit page as one thing: all its forms, read together, saved by one action."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from creators.fields import AmountField, minor_of
from creators.rows import forgive, one_more
from gigs.actions.save import GigContent
from gigs.forms import ExtraFormSet, FAQFormSet, GigForm, PackageForm, QuestionFormSet
from gigs.models import Gig, Package
from videos.models import Video

FORMSETS = {"extras": ExtraFormSet, "faqs": FAQFormSet, "questions": QuestionFormSet}


class GigEditor:
    """`data` None: the gig as it is. With data: what was typed; `is_valid()`, then `content`."""

    def __init__(
        self, user: User, gig: Gig, data: QueryDict | None = None, files: MultiValueDict | None = None
    ) -> None:
        self.user, self.gig = user, gig
        films = [sample.video for sample in gig.samples.all()] if gig.pk else []
        self.form = GigForm(data, files, instance=gig, owner=user, initial={"video": films})
        packages = {package.tier: package for package in gig.packages.all()} if gig.pk else {}
        self.packages = [PackageForm(data, tier=tier, instance=packages.get(tier)) for tier in Package.Tier.values]
        self.formsets: dict[str, forms.BaseFormSet] = {
            name: kind(data, prefix=name, initial=self._initial(name) if data is None else None)
            for name, kind in FORMSETS.items()
        }

    @classmethod
    def with_row(cls, user: User, gig: Gig, data: QueryDict, files: MultiValueDict) -> "GigEditor":
        """What was typed so far, with one more row in the formset that `add` names; nothing is scolded.

        Films sent with it are received, so that nobody sends them twice.
        """
        name = data.get("add", "")
        if name in FORMSETS:
            data = one_more(data, name, FORMSETS[name].max_num)
        editor = cls(user, gig, data, files)
        if files:
            editor.form.is_valid()
        forgive([editor.form, *editor.packages, *editor.formsets.values()])
        return editor

    def is_valid(self) -> bool:
        """Reads everything, so that every mistake is told at once."""
        whole = all([self.form.is_valid(), *(form.is_valid() for form in self.packages),
                     *(formset.is_valid() for formset in self.formsets.values())])  # fmt: skip
        currency = self.form.cleaned_data.get("currency") or self.gig.currency
        self._prices = {form.tier: form.price_in(currency) for form in self.packages if form.is_offered}
        self._extra_prices = [minor_of(form, "price", currency) for form in self.formsets["extras"].forms]
        forms_with_prices = [*self.packages, *self.formsets["extras"].forms]
        return whole and not any(form.errors for form in forms_with_prices)

    @property
    def content(self) -> GigContent:
        """What to save, once valid."""
        fields = {name: self.form.cleaned_data[name] for name in GigForm.Meta.fields}
        packages = [form.row(minor) for form in self.packages if (minor := self._prices.get(form.tier)) is not None]
        extras = [
            {
                "id": form.cleaned_data["id"],
                "title": form.cleaned_data["title"],
                "price_minor": minor,
                "days_delta": form.cleaned_data["days_delta"] or 0,
            }
            for form, minor in zip(self.formsets["extras"].forms, self._extra_prices, strict=True)
            if form.cleaned_data.get("title") and minor is not None
        ]
        faqs = [row for form in self.formsets["faqs"].forms if (row := form.cleaned_data).get("question")]
        questions = [row for form in self.formsets["questions"].forms if (row := form.cleaned_data).get("text")]
        return GigContent(fields, packages, extras, faqs, questions, self.form.cleaned_data["video"])

    @property
    def library(self) -> list[Video]:
        """The owner's sample films that are not chosen yet, newest first."""
        videos = Video.objects.filter(owner=self.user, purpose=Video.Purpose.SAMPLE).with_renditions()
        usable = videos.filter(status__in=Video.USABLE)
        chosen = self.form["video"].value() or []
        ids = chosen[0] if isinstance(chosen, tuple) else [video.public_id for video in chosen]
        return [video for video in usable.order_by("-id")[:12] if str(video.public_id) not in map(str, ids)]

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """(element id, label, sentence) of everything wrong, for the summary at the top."""
        found = []
        rows = [row for formset in self.formsets.values() for row in formset.forms]
        for form in (self.form, *self.packages, *rows):
            prefix = f"{form.label}: " if isinstance(form, PackageForm) else ""
            for name, errors in form.errors.items():
                bound = form[name] if name in form.fields else None
                label = f"{prefix}{bound.label}" if bound else ""
                found += [(bound.id_for_label if bound else "", label, str(error)) for error in errors]
        for formset in self.formsets.values():
            found += [("", "", str(error)) for error in formset.non_form_errors()]
        return found

    def _initial(self, name: str) -> list[dict[str, Any]]:
        if not self.gig.pk:
            return []
        if name == "extras":
            return [
                {"id": row.pk, "title": row.title, "price": AmountField.typed(row.price), "days_delta": row.days_delta}
                for row in self.gig.extras.select_related("gig")
            ]
        if name == "faqs":
            return [dict(row) for row in self.gig.faqs.values("id", "question", "answer")]
        return [dict(row) for row in self.gig.brief_questions.values("id", "text", "kind", "required")]
