"""What one can do with an open map, a family of commands a file; the rows of ``ui.actions`` call them."""
