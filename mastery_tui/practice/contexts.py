"""Contexts compared: days with a tag beside tagged days without it. Counts first, never a cause."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from .comparing import FEWEST, Verdict, fisher_exact, holm, keeping_verdict, median, nap, newcombe, results_verdict
from .records import Behaviour, ResultKind
from .timeline import Day, Timeline, result_of, turned


class Condition(Struct, frozen=True):
    """Days with a context tag against days without it, kept or not, among recorded days that carry tags.

    Attributes:
        kept_with: kept days with the tag.
        with_tag: recorded days with the tag.
        kept_without: kept days without it.
        without_tag: recorded days without it.
        verdict: what may be said of it.
        difference: the share kept with the tag less the share without; None, like the rest, for too few days.
        low: the lower end of the difference's 95 % interval.
        high: the upper end.
        p: Fisher's exact p, corrected over the tags that are compared.
    """

    tag: str
    kept_with: int
    with_tag: int
    kept_without: int
    without_tag: int
    verdict: Verdict = Verdict.TOO_FEW
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None


class ResultCondition(Struct, frozen=True):
    """Results on days with a context tag against results on tagged days without it.

    Attributes:
        with_tag: results on days with the tag.
        without_tag: results on days without it.
        median_with: their median as recorded, None of none.
        median_without: the others' median.
        nap: share of pairs in which the day with the tag is better; None where a side is empty.
        verdict: what may be said of it.
    """

    tag: str
    with_tag: int
    without_tag: int
    median_with: float | None
    median_without: float | None
    nap: float | None
    verdict: Verdict


class Conditions(Struct, frozen=True):
    """The contexts compared: by keeping, or by results where cancelled days lack tags; most days first.

    Attributes:
        keeping: one for each tag, empty where keeping cannot be compared.
        results: one for each tag where keeping cannot be compared, empty where the behaviour has no result.
        untagged: recorded days that are left out for want of a tag.
        untagged_cancelled: those of them that were cancelled; with any, keeping is not compared.
    """

    keeping: tuple[Condition, ...] = ()
    results: tuple[ResultCondition, ...] = ()
    untagged: int = 0
    untagged_cancelled: int = 0


def compared_conditions(timeline: Timeline) -> Conditions:
    """Each context against the tagged days without it, with what the numbers allow to say.

    A cancelled day without a tag may have belonged to any of them, so one such day rules out comparing what was kept.
    """
    days = [day for day in timeline.days if day.recorded]
    tagged = [day for day in days if _tags(day)]
    untagged = [day for day in days if not _tags(day)]
    cancelled = sum(day.cancelled for day in untagged)
    if cancelled:
        return Conditions((), _by_results(tagged, timeline.behaviour), len(untagged), cancelled)
    return Conditions(_by_keeping(tagged), (), len(untagged), 0)


def conditions(timeline: Timeline) -> tuple[Condition, ...]:
    """Each context against the days without it by what was kept; nothing where cancelled days carry no tags."""
    return compared_conditions(timeline).keeping


def _by_keeping(tagged: Sequence[Day]) -> tuple[Condition, ...]:
    counted = []
    for tag, with_tag, without in _split(tagged):
        kept = sum(day.kept for day in with_tag), sum(day.kept for day in without)
        counted.append(Condition(tag, kept[0], len(with_tag), kept[1], len(without)))
    counted.sort(key=lambda tag: -tag.with_tag)
    compared = [tag for tag in counted if min(tag.with_tag, tag.without_tag) >= FEWEST]
    ps = holm(
        [
            fisher_exact(
                tag.kept_with,
                tag.with_tag - tag.kept_with,
                tag.kept_without,
                tag.without_tag - tag.kept_without,
            )
            for tag in compared
        ]
    )
    found = {tag.tag: _judged(tag, p) for tag, p in zip(compared, ps, strict=True)}
    return tuple(found.get(tag.tag, tag) for tag in counted)


def _judged(counts: Condition, p: float) -> Condition:
    n_with, n_without = counts.with_tag, counts.without_tag
    difference, low, high = newcombe(counts.kept_with, n_with, counts.kept_without, n_without)
    verdict = keeping_verdict(n_with, n_without, low, high, p)
    return replace(counts, verdict=verdict, difference=difference, low=low, high=high, p=p)


def _by_results(tagged: Sequence[Day], behaviour: Behaviour) -> tuple[ResultCondition, ...]:
    if behaviour.result is ResultKind.NONE:
        return ()
    found = []
    for tag, with_tag, without in _split(tagged):
        a, b = _results(with_tag, behaviour), _results(without, behaviour)
        share = nap([turned(value, behaviour) for value in b], [turned(value, behaviour) for value in a])
        verdict = results_verdict(len(a), len(b), share)
        found.append(ResultCondition(tag, len(a), len(b), _median(a), _median(b), share, verdict))
    return tuple(sorted(found, key=lambda tag: -tag.with_tag))


def _split(tagged: Sequence[Day]) -> Iterator[tuple[str, list[Day], list[Day]]]:
    """Each tag that a day carries, in the order of the alphabet, with the days that carry it and those that do not."""
    for tag in sorted({tag for day in tagged for tag in _tags(day)}):
        yield tag, [day for day in tagged if tag in _tags(day)], [day for day in tagged if tag not in _tags(day)]


def _results(days: Sequence[Day], behaviour: Behaviour) -> list[float]:
    found = (result_of(day.session, behaviour) for day in days if day.session is not None)
    return [value for value in found if value is not None]


def _median(values: Sequence[float]) -> float | None:
    return median(values) if values else None


def _tags(day: Day) -> tuple[str, ...]:
    return () if day.check_in is None else day.check_in.contexts
