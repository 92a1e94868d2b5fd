"""The cue about depth and the page of the results mean the same days, so that they never contradict each other."""

import pytest

from mastery_tui.cues.engine import evaluate
from mastery_tui.cues.thresholds import Thresholds
from mastery_tui.demo.people import PERSONAS
from mastery_tui.practice.comparing import Verdict
from mastery_tui.practice.progress import compared
from mastery_tui.practice.timeline import Timeline
from tests.demo.months import month, on


@pytest.mark.parametrize("name", ["perfectionist", "anxious", "steady"])
def test_while_the_cue_shows_the_page_says_likely_better_and_confidence_no_higher(name: str) -> None:
    seen = 0
    for seed in range(1, 13):
        for days in range(12, 31, 3):
            records = month(PERSONAS[name], seed, days)
            shown = [cue.rule for cue in evaluate(records, Thresholds(), on(days)) if cue.rule == "note.depth_first"]
            found = compared(Timeline.of(records, on(days)))
            if shown:
                seen += 1
                assert found is not None
                assert found.change.verdict is Verdict.LIKELY
                assert found.baseline.confidence is not None
                assert found.since.confidence is not None
                assert found.since.confidence <= found.baseline.confidence
    assert seen
