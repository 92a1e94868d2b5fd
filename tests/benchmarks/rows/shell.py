"""Commands in a shell, against jrnl with as many entries."""

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.bench import Bench, Line, Row, line_of
from tests.benchmarks.journals import ENTRY
from tests.benchmarks.window import Sample, interleaved

JRNL = "jrnl"


def status(bench: Bench, row: Row) -> Iterator[Line]:
    """Both forms of status, against the last three entries of jrnl."""
    for span in row.spans:
        ours = {**bench.env, **bench.journals.copied(span)}
        cases = {
            "status": partial(run, (*bench.ours, "status"), ours),
            "status --line": partial(run, (*bench.ours, "status", "--line"), ours),
        }
        if JRNL in bench.others:
            theirs = bench.journals.jrnl(span, bench.jrnl)
            cases[JRNL] = partial(run, (*bench.others[JRNL], "-n", "3"), theirs)
        taken = interleaved(cases, bench.rounds_of(row))
        for name in ("status", "status --line"):
            yield line_of(span, taken[name], taken.get(JRNL, []), name)


def log(bench: Bench, row: Row) -> Iterator[Line]:
    """An entry is written: the first of its day, with the backup that is made before."""
    for span in row.spans:
        cases = {"log": lambda span=span: logged(bench, span)}
        if JRNL in bench.others:
            home = bench.journals.jrnl(span, bench.jrnl)
            cases[JRNL] = partial(entered, bench, home, Path(home["HOME"], "entries.txt").read_bytes())
        taken = interleaved(cases, bench.rounds_of(row))
        yield line_of(span, taken["log"], taken.get(JRNL, []), "log")


def logged(bench: Bench, span: str) -> Sample:
    """What an entry takes in a copy of a journal, which is gone afterwards."""
    env = bench.journals.copied(span)
    sample = run((*bench.ours, "log", *ENTRY), {**bench.env, **env})
    shutil.rmtree(Path(env["MASTERY_FILE"]).parent)
    return sample


def entered(bench: Bench, home: dict[str, str], entries: bytes) -> Sample:
    """What jrnl takes for the same entry among as many as before."""
    Path(home["HOME"], "entries.txt").write_bytes(entries)
    return run((*bench.others[JRNL], *ENTRY), home)


def run(command: tuple[str, ...], env: dict[str, str]) -> Sample:
    """What a command takes from its start to its end."""
    before, since = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        command,
        env={**os.environ, **env},
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    wall, after = time.perf_counter() - since, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Sample(wall * 1000, cpu * 1000)
