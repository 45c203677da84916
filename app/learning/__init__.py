"""Learning what confidence weighs, from lived questions that were held out of the bundle."""
