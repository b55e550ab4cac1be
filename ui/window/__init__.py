"""A window: the start page or a map, what stands around it, and the windows among each other."""
