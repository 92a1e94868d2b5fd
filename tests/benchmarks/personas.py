"""How many cues a week the demo's people see, with the figures that describe them, and what single rules do by chance.

Run it from the project's folder: ``python -m tests.benchmarks.personas [SEEDS]``.
"""

import sys

import msgspec

from mastery_tui.demo.people import PERSONAS, Persona
from tests.demo import chances
from tests.demo.months import SAID, SEEDS, Figures

UNTOLD = {"name", "seed", "plan_day"}


def described(persona: Persona) -> str:
    """What differs from the defaults, as it stands in the struct."""
    fields = msgspec.structs.fields(Persona)
    told = {each.name: getattr(persona, each.name) for each in fields if each.name not in UNTOLD}
    defaults = {each.name: each.default for each in fields}
    return ", ".join(f"{name} {value}" for name, value in told.items() if value != defaults[name])


def main(seeds: range) -> None:
    """Print everything."""
    print(f"New cues in the banner a plan week, mean of {len(seeds)} months each, nobody answering any:\n")
    for name, persona in PERSONAS.items():
        figures = Figures(persona, seeds)
        said = "nothing said" if SAID[name] is None else f"at most {SAID[name]:.1f} said"
        print(f"{name:14}{figures.a_week:5.2f}   ({said}; fullest month {figures.most:.1f})")
        print(f"    {described(persona)}")
        for rule, _ in figures.by_rule.most_common():
            print(f"    {figures.rule_a_week(rule):5.2f}  {rule}")
        print()
    print("Single rules by chance, measured beside what the plan of the rules says:\n")
    for line in chances.lines():
        print(line)


if __name__ == "__main__":
    main(range(1, int(sys.argv[1]) + 1) if len(sys.argv) > 1 else SEEDS)
