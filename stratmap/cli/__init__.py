"""The command line: check, loops, import, export, info and demo, and the way into the window."""
