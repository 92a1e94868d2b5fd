"""The places and dialogs of the app, each with its styles beside it."""
