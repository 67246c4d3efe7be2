"""The posting page as one thing: its form and its rows, read together, saved by one action."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from creators.rows import forgive, one_more
from jobs.actions.save_job import EDITABLE, JobContent
from jobs.forms import JobForm, QuestionFormSet
from jobs.models import Job
from reelbyte import policy

PREFIX = "questions"


class JobEditor:
    """`data` None: the job as it is. With data: what was typed; `is_valid()`, then `content`."""

    def __init__(
        self, user: User, job: Job, data: QueryDict | None = None, files: MultiValueDict | None = None
    ) -> None:
        self.job = job
        self.form = JobForm(data, files, job=job, owner=user)
        rows = list(job.questions.values("id", "text", "required")) if job.pk and data is None else []
        self.questions: forms.BaseFormSet = QuestionFormSet(data, prefix=PREFIX, initial=rows)

    @classmethod
    def with_row(cls, user: User, job: Job, data: QueryDict, files: MultiValueDict) -> "JobEditor":
        """What was typed so far, with one more question; nothing is scolded, and films sent with it are received."""
        if data.get("add") == PREFIX:
            data = one_more(data, PREFIX, policy.JOB_QUESTIONS_MAXIMUM)
        editor = cls(user, job, data, files)
        if files:
            editor.form.is_valid()
        forgive([editor.form, editor.questions])
        return editor

    def is_valid(self) -> bool:
        """Reads everything, so that every mistake is told at once."""
        return all([self.form.is_valid(), self.questions.is_valid()])

    @property
    def content(self) -> JobContent:
        """What to save, once valid."""
        data = self.form.cleaned_data
        return JobContent(
            fields={name: data[name] for name in EDITABLE},
            skills=data["skills"],
            questions=[row for form in self.questions.forms if (row := form.cleaned_data).get("text")],
            videos=data["video"],
            kept=data["kept"],
            added=data["files"],
        )

    @property
    def may_add(self) -> bool:
        return len(self.questions.forms) < policy.JOB_QUESTIONS_MAXIMUM

    @property
    def lost_files(self) -> bool:
        """Whether files came with a form that is shown again: a browser does not keep them."""
        return bool(self.form.is_bound and self.form.errors and self.form.files.getlist("files"))  # type: ignore[attr-defined]

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """(element id, label, sentence) of everything wrong, for the summary at the top."""
        found: list[tuple[str, str, Any]] = []
        for form in (self.form, *self.questions.forms):
            for name, errors in form.errors.items():
                bound = form[name] if name in form.fields else None
                found += [
                    (bound.id_for_label if bound else "", str(bound.label) if bound else "", str(error))
                    for error in errors
                ]
        return found + [("", "", str(error)) for error in self.questions.non_form_errors()]
