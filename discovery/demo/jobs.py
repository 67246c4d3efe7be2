"""The demo's jobs: what clients look for, who they invited, and what those said. Through the product's own actions."""

from datetime import datetime, timedelta

from accounts.models import User
from creators.models import Category, Skill
from discovery.demo.catalogue import JOBS
from discovery.demo.texts import JobText
from jobs.actions.answer_invitation import answer_invitation
from jobs.actions.close import close
from jobs.actions.invite import invite
from jobs.actions.publish import publish
from jobs.actions.save_job import JobContent, save_job
from jobs.actions.touch import touch
from jobs.models import Job
from reelbyte import clock
from reelbyte.money import Money


def post(today: datetime, people: dict[str, User]) -> list[Job]:
    """Every job of the catalogue, dated back."""
    return [_post(text, today, people) for text in JOBS]


def _post(text: JobText, today: datetime, people: dict[str, User]) -> Job:
    from discovery.demo.load import film
    from videos.models import Video

    client = people[text.client]
    with clock.at(today - timedelta(days=text.days_ago, hours=3)):
        videos = [film(client, Video.Purpose.JOB, text.film, "The feeling we are after")] if text.film else []
        job = save_job(client, None, _content(text, today, videos))
        if text.state == "draft":
            return job
        job = publish(job, actor=client)
    for number, (email, answer, message) in enumerate(text.invited):
        with clock.at(today - timedelta(days=text.days_ago, hours=-1 - number)):
            invitation = invite(job, people[email], message=message)
        if answer:
            with clock.at(today - timedelta(days=text.days_ago, hours=-6 - number)):
                reason = "" if answer == "accept" else "Booked until the end of next month, sorry."
                answer_invitation(invitation, accept=answer == "accept", actor=people[email], reason=reason)
    if text.state == "closed":
        with clock.at(today - timedelta(days=1)):
            return close(job, actor=client)
    # Looked after on the day of the load, so that the board is full for a month.
    with clock.at(today):
        return touch(job)


def _content(text: JobText, today: datetime, videos: list) -> JobContent:
    skills = list(Skill.objects.filter(name__in=text.skills))
    if len(skills) != len(text.skills):
        raise LookupError(f"unknown skills of {text.title}: {set(text.skills) - {skill.name for skill in skills}}")
    least, most = (Money.of(units, text.currency).minor for units in text.budget)
    fields = {
        "title": text.title,
        "category": Category.objects.get(slug=text.category),
        "description": text.description,
        "deliverables": list(text.deliverables),
        "currency": text.currency,
        "budget_min_minor": least,
        "budget_max_minor": most,
        "start": None,
        "deadline": (today + timedelta(days=text.due)).date() if text.due else None,
        "visibility": text.visibility,
        "nda_required": bool(text.nda),
        "nda_text": text.nda,
    }
    questions = [{"text": words, "required": required} for words, required in text.questions]
    return JobContent(fields, skills=skills, questions=questions, videos=videos)
