"""How far dates, numbers and nesting go; what is beyond is refused wherever it comes from."""

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""The years of every date and moment. A plan and its pauses fit into the calendar on either side of them."""

MOST = 2**53
"""The greatest whole number that every reader of JSON has exactly."""

LAST_REV = MOST - 2**20
"""The greatest revision of a record: as a journal goes on from it, there are others after it."""

DEEPEST = 100
"""So many lists and objects of JSON can be in each other."""
