"""What the mouse does, one gesture family a file."""
