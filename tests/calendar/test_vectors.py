"""What the phone's twin of the reckoning is held to is what the server reckons today."""

from tests.calendar import vectors


def test_the_vectors_are_what_the_server_reckons() -> None:
    kept = vectors.FILE.read_text(encoding="utf-8")
    assert kept == vectors.text(), "write them anew: python -m tests.calendar.vectors"


def test_the_vectors_meet_every_colour_and_kind_of_change() -> None:
    cases = vectors.made()["cases"]
    assert {case["colour"]["word"] for case in cases} == {"blue", "yellow", "red", "stop"}
    assert any(case["due"]["provisional"] for case in cases)
    assert any(case["inputs"]["pauses"] and case["inputs"]["extensions"] for case in cases)
