"""A map as a flat list of primitives, without Qt: what every surface plays."""
