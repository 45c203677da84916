"""The exported form of an encoder, made once for each output folder and kept while the model's files stay the same."""

import hashlib
import os
import shutil
from pathlib import Path

EXPORTS = "encoders"
EXPORT_VERSION = "2"
"""To be raised whenever the same model is exported otherwise."""


def _fingerprint(model: str) -> str:
    """A short name for a model: by content for a folder, by name otherwise."""
    digest = hashlib.sha256(EXPORT_VERSION.encode())
    folder = Path(model)
    if folder.is_dir():
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    else:
        digest.update(model.encode())
    return digest.hexdigest()[:16]


def exported_encoder(model: str, out: Path) -> Path:
    """The ONNX folder of a model under `out`, exported now if it is not there yet; torch is loaded only then."""
    folder = out / EXPORTS / _fingerprint(model)
    if not folder.is_dir():
        from indexer.encoder.onnx_export import export

        unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
        shutil.rmtree(unfinished, ignore_errors=True)
        export(model, unfinished)
        os.replace(unfinished, folder)
    return folder
