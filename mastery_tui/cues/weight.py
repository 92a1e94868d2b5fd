"""What can be told of the cues without the rules, which take their time to be read in and looked through."""

from mastery_tui.practice.records import CycleRecords


def can_weigh(records: CycleRecords, timer: int | None) -> bool:
    """Whether a cue from pause on can fire, or one whose next step is the timer.

    Each of them rests on a session that anxiety or shame dominated, or on a recovery that runs for too long.

    Args:
        records: the cycle's records.
        timer: minutes of the recovery that runs for too long now, None while none does.
    """
    sessions = (*records.earlier_check_ins, *records.check_ins)
    return timer is not None or any(session.dominating for session in sessions)
