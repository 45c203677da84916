"""What is prepared: records become passages, tokens and vectors, and these become a bundle."""
