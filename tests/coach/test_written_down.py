"""What a person writes down in the routine and in the plan's events, and where it is said again."""

from datetime import timedelta
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.typed.setup import error_kinds_of, error_kinds_words
from mastery_tui.coach.words.phrases import FEWER_ERRORS
from mastery_tui.cues.rules import RULES
from mastery_tui.practice.records import Changed, ClosedAs, Feeling, Outcome, replace
from mastery_tui.practice.refused import Refused
from tests.tui.people import PRACTISED, WRITING, begin, clock_of, coach_at, on_day, plan_date, record

SIGNS = "shoulders up, the clock again"
KINDS = ("long openings", "too many adverbs", "endings that explain")
AIM = "Writing begun before nine on four days"
WRITTEN = replace(WRITING, pause_signs=SIGNS, error_kinds=KINDS, better_in_a_week=AIM)


def word(section: str, key: str) -> str:
    return guide.word(section, key)


def refused_raise(coach: Coach, **said: float) -> Refused:
    with pytest.raises(Refused) as caught:
        coach.plan.edit(**said)
    assert caught.value.code == "standard.raised"
    return caught.value


# -- the routine's new fields ------------------------------------------------------------------------------------------


def test_signs_errors_and_the_first_aim_are_edited_and_undone_like_the_rest(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 5))
    coach.plan.edit(pause_signs=f"  {SIGNS}\n", error_kinds=(f" {KINDS[0]} ", "", KINDS[1]), better_in_a_week=AIM)
    behaviour = coach.context.running.behaviour
    assert (behaviour.pause_signs, behaviour.error_kinds) == (SIGNS, KINDS[:2])
    assert behaviour.better_in_a_week == AIM
    coach.plan.edit(error_kinds=())
    assert coach.context.running.behaviour.error_kinds == ()
    coach.undo()
    assert coach.context.running.behaviour.error_kinds == KINDS[:2]
    coach.undo()
    assert coach.context.running.behaviour == WRITING


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"pause_signs": "x" * 201}, "text.length"),
        ({"better_in_a_week": "x" * 201}, "text.length"),
        ({"error_kinds": ("x" * 81,)}, "text.length"),
        ({"error_kinds": (*KINDS, "more")}, "list.length"),
        ({"error_kinds": ("haste", "haste ")}, "error_kinds.twice"),
    ],
)
def test_what_is_too_much_is_refused_and_changes_nothing(tmp_path: Path, said: dict[str, str], code: str) -> None:
    coach = begin(coach_at(tmp_path, 5), WRITTEN)
    before = coach.context.journal.rev
    with pytest.raises(Refused) as caught:
        coach.plan.edit(**said)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert "xx" not in guide.refusal(code, **caught.value.facts)
    assert (coach.context.running.behaviour, coach.context.journal.rev) == (WRITTEN, before)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", ()),
        (" ; , ", (",",)),
        ("long openings", ("long openings",)),
        ("long openings, adverbs", ("long openings", "adverbs")),
        ("bars 3, 4 rushed; thumb", ("bars 3, 4 rushed", "thumb")),
        ("bars 3, 4 rushed;", ("bars 3, 4 rushed",)),
    ],
)
def test_kinds_of_error_are_read_from_a_line_as_they_are_written_into_it(text: str, kinds: tuple[str, ...]) -> None:
    assert error_kinds_of(text) == kinds
    assert error_kinds_of(error_kinds_words(kinds)) == kinds


# -- where they are said -----------------------------------------------------------------------------------------------


def test_every_pause_cue_comes_with_the_persons_own_signs(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9), WRITTEN)
    record(coach, 8, amount=400, feeling=Feeling.ANXIOUS, strength=5)
    record(coach, 9, amount=400, feeling=Feeling.ASHAMED, strength=5)
    said = guide.say("cue_own", "pause_signs", text=SIGNS)
    pausing = [cue for cue in coach.cues.all() if cue.severity == "pause"]
    assert {cue.rule for cue in pausing} == {rule.id for rule in RULES if rule.severity.word == "pause"}
    assert {cue.own for cue in pausing} == {said}
    assert {row["own"] for row in coach.cues.rows(everything=True)["cues"] if row["severity"] == "pause"} == {said}
    assert all(cue.own == "" for cue in coach.cues.all() if cue.severity not in ("pause",) and cue.rule != FEWER_ERRORS)
    coach.plan.edit(pause_signs="")
    assert {cue.own for cue in coach.cues.all() if cue.severity == "pause"} == {""}


def test_the_errors_are_named_under_the_cue_that_asks_for_one(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12), WRITTEN)
    for day in range(4, 12):
        record(coach, day, amount=410, feeling=Feeling.FRUSTRATED, strength=2)
    (cue,) = [cue for cue in coach.cues.all() if cue.rule == FEWER_ERRORS]
    assert cue.own == guide.say("cue_own", "error_kinds", text="; ".join(KINDS))
    coach.plan.edit(error_kinds=())
    (cue,) = [cue for cue in coach.cues.all() if cue.rule == FEWER_ERRORS]
    assert cue.own == word("cue_own", "error_kinds_none")


@pytest.mark.parametrize(("plan_day", "field"), [(3, "error_kinds"), (5, "pause_signs")])
def test_the_task_that_asks_to_write_something_down_opens_its_row_until_it_is_there(
    tmp_path: Path, plan_day: int, field: str
) -> None:
    coach = begin(coach_at(tmp_path, plan_day))
    assert coach.plan.answer_field(coach.today) == field
    assert coach.plan.answer_field(plan_date(plan_day + 1)) == ""
    for keeps in (coach.plan.day(coach.today).keeps, coach.days.form().keeps):
        assert keeps == word("task_keeps", field)
    assert coach.plan.status().keeps == field
    coach.plan.edit(pause_signs=SIGNS, error_kinds=KINDS)
    shown = coach.plan.day(coach.today)
    assert (shown.keeps, coach.days.form().keeps, coach.plan.status().keeps) == ("", "", "")
    assert shown.told == ((word("plan", field), SIGNS if field == "pause_signs" else "; ".join(KINDS)),)
    assert dict(coach.plan.view().routine)[word("plan", "pause_signs")] == SIGNS
    assert dict(coach.plan.view().routine)[word("plan", "error_kinds")] == "; ".join(KINDS)


def test_week_1_shows_what_was_called_better_when_the_plan_began(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9), WRITTEN)
    assert (coach.plan.week(1).aim, coach.reflections.view(1).aim) == (AIM, AIM)
    assert (coach.plan.week(2).aim, coach.reflections.view(2).aim) == ("", "")
    on_day(coach, 7, lambda: coach.reflections.write(1, {"prompt": "Yes."}, better_next_week="five days"))
    assert coach.reflections.view(2).last_better == "five days"


# -- raising a target --------------------------------------------------------------------------------------------------


def test_a_higher_target_or_locked_minimum_is_taken_only_after_a_look(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9))
    facts = {"field": "target", "now": 400.0, "then": 450.0}
    assert refused_raise(coach, target=450.0).facts == facts
    coach.plan.edit(minimum=160.0)  # not locked yet
    coach.plan.edit(target=380.0)  # lower is no question
    coach.plan.edit(target=450.0, raising=True)
    on_day(coach, 9, coach.plan.lock)
    assert refused_raise(coach, minimum=170.0).facts == {"field": "minimum", "now": 160.0, "then": 170.0}
    with pytest.raises(Refused, match=r"standard\.raised"):
        coach.plan.lock(170.0)
    with pytest.raises(Refused, match=r"minimum\.above_target"):
        coach.plan.edit(minimum=500.0)
    with pytest.raises(Refused, match=r"number\.positive"):
        coach.plan.edit(target=2e9)
    coach.plan.edit(minimum=150.0)
    assert coach.plan.lock(170.0, raising=True).standards[-1].minimum == 170.0
    assert coach.context.running.records.cycle.standards[-1].target == 450.0


def test_what_a_raise_is_measured_by_is_the_standard_the_baseline_and_where_one_began(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9))
    for day in (1, 2, 3):
        record(coach, day, amount=400 + day)
    before = dict(coach.plan.in_sight())
    assert before[word("reflect", "baseline")] == word("reflect", "baseline_open")
    on_day(coach, 7, coach.plan.freeze)
    assert coach.plan.in_sight() == (
        (word("plan", "done_when"), WRITING.standard),
        (word("reflect", "baseline"), coach.plan.baseline()),
        (word("reflect", "started_with"), WRITING.starting_conditions),
    )
    coach.context.journal.undo()
    bare = begin(coach_at(tmp_path / "bare", 9), replace(WRITING, starting_conditions=""))
    assert word("reflect", "started_with") not in dict(bare.plan.in_sight())


# -- findings, transfer results, adjustments ---------------------------------------------------------------------------


@pytest.fixture
def later(tmp_path: Path) -> Coach:
    """On day 26: a finding on day 17, an adjustment from 18 kept on 22, another from then on, one transfer test."""
    coach = begin(coach_at(tmp_path, 26))
    for day in range(1, 26):
        record(coach, day, amount=400 + day)
    on_day(coach, 17, lambda: coach.plan.feedback("The opening\nstill explains."))
    on_day(coach, 18, lambda: coach.plan.adjust("begin with the second paragraph"))
    on_day(coach, 22, lambda: coach.plan.adjust("half the light", closed_as=ClosedAs.KEPT))
    there = {"amount": 260.0, "held": "the order", "broke": "the count", "following": "shorter"}
    on_day(coach, 24, lambda: coach.plan.transfer(Changed.PLACE, "a café", **there))  # type: ignore[arg-type]
    return coach


def told(coach: Coach, plan_day: int) -> dict[str, str]:
    return dict(coach.plan.day(plan_date(plan_day)).told)


TRYING, KEPT, FINDING = word("plan", "trying"), word("plan", "kept_row"), word("left", "finding")


def test_a_finding_is_told_on_its_day_and_on_the_day_that_goes_on_from_it(later: Coach) -> None:
    assert told(later, 17) == {FINDING: "The opening still explains."}
    from_17 = guide.say("left", "finding_from", day=guide.say("left", "day", day=17))
    assert told(later, 18) == {from_17: "The opening still explains.", TRYING: "begin with the second paragraph"}
    assert told(later, 16) == {}


def test_the_task_of_day_19_names_the_adjustment_and_later_days_go_on_saying_it(later: Coach) -> None:
    how = later.plan.day(plan_date(19)).how
    assert guide.say("left", "adjustment", text="begin with the second paragraph") in how
    assert told(later, 19) == {}, "once is enough"
    assert told(later, 20) == {TRYING: "begin with the second paragraph"}
    assert told(later, 22) == {TRYING: "half the light", KEPT: "begin with the second paragraph"}
    form = later.days.form(plan_date(21))
    assert form.adjusting == ((TRYING, "begin with the second paragraph"),)
    later.undo()


def test_without_an_adjustment_day_19_asks_as_before(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 19))
    assert word("left", "adjustment_none") in coach.plan.day(coach.today).how
    on_day(coach, 18, lambda: coach.plan.adjust("half the light"))
    on_day(coach, 18, lambda: coach.plan.adjust(closed_as=ClosedAs.REVERTED))
    assert word("left", "adjustment_none") in coach.plan.day(coach.today).how
    assert coach.days.form().adjusting == ()


def test_a_transfer_test_is_told_with_its_place_among_those_asked_for(later: Coach) -> None:
    first = guide.say("left", "test", n=1, of=2)
    result = told(later, 24)[first]
    assert result == "a café (place); 260 words; worked: the order; broke: the count; next: shorter"
    done = guide.say("left", "tests_done", n=1, of=2)
    assert told(later, 25)[word("left", "tests")] == done
    assert told(later, 27)[word("left", "tests")] == done
    assert word("left", "tests") not in told(later, 23), "before it there was none"
    milestone = guide.say("plan", "tests_done", milestone=guide.milestone("transfer_tested"), n=1, of=2)
    assert later.plan.week(4).milestones[0].label == guide.say("plan", "on_day", milestone=milestone, day=27)
    clock_of(later).moment += timedelta(days=1)
    later.plan.transfer(Changed.TOOL, "a typewriter", errors=3)
    later.plan.transfer(Changed.TIME, "at night")
    assert later.plan.week(4).milestones[0].label == guide.milestone("transfer_tested")
    assert list(told(later, 28))[:3] == [
        first,
        guide.say("left", "test", n=2, of=2),
        guide.say("left", "test_more", n=3),
    ]
    assert told(later, 28)[guide.say("left", "test", n=2, of=2)] == "a typewriter (tool); errors 3"


def test_a_week_tells_what_it_brought(later: Coach) -> None:
    from_17 = guide.say("left", "finding_from", day=guide.say("left", "day", day=17))
    assert later.plan.week(3).told == (
        (from_17, "The opening still explains."),
        (TRYING, "begin with the second paragraph"),
    )
    assert [label for label, _ in later.plan.week(4).told] == [guide.say("left", "test", n=1, of=2), TRYING, KEPT]
    assert later.plan.week(2).told == ()
    assert later.plan.week(5).told == (), "it has not begun"


def test_a_program_reads_what_is_tried_kept_and_tested(later: Coach) -> None:
    rows = later.plan.status_rows()
    assert (tuple(rows["trying"]), tuple(rows["kept"])) == (  # type: ignore[arg-type]
        ("half the light",),
        ("begin with the second paragraph",),
    )
    assert rows["transfer_tests"] == {"done": 1, "of": 2}


def test_on_a_paused_date_what_was_recorded_there_is_told_by_its_date(later: Coach) -> None:
    later.days.pause(plan_date(17), plan_date(17))
    shown = dict(later.plan.day(plan_date(17)).told)
    assert shown[FINDING] == "The opening still explains."
    (label, _), *_ = later.plan.day(plan_date(19)).told
    assert label == guide.say("left", "finding_from", day=guide.date_words(plan_date(17), "short"))


def test_a_behaviour_without_an_amount_has_the_same_places(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 25), replace(PRACTISED, error_kinds=KINDS))
    record(coach, 24, outcome=Outcome.DONE)
    on_day(coach, 24, lambda: coach.plan.transfer(Changed.AUDIENCE, "by phone"))
    assert told(coach, 24) == {guide.say("left", "test", n=1, of=2): "by phone (audience)"}
    assert dict(coach.plan.view().routine)[word("plan", "error_kinds")] == "; ".join(KINDS)
