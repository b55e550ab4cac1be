"""The windows that come up for one question."""
