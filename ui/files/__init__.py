"""What the File menu does, and what keeps the map in the window safe."""
