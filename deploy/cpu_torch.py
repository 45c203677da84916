"""Refuse to install a torch that drags CUDA in: asks pip what it would install, and stops with the remedy."""

import json
import subprocess
import sys

REMEDY = """\
pip would install the CUDA build of torch, with several gigabytes of {packages} and more, which this project never uses.
Nothing was installed. Tell pip where PyTorch keeps its CPU builds and run make again:

    export PIP_EXTRA_INDEX_URL=<PyTorch's index of CPU wheels>

The address stands on PyTorch's "Get Started" page: choose Stable, Linux, Pip, Python, CPU, and take what follows --index-url.
To serve a finished bundle no torch is needed: pip install -c constraints.txt .[serve]
"""


def planned(requirement: str, constraints: str) -> list[str]:
    """Names of the packages pip would install. Raises CalledProcessError where pip cannot answer."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--dry-run",
        "--quiet",
        "--report",
        "-",
        "-c",
        constraints,
        requirement,
    ]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [item["metadata"]["name"] for item in json.loads(answer)["install"]]


def main(constraints: str) -> int:
    """0 where torch comes without CUDA, 1 where it does not."""
    cuda = [name for name in planned("torch", constraints) if name.startswith(("nvidia", "triton", "cuda"))]
    if cuda:
        print(REMEDY.format(packages=", ".join(cuda[:3])), file=sys.stderr)
    return 1 if cuda else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
