"""What a second month begins with, as Setup shows it."""

from datetime import date

from mastery_tui import guide
from mastery_tui.practice.carrying import Carried
from mastery_tui.practice.choices import Next
from mastery_tui.practice.days import ONE_DAY

from ..views import CarriedView
from . import phrases

CARRIED = "last"
"""The key of the example that is the last plan."""


def view(carried: Carried, ended_on: date, today: date) -> CarriedView:
    """The last plan as an example to begin with.

    Args:
        carried: what is carried over.
        ended_on: the last date of the plan that ended; the next one begins after it.
        today: the practice day.
    """
    behaviour, now = carried.behaviour, ""
    # Days that were brought in have no source of feedback; the plan that follows asks for one.
    source = behaviour.feedback_source
    source = "" if source == guide.word("importing", "feedback_source") else source
    if carried.now is not None:
        median = guide.amount_words(carried.now.median, phrases.result_unit(behaviour))
        now = guide.say("reflect", "fact_last", n=carried.now.n, median=median)
    return CarriedView(
        example=guide.ExampleWords(
            key=CARRIED,
            like=guide.word("setup_screen", "same"),
            name=behaviour.name,
            standard=behaviour.standard,
            unit=behaviour.unit,
            target=carried.target,
            minimum=carried.minimum,
            result=behaviour.result.value,
            better=behaviour.better.value,
            anchor_when=behaviour.anchor_when,
            anchor_at=behaviour.anchor_at,
            feedback_source=source,
            feedback_kind=behaviour.feedback_kind.value,
            contexts=behaviour.contexts,
            starting_conditions=behaviour.starting_conditions,
            transfer_idea=behaviour.transfer_idea,
            rest_weekdays=behaviour.rest_weekdays,
            better_in_a_week=behaviour.better_in_a_week,
        ),
        begins=carried.following is not Next.STOP,
        at="standard" if carried.following is Next.ADJUST else "",
        now=now,
        first="" if today > ended_on else guide.date_words(ended_on + ONE_DAY, "day_month"),
    )
