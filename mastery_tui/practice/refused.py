"""A refused value, as a code and numbers: the words for a person stand in the guide."""


class Refused(ValueError):
    """A value or a change that is not allowed.

    Attributes:
        code: names the sentence in ``guide/en/refusals.toml`` that says what is allowed.
        facts: the numbers, dates and known words that the sentence needs; never a person's own text.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
