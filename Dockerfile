# syntax=docker/dockerfile:1
# Stage 1 imports, indexes and exports; stage 2 holds the bundle and what serves it, nothing else.

FROM python:3.11-slim-bookworm AS build
WORKDIR /src
# PyTorch's index of CPU wheels, where pip does not find a CPU build by itself (see README).
ARG PIP_EXTRA_INDEX_URL=""
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY deploy/cpu_torch.py deploy/cpu_torch.py
COPY corpus corpus
COPY indexer indexer
COPY app app
RUN python deploy/cpu_torch.py constraints.txt \
 && pip install -c constraints.txt ".[build]" \
 && pip wheel --no-deps --wheel-dir /wheel .
RUN python -m indexer build --out /bundle --source corpus/data/catalogue.jsonl.xz && rm -rf /bundle/encoders

FROM python:3.11-slim-bookworm
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUNBUFFERED=1
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home motcua
COPY --from=build /wheel /wheel
COPY constraints.txt /wheel/
RUN pip install -c /wheel/constraints.txt "$(ls /wheel/*.whl)[serve]" && rm -rf /wheel
COPY --from=build --chown=motcua /bundle /bundle
USER motcua
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["python", "-m", "app", "--bundle", "/bundle", "--host", "0.0.0.0", "--port", "8000"]
