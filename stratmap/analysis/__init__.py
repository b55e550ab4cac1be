"""What a map is asked: checks and feedback loops."""
