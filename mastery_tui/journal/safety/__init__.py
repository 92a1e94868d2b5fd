"""Looking after the file: backups, other machines, what is damaged, what is typed, the end."""
