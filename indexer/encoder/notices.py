"""What goes beside the weights: the licence and a model card."""

from importlib.resources import files
from pathlib import Path

from indexer.encoder.model_folder import BertFolder

LICENSE_NOTICE, CARD = "LICENSE-NOTICE.md", "README.md"
_CARD_TEMPLATE = "MODEL_CARD.md"
_WHOLE_VOCABULARY = 250_002


def write_notices(model: BertFolder, folder: Path) -> None:
    """Write the licence notice and the card of a recovered encoder into its folder."""
    texts = files("indexer.encoder")
    pieces = int(model.config["vocab_size"])
    card = texts.joinpath(_CARD_TEMPLATE).read_text(encoding="utf-8")
    filled = card.format(
        layers=model.config["num_hidden_layers"],
        parameters=model.parameters / 1e6,
        pieces=f"{pieces:,}",
        kept=f", kept from {_WHOLE_VOCABULARY:,}" if pieces < _WHOLE_VOCABULARY else "",
    )
    (folder / CARD).write_text(filled, encoding="utf-8")
    (folder / LICENSE_NOTICE).write_bytes(texts.joinpath(LICENSE_NOTICE).read_bytes())


def copy_notice(source: Path, out: Path) -> None:
    """Copy the licence notice of a model folder, where it has one, beside its export."""
    if (source / LICENSE_NOTICE).is_file():
        (out / LICENSE_NOTICE).write_bytes((source / LICENSE_NOTICE).read_bytes())
