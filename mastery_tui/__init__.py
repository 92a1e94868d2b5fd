"""mastery_tui: thirty days with one behaviour, in the terminal."""

__version__ = "0.1.0"
