"""The health of a corpus: what in its records misleads or fails people, for the owner of the content to mend."""
