"""What people type, as the values that it means: numbers, dates, a check-in's rows, Setup's rows."""
