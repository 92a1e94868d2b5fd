"""How far a three-week answer names its conditions; it can be saved at any tier."""

from collections.abc import Collection
from enum import StrEnum

from .records import Conditions

IMPROVED = ("now", "instead")
"""The answers of week 3 that name the behaviour: what is done now, and what was done before."""
SLOTS = Conditions.__struct_fields__
"""The conditions, in the order in which they are asked."""
OBSERVABLE = ("time", "place", "people", "tools")
SLOTS_TO_NAME = 2


class Tier(StrEnum):
    """How far the conditions are named."""

    NAMED = "named"
    PARTLY = "partly"
    NOT_YET = "not_yet"


def filled_slots(conditions: Conditions) -> tuple[str, ...]:
    """The condition slots that hold text."""
    return tuple(slot for slot in SLOTS if getattr(conditions, slot).strip())


def observable_slots(conditions: Conditions) -> tuple[str, ...]:
    """The filled slots that a stranger could see: time, place, people, tools."""
    return tuple(slot for slot in filled_slots(conditions) if slot in OBSERVABLE)


def tier(behaviour: str, conditions: Conditions) -> Tier:
    """Named: a behaviour and two slots, one of them observable; partly: some slot; not yet: none."""
    slots = filled_slots(conditions)
    if not slots:
        return Tier.NOT_YET
    if behaviour.strip() and len(slots) >= SLOTS_TO_NAME and observable_slots(conditions):
        return Tier.NAMED
    return Tier.PARTLY


def unexplained_slots(behaviour: str, conditions: Conditions, traits: Collection[str]) -> tuple[str, ...]:
    """Slots that only repeat the behaviour or hold a trait word, so that they name no condition.

    Args:
        behaviour: the improved behaviour as typed.
        conditions: the slots as typed.
        traits: words such as "discipline", in the person's language, lower case.
    """
    repeated = behaviour.strip().casefold()
    texts = {slot: getattr(conditions, slot).strip().casefold() for slot in filled_slots(conditions)}
    return tuple(slot for slot, text in texts.items() if text == repeated or text.strip(" .,") in traits)
