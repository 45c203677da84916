"""The live bundle: opened, warmed up, watched, and swapped without dropping a request. Knows no HTTP."""
