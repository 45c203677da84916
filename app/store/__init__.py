"""What the service remembers: questions with their outcome and door, and whether a page helped. Never who asked."""
