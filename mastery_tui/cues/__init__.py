"""The rule engine: records in, cues with their evidence out. Pure; it knows neither the machine nor the words."""
