"""Made-up people and their months, played through the Coach that a person uses."""
