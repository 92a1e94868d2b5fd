"""The places: check-in, the page after saving, plan, reflection and Setup, and what is shown without a journal."""
