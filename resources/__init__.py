"""Data only: icons, themes, examples, the user guide."""
