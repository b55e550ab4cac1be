"""Maps made from other programs' files."""
