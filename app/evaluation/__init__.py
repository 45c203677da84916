"""How good the answers are: judged topics in, runs and figures out."""
