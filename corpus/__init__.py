"""What is known: records of procedures and questions, and the files they come in."""
