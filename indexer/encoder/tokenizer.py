"""The Unigram tokenizer of multilingual E5, built from its pieces and scores."""

import io
from collections.abc import Sequence

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

BEGIN, PADDING, END, UNKNOWN, MASK = "<s>", "<pad>", "</s>", "<unk>", "<mask>"
METASPACE = "▁"


def nmt_nfkc_charsmap() -> bytes:
    """SentencePiece's nmt_nfkc character map: any model trained under that rule carries it whole."""
    buffer = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d e f g h"] * 10),
        model_writer=buffer,
        vocab_size=12,
        model_type="unigram",
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    model = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    model.ParseFromString(buffer.getvalue())
    return bytes(model.normalizer_spec.precompiled_charsmap)


def unigram_tokenizer(pieces: Sequence[tuple[str, float]], unknown_id: int) -> Tokenizer:
    """A tokenizer over (piece, score) pairs in id order, framing each text as `<s> text </s>`.

    The character map knows composed letters only, so NFC comes first: Vietnamese typed on a Mac arrives decomposed.
    """
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=unknown_id, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Precompiled(nmt_nfkc_charsmap()),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(left=True, right=True),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=METASPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=METASPACE, prepend_scheme="always")
    tokenizer.post_processor = _framing([piece for piece, _ in pieces])
    tokenizer.add_special_tokens([BEGIN, PADDING, END, UNKNOWN, MASK])
    return tokenizer


def _framing(pieces: Sequence[str]) -> processors.TemplateProcessing:
    return processors.TemplateProcessing(
        single=f"{BEGIN} $A {END}",
        pair=f"{BEGIN} $A {END} {END} $B {END}",
        special_tokens=[(BEGIN, pieces.index(BEGIN)), (END, pieces.index(END))],
    )
