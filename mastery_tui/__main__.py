"""``python -m mastery_tui``."""

from mastery_tui.cli.main import program

if __name__ == "__main__":
    program()
