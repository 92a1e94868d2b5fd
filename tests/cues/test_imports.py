"""What the engine imports is little; how quick it is, tests/benchmarks/evaluate.py prints."""

import subprocess
import sys


def test_the_engine_imports_neither_textual_nor_pendulum_nor_tinydb() -> None:
    code = (
        "import sys; import mastery_tui.cues.engine;"
        "print([each for each in ('textual', 'pendulum', 'tinydb') if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
