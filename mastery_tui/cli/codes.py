"""What the program is called in a shell, and how a command ends."""

PROGRAM = "mastery"
FINE = 0
REFUSED = 2
JOURNAL = 3
BUSY = 4
DUE = 10
INTERRUPTED = 130
