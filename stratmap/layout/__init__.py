"""Where cards go by themselves."""
