"""What a check finds: file, line, what is wrong and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must be mended before content is accepted."""

    file: str
    line: int
    record: str
    reason: str
    text: str = ""

    def render(self) -> str:
        """One line for a terminal."""
        shown = f": {self.text}" if self.text else ""
        return f"{self.file}:{self.line}: {self.record}: {self.reason}{shown}"
