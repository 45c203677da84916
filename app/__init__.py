"""What is asked: a bundle and a question become an answer."""
