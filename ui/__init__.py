"""The window. Qt only: no rule, no SQL and no graph in here."""
