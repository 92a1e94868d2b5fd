"""What a face needs to hold drafts and to name them; ``coach.drafts`` keeps them."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from mastery_tui import guide
from mastery_tui.journal.safety.drafts import DraftKey, Drafts, TypedDraft
from mastery_tui.practice.draft import changed, merged

__all__ = ["DraftKey", "Drafts", "TypedDraft", "changed", "draft_words", "left_words", "merged"]


def draft_words(key: DraftKey) -> str:
    """What a draft is for, as in "the check-in for Friday 27 November" or "the reflection for week 3".

    Args:
        key: under what it is kept.
    """
    known, about = guide.words("drafts_of"), key.about
    with suppress(ValueError):
        about = guide.date_words(date.fromisoformat(about), "long")
    return guide.say("drafts_of", key.form if key.form in known else "other", about=about)


def left_words(moment: datetime, now: datetime) -> str:
    """When a draft was left, as in "as you left it on Thursday, 21:04"; a weekday alone names the last seven days.

    Args:
        moment: the moment of its last key.
        now: the present moment.
    """
    style = "weekday" if abs(now - moment) < timedelta(days=6) else "long"
    return guide.say("leaving", "left_at", day=guide.date_words(moment.date(), style), time=f"{moment:%H:%M}")
