"""Walks of random keys, from every state and at every size; one that fails is cut down by ``tests.walks.shrink``."""

from pathlib import Path

import pytest

from tests.conftest import Counted

from .random_walks import Walked, compare_at_random, start_of, walk_at_random
from .states import SIZES, STATES

WALKS, KEYS = 16, 40
COMPARED, COMPARED_KEYS = 3, 40
STORMS, STORM_KEYS = 200, 200
STORMS_COMPARED = 40
FIRST_STORM = 1000


def went_well(walked: Walked, counted: Counted) -> None:
    assert walked.stumble is None, walked.told
    counted(f"walk {walked.seed} ({walked.start.state}): {len(walked.steps)} steps{', left' if walked.over else ''}")


@pytest.mark.parametrize("seed", range(WALKS))
def test_whatever_is_pressed_the_app_is_alive_and_shows_what_the_file_holds(
    seed: int, tmp_path: Path, counted: Counted
) -> None:
    went_well(walk_at_random(seed, KEYS, tmp_path), counted)


@pytest.mark.parametrize("seed", range(COMPARED))
def test_keys_that_arrive_at_once_do_what_they_do_one_by_one(seed: int, tmp_path: Path, counted: Counted) -> None:
    went_well(compare_at_random(seed, COMPARED_KEYS, tmp_path), counted)


@pytest.mark.storm
@pytest.mark.parametrize("seed", range(FIRST_STORM, FIRST_STORM + STORMS))
def test_long_walks(seed: int, tmp_path: Path, counted: Counted) -> None:
    went_well(walk_at_random(seed, STORM_KEYS, tmp_path), counted)


@pytest.mark.storm
@pytest.mark.parametrize("seed", range(FIRST_STORM, FIRST_STORM + STORMS_COMPARED))
def test_long_walks_twice(seed: int, tmp_path: Path, counted: Counted) -> None:
    went_well(compare_at_random(seed, STORM_KEYS, tmp_path), counted)


def test_the_walks_begin_in_every_state_and_at_every_size() -> None:
    starts = [start_of(seed) for seed in range(WALKS)]
    assert {each.state for each in starts} == set(STATES)
    assert {each.size for each in starts} == set(SIZES)
    storms = {start_of(seed) for seed in range(FIRST_STORM, FIRST_STORM + STORMS)}
    assert len(storms) == len(STATES) * len(SIZES)
