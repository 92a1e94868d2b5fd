"""What a practice is: values and pure functions, without I/O, clock or screen."""
