"""A map on paper, as a picture and as tables."""
