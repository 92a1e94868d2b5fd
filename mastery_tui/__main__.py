"""``python -m mastery_tui``."""

from mastery_tui.cli.main import run

if __name__ == "__main__":
    raise SystemExit(run())
