"""The advice of fired cues, followed until they clear as RULES promises."""

from collections import Counter

from mastery_tui.cues.engine import episodes
from mastery_tui.cues.thresholds import Thresholds
from tests.conftest import Counted

from .comparing import last_date
from .following import ADVICE, follow, room_for
from .histories import history
from .nineteen import RULES, WELCOME
from .reading import walk

FOLLOWED = 300
OF_ONE_RULE = 20
ENOUGH = 3
FEWEST_EASED = 30
FIRST, ENOUGH_HISTORIES = 5000, 1000


def test_three_hundred_cues_clear_as_promised_when_their_advice_is_followed(counted: Counted) -> None:
    followed: Counter[str] = Counter()
    broken: list[str] = []
    eased = 0
    for seed in range(FIRST, FIRST + ENOUGH_HISTORIES):
        records = history(seed)
        last = last_date(records)
        fired = [(each.rule.id, each.since) for each in episodes(records, Thresholds(), last)]
        # A greeting is of today only: no later pass finds it.
        days = list(walk(records, last)) if followed[WELCOME] < OF_ONE_RULE else []
        greeted = [(WELCOME, day.today) for day in days if any(cue.rule == WELCOME for cue in day.cues)][:1]
        for rule, since in (*(each for each in fired if each[0] != WELCOME), *greeted):
            advice = ADVICE[rule][followed[rule] % len(ADVICE[rule])]
            if followed[rule] < OF_ONE_RULE and followed.total() < FOLLOWED and room_for(records, since, advice):
                followed[rule] += 1
                found = follow(records, rule, since, advice)
                broken += [f"seed {seed}, {each}" for each in found.amiss]
                eased += found.stepped
        if followed.total() == FOLLOWED:
            break
    assert followed.total() == FOLLOWED
    assert not broken, "\n".join([f"{len(broken)} of {FOLLOWED} do not keep their word", *broken])
    assert eased >= FEWEST_EASED
    assert all(followed[rule.id] >= ENOUGH for rule in RULES), followed
    counted(
        f"advice: {followed.total()} cues of {len(followed)} rules followed until they cleared, {eased} by easier days"
    )
