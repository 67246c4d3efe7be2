"""How much of what offers a way around ReelByte is seen, and how little else."""

import time
from pathlib import Path

import pytest

from messaging.contact import Kind, find, normalised

CORPUS = Path(__file__).with_name("contact_corpus.tsv")
PRECISION, RECALL = 0.98, 0.92
SLOWEST = 1.0  # seconds for the longest message there may be, on a busy machine


def corpus() -> list[tuple[set[str], str]]:
    """Labelled lines: the kinds each offers, none for most of what people write."""
    rows = [line.split("\t", 1) for line in CORPUS.read_text().splitlines() if not line.startswith("#")]
    return [(set() if label == "-" else set(label.split(",")), text) for label, text in rows]


def test_precision_and_recall_on_the_corpus() -> None:
    lines = corpus()
    assert len(lines) >= 250
    assert len({text for _kinds, text in lines}) == len(lines)
    assert all(kinds <= set(Kind) for kinds, _text in lines)
    right = [text for kinds, text in lines if kinds and find(text)]
    missed = [text for kinds, text in lines if kinds and not find(text)]
    wrong = [text for kinds, text in lines if not kinds and find(text)]
    precision = len(right) / (len(right) + len(wrong))
    recall = len(right) / (len(right) + len(missed))
    assert precision >= PRECISION, wrong
    assert recall >= RECALL, missed


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Tel 030 5555 0188 or post@lichtspiel.de", (Kind.EMAIL, Kind.PHONE)),
        ("WhatsApp: +49 151 5550 1188", (Kind.PHONE, Kind.HANDLE)),
        ("", ()),
    ],
)
def test_each_kind_once_and_in_order(text: str, kinds: tuple[Kind, ...]) -> None:
    assert find(text) == kinds


def test_it_reads_what_a_reader_sees() -> None:
    assert normalised("Ｊｏ\u200b@оutlook (dot) com") == "jo@outlook.com"
    assert normalised("double seven, six, oh, one two three") == "tel 7760123"


def test_no_text_takes_long() -> None:
    units = ("a at ", "1 ", "pay ", "a.b-", "a", "one ", "@a ", "0", "(1", "call 12 ", "a.", "[(", " ", "jo at ", "@")
    for unit in units:
        begun = time.perf_counter()
        find((unit * 5_000)[:5_000])
        assert time.perf_counter() - begun < SLOWEST, unit
