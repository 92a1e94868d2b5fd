"""The walker itself: it sees what it looks for, goes the same way twice, and cuts walks down."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar
from unittest.mock import patch

import pytest
from textual.binding import Binding, BindingType
from textual.widgets import Input

from mastery_tui.tui.app import MasteryApp

from .leaping import NeverRests, run
from .random_walks import compare_steps, walk_at_random
from .shrink import shrunk, shrunk_walk
from .walking import Start, Stumble, walk_through

STEADY = Start("steady")
HARM = "f8"
DAY = 86_400.0


class Short(Input):
    """Keeps two signs, and says nothing about the third."""

    def validate_value(self, value: str) -> str:
        return value[:2]


class Harmed(MasteryApp):
    """An app with one key too many."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(HARM, "harm", priority=True)]

    async def raises(self) -> None:
        raise LookupError

    async def keeps_a_removed_focus(self) -> None:
        field = Input()
        await self.screen.mount(field)
        await field.remove()
        self.screen.focused = field

    async def forgets_letters(self) -> None:
        await self.screen.mount(Short(id="short"))
        self.screen.query_one(Short).focus()

    async def selects_by_itself(self) -> None:
        await self.screen.mount(field := Input(value="", id="field"))
        field.focus()
        self.set_timer(3, field.action_select_all)

    async def opens_late(self) -> None:
        await self.screen.mount(field := Input(id="late"))
        self.set_timer(0.05, field.focus)

    async def loses_its_keys(self) -> None:
        self._bindings.key_to_bindings.pop("ctrl+q")

    async def looks_away(self) -> None:
        # What another window does is not asked for any more.
        self.coach.context.journal.changed = self.coach.context.journal.refresh = lambda: False  # type: ignore[method-assign]


@contextmanager
def harmed(harm: Callable[[Harmed], object]) -> Iterator[None]:
    with (
        patch("tests.walks.walking.MasteryApp", Harmed),
        patch.object(Harmed, "action_harm", harm, create=True),
    ):
        yield


@pytest.mark.parametrize(
    ("harm", "steps", "kind"),
    [
        (Harmed.raises, [HARM], "LookupError"),
        (Harmed.keeps_a_removed_focus, [HARM], "dead focus"),
        (Harmed.forgets_letters, [HARM, "a", "b", "c"], "typed text"),
        (Harmed.forgets_letters, [HARM, "a b c"], "typed text"),
        (Harmed.selects_by_itself, [HARM, "a", "~wait 5"], "moved while typing"),
        (Harmed.loses_its_keys, [HARM], "keys gone"),
        (Harmed.looks_away, [HARM, "~other cancelled 0", "~reload"], "file and app differ"),
    ],
)
def test_what_goes_wrong_is_seen(
    harm: Callable[[Harmed], object], steps: Sequence[str], kind: str, tmp_path: Path
) -> None:
    with harmed(harm), pytest.raises(Stumble) as stumble:
        walk_through(STEADY, steps, tmp_path, ends=False)
    assert stumble.value.kind.startswith(kind)


def test_a_key_that_opens_too_late_is_seen(tmp_path: Path) -> None:
    with harmed(Harmed.opens_late), pytest.raises(Stumble) as stumble:
        compare_steps(STEADY, [f"{HARM} x"], tmp_path)
    assert stumble.value.kind == "keys at once"


def test_a_walk_is_cut_down_to_what_it_takes() -> None:
    steps = ["f3", "up", "a b c", "~time hour", "d", "e f", "g"]

    def fails(few: Sequence[str]) -> bool:
        said = " ".join(few).split()
        return "b" in said and "f" in said[said.index("b") :]

    assert shrunk(steps, fails) == ["b", "f"]


def test_a_walk_that_stumbles_is_cut_down_and_can_be_taken_again(tmp_path: Path) -> None:
    with harmed(Harmed.raises):
        steps = ["up left", f"down {HARM}", "f4"]
        with pytest.raises(Stumble) as stumble:
            walk_through(STEADY, steps, tmp_path)
        found = shrunk_walk(STEADY, steps, stumble.value.kind)
    assert found == ("walk_through", [HARM])


def test_the_same_seed_goes_the_same_way(tmp_path: Path) -> None:
    walks = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        walked = walk_at_random(4, 12, tmp_path / name)
        walks.append((walked.steps, str(walked.stumble)))
    assert walks[0] == walks[1]


def test_the_clock_leaps() -> None:
    async def sleeps() -> float:
        begun = asyncio.get_running_loop().time()
        await asyncio.sleep(DAY)
        return asyncio.get_running_loop().time() - begun

    assert run(sleeps()) == pytest.approx(DAY)


def test_the_clock_stands_still_while_a_thread_works() -> None:
    async def works() -> int:
        return await asyncio.wait_for(asyncio.to_thread(sum, range(100_000)), 1e-6)

    assert run(works()) == sum(range(100_000))


def test_what_cannot_come_is_not_waited_for() -> None:
    async def waits() -> None:
        await asyncio.Event().wait()

    with pytest.raises(NeverRests):
        run(waits())
