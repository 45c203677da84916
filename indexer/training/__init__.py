"""Fine-tuning of the encoder on what people call the acts; needs torch and is never loaded by a server."""
