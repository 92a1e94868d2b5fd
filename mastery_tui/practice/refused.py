"""A refused value, as a code and numbers: the words for a person stand in the guide."""


class Refused(ValueError):
    """A value or a change that is not allowed.

    Attributes:
        code: names the sentence in ``guide/en/refusals.toml`` that says what is allowed.
        facts: the numbers, dates and known words that the sentence needs; never a person's own text.
        word: the one word of a one-line entry that it is about, cut short, else ''; only the answer to that entry
            shows it.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.word = ""
