"""What a strategy map is, and its file. Knows nothing of windows, graphs or paper."""
