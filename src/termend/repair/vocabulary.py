"""Questions as tokens, by SentencePiece: word for word, so that a word is cut the same wherever it stands."""

from __future__ import annotations

from pathlib import Path

from termend.errors import ModelError
from termend.repair.coding import SPECIAL_TOKENS

_REMEDY = "Use a folder that `termend train` wrote, or install termend again"
END = "</s>"


class Vocabulary:
    """The tokens of a repair model.

    Args:
        path: a SentencePiece model.

    Raises:
        ModelError: where it is missing, is none, or lacks the signs of the repair language.
    """

    def __init__(self, path: Path) -> None:
        import sentencepiece

        if not path.is_file():
            raise ModelError(path, "the model's vocabulary is missing", _REMEDY)
        try:
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (RuntimeError, OSError, ValueError, TypeError) as error:
            raise ModelError(path, "the model's vocabulary cannot be read", _REMEDY) from error
        unknown = self._pieces.unk_id()
        if any(self._pieces.piece_to_id(sign) == unknown for sign in SPECIAL_TOKENS):
            raise ModelError(path, "the vocabulary lacks the signs of the repair language", _REMEDY)
        self._signs = frozenset(SPECIAL_TOKENS)
        self._cut: dict[str, list[str]] = {}

    def tokens(self, line: str) -> list[str]:
        """The tokens of a question or an answer, with the end sign."""
        out: list[str] = []
        for word in line.split(" "):
            if word in self._signs:
                out.append(word)
                continue
            cut = self._cut.get(word)
            if cut is None:
                cut = self._cut[word] = list(self._pieces.encode(word, out_type=str))
            out += cut
        return [*out, END]

    def ids(self, line: str) -> list[int]:
        """As `tokens`, as numbers."""
        return [int(self._pieces.piece_to_id(token)) for token in self.tokens(line)]

    def token(self, number: int) -> str:
        """The token of a number."""
        return str(self._pieces.id_to_piece(number))

    def __len__(self) -> int:
        return int(self._pieces.get_piece_size())
