"""How long until something can be read: mastery's Plan and Check-in against a Textual app that shows one Label.

Run it as a script; it prints ratios of medians from interleaved runs on this machine.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pyte

LABEL = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("bare label here")
Bare().run()
"""
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 12
# An installed program is compiled; the first, uncounted round compiles what is not.
BASE = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
NOW = "2026-11-27T08:00:00+01:00"


def paint(arguments: list[str], env: dict[str, str], wanted: str) -> float:
    """Seconds from the start of the process until the text stands on the screen."""
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    begin = time.perf_counter()
    child = pexpect.spawn(sys.executable, arguments, env={**BASE, **env}, dimensions=(24, 80), timeout=20)
    child.delaybeforesend = None
    while wanted not in "\n".join(screen.display):
        stream.feed(child.read_nonblocking(65536, 20))
    taken = time.perf_counter() - begin
    child.close(force=True)
    return taken


def run(arguments: list[str], env: dict[str, str]) -> None:
    child = pexpect.spawn(sys.executable, ["-m", "mastery_tui", *arguments], env={**BASE, **env}, timeout=20)
    child.expect(pexpect.EOF)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        label = Path(folder) / "label.py"
        label.write_text(LABEL)
        env = {"MASTERY_FILE": f"{folder}/mastery.json", "MASTERY_CONFIG": f"{folder}/none.toml", "MASTERY_NOW": NOW}
        started = ["start", "--name", "Write 400 words", "--standard", "400 new words", "--unit", "words"]
        started += ["--feedback", "Anna reads a page"]
        run([*started, "--target", "400", "--minimum", "150", "--on", "2026-11-22"], env)
        for day in range(22, 27):
            run(["log", "420", "25m", "e6", "calm", "c4", "--day", f"2026-11-{day}"], env)
        recorded = {**env, "MASTERY_FILE": f"{folder}/recorded.json"}
        Path(recorded["MASTERY_FILE"]).write_bytes(Path(env["MASTERY_FILE"]).read_bytes())
        run(["log", "420"], recorded)
        cases = {
            "label": ([str(label)], {}, "bare label here"),
            "check-in": (["-m", "mastery_tui"], env, "target 400"),
            "plan": (["-m", "mastery_tui"], recorded, "Transfer"),
        }
        taken: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(ROUNDS + 1):
            for name, (arguments, extra, wanted) in cases.items():
                taken[name].append(paint(arguments, extra, wanted))
        middle = {name: statistics.median(times[1:]) for name, times in taken.items()}
        for name, seconds in middle.items():
            print(f"{name:10} {seconds * 1000:6.0f} ms   {seconds / middle['label']:.2f} times a label")


if __name__ == "__main__":
    main()
