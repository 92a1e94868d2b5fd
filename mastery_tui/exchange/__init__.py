"""Formats in and out: plain rows, which know neither a cycle nor a word for a person."""
