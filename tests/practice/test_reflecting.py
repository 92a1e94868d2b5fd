"""How far week 3's answer names its conditions."""

import pytest

from mastery_tui.practice.records import Conditions
from mastery_tui.practice.reflecting import Tier, filled_slots, observable_slots, tier, unexplained_slots


@pytest.mark.parametrize(
    ("behaviour", "slots", "expected"),
    [
        ("", {}, Tier.NOT_YET),
        ("start early", {}, Tier.NOT_YET),
        ("start early", {"time": "   "}, Tier.NOT_YET),
        ("start early", {"time": "before 8"}, Tier.PARTLY),
        ("start early", {"state": "rested"}, Tier.PARTLY),
        ("start early", {"state": "rested", "cue": "coffee"}, Tier.PARTLY),
        ("start early", {"state": "rested", "place": "kitchen"}, Tier.NAMED),
        ("start early", {"cue": "coffee", "people": "alone"}, Tier.NAMED),
        ("start early", {"time": "before 8", "tools": "paper"}, Tier.NAMED),
        (" ", {"time": "before 8", "tools": "paper"}, Tier.PARTLY),
    ],
)
def test_named_takes_the_behaviour_and_two_slots_one_of_them_observable(
    behaviour: str, slots: dict[str, str], expected: Tier
) -> None:
    assert tier(behaviour, Conditions(**slots)) is expected


def test_slots_come_in_their_order_and_without_the_blank_ones() -> None:
    found = Conditions(cue="coffee", time="before 8", state=" ", people="alone")
    assert filled_slots(found) == ("time", "people", "cue")
    assert observable_slots(found) == ("time", "people")


def test_a_slot_that_repeats_the_behaviour_or_names_a_trait_explains_nothing() -> None:
    traits = ("willpower", "discipline")
    found = Conditions(time="Start early", state="Discipline.", place="kitchen", cue="more discipline on Mondays")
    assert unexplained_slots(" start EARLY ", found, traits) == ("time", "state")
    assert unexplained_slots("", Conditions(time="before 8"), traits) == ()
