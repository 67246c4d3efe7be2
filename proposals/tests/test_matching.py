"""How well somebody fits: by examples for the sentences, by properties for the order."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from proposals.matching import BidFacts, CreatorFacts, JobFacts, match

TODAY = date(2026, 3, 2)
SKILLS = ["Tabletop", "Macro", "Drone", "Captions", "Grading"]
JOB = JobFacts(SKILLS, "EUR", 80_000, 120_000, TODAY + timedelta(days=30))
GOOD = CreatorFacts(SKILLS[:4], TODAY, 4.8, 12, 9, "EUR", 50_000)

days = st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=90))
jobs = st.builds(
    JobFacts,
    skills=st.sets(st.sampled_from(SKILLS)),
    currency=st.just("EUR"),
    budget_min=st.none() | st.integers(1, 100_000),
    budget_max=st.none() | st.integers(1, 200_000),
    deadline=st.none() | days,
)
creators = st.builds(
    CreatorFacts,
    skills=st.sets(st.sampled_from([*SKILLS, "Other"])),
    free_from=st.none() | days,
    rating_average=st.floats(1, 5),
    rating_count=st.integers(0, 500),
    finished=st.integers(0, 500),
    currency=st.sampled_from(["EUR", "USD"]),
    project_minor=st.none() | st.integers(1, 200_000),
)
bids = st.builds(BidFacts, price=st.integers(1, 500_000), days=st.integers(1, 365))


def score(job, creator, bid=None) -> int:
    return match(job, creator, today=TODAY, bid=bid).score


def test_the_sentences_of_a_good_fit() -> None:
    found = match(JOB, GOOD, today=TODAY, bid=BidFacts(90_000, 10))
    assert found.words == (
        "matches 4 of 5 skills, within the budget, free this week, rated 4.8 by 12 clients, 9 finished contracts"
    )
    assert found.words_to_creator == "matches 4 of 5 skills, within the budget, free this week"
    assert found.score > 85


def test_what_speaks_against_somebody_is_said_too() -> None:
    dear = match(JOB, replace(GOOD, skills=[]), today=TODAY, bid=BidFacts(150_000, 60))
    assert [(reason.text, reason.kind) for reason in dear.reasons[:3]] == [
        ("none of the skills asked for", "bad"),
        ("25 % over the budget", "bad"),
        ("too late for the deadline", "bad"),
    ]
    away = match(JOB, replace(GOOD, free_from=None), today=TODAY)
    assert "away at the moment" in [reason.text for reason in away.reasons]
    later = match(JOB, replace(GOOD, free_from=TODAY + timedelta(days=12)), today=TODAY)
    assert "free from 14 Mar" in [reason.text for reason in later.reasons]


def test_without_a_bid_what_they_start_at_is_asked_and_other_money_is_not() -> None:
    texts = [reason.text for reason in match(JOB, GOOD, today=TODAY).reasons]
    assert "works at this budget" in texts
    assert not any("budget" in reason.text for reason in match(JOB, replace(GOOD, currency="USD"), today=TODAY).reasons)


@given(jobs, creators, st.none() | bids)
def test_a_score_is_between_0_and_100_and_the_same_however_often(job, creator, bid) -> None:
    found = match(job, creator, today=TODAY, bid=bid)
    assert 0 <= found.score <= 100
    assert found == match(job, creator, today=TODAY, bid=bid)
    assert found.reasons


@given(jobs, creators, bids, st.sampled_from(SKILLS), st.integers(1, 100), st.integers(1, 30))
def test_nothing_that_is_better_counts_less(job, creator, bid, skill, less, more) -> None:
    before = score(job, creator, bid)
    assert score(job, replace(creator, skills={*creator.skills, skill}), bid) >= before
    assert score(job, creator, replace(bid, price=max(bid.price - less, 1))) >= before
    assert score(job, creator, replace(bid, days=max(bid.days - more, 1))) >= before
    assert score(job, replace(creator, finished=creator.finished + more), bid) >= before
    rated = replace(creator, rating_count=max(creator.rating_count, 1))
    best = replace(rated, rating_average=5.0)
    assert score(job, best, bid) >= score(job, rated, bid)


@given(jobs, creators, bids)
def test_what_a_job_does_not_ask_for_makes_no_difference(job, creator, bid) -> None:
    open_job = replace(job, skills=(), budget_max=None)
    assert score(open_job, creator, bid) == score(open_job, replace(creator, skills=SKILLS), replace(bid, price=1))
