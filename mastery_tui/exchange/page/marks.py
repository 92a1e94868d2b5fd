"""The marks of days as shapes, drawn once and used everywhere: as text they come from many fonts and print unevenly."""

from xml.etree.ElementTree import Element

from mastery_tui.practice.choices import Mark

from .tags import tag

TEST = "test"
"""The mark of a transfer test."""

KEPT = (Mark.DONE, Mark.MINIMUM)
"""The marks of kept days."""


def shapes() -> Element:
    """The shapes, to be used by :func:`mark` and in plots; nothing of it is seen where it stands."""
    ring = tag("circle", r=4.4, cls="ring")
    drawn = {
        Mark.DONE: [tag("circle", r=5, fill="currentColor")],
        Mark.MINIMUM: [ring, tag("path", d="M0-5A5 5 0 0 0 0 5z", fill="currentColor")],
        Mark.PARTIAL: [ring, tag("path", d="M0-5A5 5 0 0 1 5 0H0z", fill="currentColor")],
        Mark.CANCELLED: [ring],
        Mark.REST: [tag("path", d="M-5 1C-3.4-2-1.6-2 0 0S3.4 2 5-1", cls="stroke")],
        Mark.PAUSED: [tag("path", d="M-2-5V5M2-5V5", cls="stroke")],
        Mark.UNRECORDED: [tag("circle", r=1.4, fill="currentColor")],
        TEST: [tag("path", d="M0-5.5L5 0 0 5.5-5 0z", fill="currentColor")],
    }
    parts = [tag("g", *parts, id=f"m-{name}") for name, parts in drawn.items()]
    return tag("svg", tag("defs", *parts), width=0, height=0, cls="shapes", aria_hidden="true")


def mark(which: str, said: str = "", cls: str = "") -> Element:
    """A single mark; a picture with its words, or where the words stand beside it nothing that is read out.

    Args:
        which: a :class:`Mark`, or :data:`TEST`.
        said: what it says.
        cls: its classes beside its own.
    """
    title = tag("title", said) if said else None
    read = {"role": "img"} if said else {"aria_hidden": "true"}
    return tag("svg", title, used(which), cls=f"mark {cls}".rstrip(), viewBox="-8 -8 16 16", **read)


def used(which: str, **place: object) -> Element:
    """A shape in a plot; one of a kept day has a color of its own."""
    return tag("use", href=f"#m-{which}", cls="kept" if which in KEPT else "", **place)
