"""The command line: check, loops, matrix, effects, import, export, info and demo, and the way into the window."""
