"""What the Coach's objects find, in words: one presenter for both faces."""
