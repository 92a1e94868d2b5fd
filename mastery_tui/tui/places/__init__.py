"""The places: the check-in, the page after saving, the plan, a reflection, Setup, and what is shown without a journal."""
