"""Serve a bundle from the interpreter that runs this file, ask one question, and fail where no answer comes."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

ADDRESS = "http://127.0.0.1:8799"
PATIENCE_SECONDS = 60
QUESTION = "lam lai bang lai xe het bao nhieu"


def answer() -> dict[str, object]:
    """What the API says to the question. Raises URLError while the server is not there."""
    query = urllib.parse.urlencode({"q": QUESTION})
    with urllib.request.urlopen(f"{ADDRESS}/api/v1/search?{query}", timeout=5) as said:
        made: dict[str, object] = json.load(said)
    return made


def main(bundle: str) -> int:
    """0 where the server answers with hits."""
    command = [sys.executable, "-m", "app", "--bundle", bundle, "--port", "8799"]
    server = subprocess.Popen(command)
    try:
        for _ in range(PATIENCE_SECONDS):
            try:
                hits = answer()["hits"]
                print(f"slim install: {len(hits) if isinstance(hits, list) else 0} hits")
                return 0 if hits else 1
            except urllib.error.URLError:
                time.sleep(1)
        return 1
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
