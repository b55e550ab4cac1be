"""What one can do with a strategy map without a window: edit, analyse, lay out, draw, export, import."""

__version__ = "0.1.0"

SUFFIX = ".stratmap"
"""What the name of every file of ours ends in."""
