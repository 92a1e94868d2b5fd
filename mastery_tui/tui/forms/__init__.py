"""The forms: rows that hold what is typed, and what that means."""
