"""The shell face: arguments in, plain text or JSON out."""
