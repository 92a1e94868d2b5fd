"""The commands: where each stands, and what it may be given."""

from .command import Argument, Command, flags, options, word

APP = Command("opening")
"""The program without a command."""

COMMANDS = {
    "demo": Command("opening", (word("persona", "?"), *flags("status", "finished", "tour"))),
    "start": Command(
        "planning",
        (
            *options("name", "standard", "feedback", needed=True),
            *options("unit", "target", "minimum", "result", "better", "feedback-kind", "when", "at", "rest-on"),
            *options("context", "error-kind", many=True),
            *options("pause-signs", "better-next-week", "starting", "idea", "on"),
        ),
    ),
    "log": Command("recording", (word("entry", "+"), *options("day", "cycle", "note"), *flags("json", "paused"))),
    "timer": Command(
        "timing",
        (word("action", "?"), *options("at", "ago", "ended", "minutes"), *flags("all", "paused", "yes", "json")),
    ),
    "status": Command("showing", (*flags("json", "line"), *options("as-of"))),
    "progress": Command("progressing", (*flags("json", "plain"), *options("as-of", "cycle"))),
    "summary": Command("summary", (*flags("json", "markdown", "plain"), *options("cycle"))),
    "week": Command("showing", (word("week", "?"), *options("cycle"))),
    "calendar": Command("showing", (*flags("plain"), *options("cycle"))),
    "export": Command(
        "exporting",
        (word("kind"), word("output", "?", "FILE"), *options("cycle", "alarm"), *flags("no-notes", "force", "schema")),
    ),
    "history": Command("history", (word("words", "*"), *flags("json", "plain"))),
    "cues": Command("showing", (word("what", "?"), *flags("json", "all"), *options("as-of"))),
    "due": Command("reminding", flags("quiet", "hint")),
    "reflect": Command("reflecting", (word("week", "?"), *flags("show"), *options("answers"))),
    "freeze": Command("planning"),
    "lock": Command("planning", (*options("minimum"), *flags("raise"))),
    "reduce": Command("planning", (*options("target", "minimum", "until"), *flags("end"))),
    "feedback": Command("events", (word("finding"), *options("source", "day"))),
    "adjust": Command("events", (word("text", "?"), *options("close"))),
    "transfer": Command(
        "events",
        (
            *options("changed", "context", needed=True),
            *options("day", "amount", "errors", "score", "held", "broke", "next"),
        ),
    ),
    "pause": Command("planning", options("from", "until", "reason")),
    "resume": Command("planning"),
    "rest": Command("recording", (word("day", "?"),)),
    "edit": Command(
        "planning",
        (
            *options("name", "standard", "feedback", "when", "at", "pause-signs", "better-next-week"),
            *options("target", "minimum"),
            *options("context", "add-context", "error-kind", many=True),
            *flags("raise"),
        ),
    ),
    "delete": Command("recording", (word("day"), *options("cycle"))),
    "finish": Command("planning", options("next", "summary")),
    "undo": Command("recording"),
    "redo": Command("recording"),
    "import": Command(
        "importing",
        (
            *(word("kind"), Argument("source", {"metavar": "FILE"})),
            *options("habit", "name", "standard", "unit", "target", "minimum", "result", "better", "auto"),
            *options("date", "time", "amount", "minutes", "outcome", "note", "tag"),
            *options("where", many=True),
            *options("map", "separator", "decimal", "encoding", "dates"),
            *flags("numeric", "yes-no", "no-notes", "into", "replace", "dry-run", "json", "plain"),
        ),
        "bring_in",
    ),
    "backup": Command("maintaining", (word("action", "?"), word("backup", "?"))),
    "merge": Command("maintaining", (word("files", "+"),)),
    "doctor": Command("maintaining", flags("fix")),
    "erase": Command("maintaining"),
    "where": Command("configuring"),
    "config": Command("configuring"),
    "completion": Command("completing", (word("shell"),)),
}
"""All commands, in the order in which help names them."""
