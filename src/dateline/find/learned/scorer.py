"""Scoring: what network and linear model say of every candidate of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from dateline.find.events.lexicon import match
from dateline.find.learned import linear
from dateline.find.learned.blend import Blend, logs
from dateline.find.learned.candidates import may_take_part, may_trigger
from dateline.find.learned.paths import content_words, features, nearby, scene
from dateline.find.syntax import Passage
from dateline.models import files
from dateline.models.encoder import Encoded, Encoder
from dateline.ontology.plover import Ontology

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    Table = NDArray[np.float64]

MODEL: Final = "event_coder"


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What is said of the candidates of one sentence. Tokens are counted from the parse's first.

    Attributes:
        row: of each trigger that was scored, its row.
        network: log-probabilities of the types, rows x types.
        linear: likewise by the linear model.
        statuses: log-probabilities of the statuses, rows x statuses.
        modes: probabilities of the modes, rows x modes.
        stances: log-probabilities of the stances, if the candidate is the cue of a statement, rows x stances.
        parties: heads of noun phrases that were scored.
        roles: raw scores as actor and as recipient, rows x parties x 2.
    """

    row: Mapping[int, int]
    network: Table
    linear: Table
    statuses: Table
    modes: Table
    stances: Table
    parties: tuple[int, ...]
    roles: Table


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What the learned coder says of a text.

    Attributes:
        blend: how it is weighed against the rules.
        passages: for each passage the scores of its sentences.
    """

    blend: Blend
    passages: Sequence[Sequence[Scores]]


class Scorer:
    """Scores the candidates of passages.

    Args:
        folder: where the model's files lie.
        threads: of the processor; 0 for as many as there are.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.name = files.label_of(folder)
        self.blend = msgspec.json.decode((folder / "blend.json").read_bytes(), type=Blend)
        self._linear = linear.load(folder / "linear.npz")
        self._encoder = Encoder(
            folder / "network.onnx", folder / "vocabulary.txt", self.blend.pieces, threads
        )

    def judge(self, passages: Sequence[Passage], ontology: Ontology, *, every: bool = False) -> Judged:
        """Score passages, for those who weigh the scores (see `scores`)."""
        return Judged(self.blend, self.scores(passages, ontology, every=every))

    def scores(
        self, passages: Sequence[Passage], ontology: Ontology, *, every: bool = False
    ) -> list[list[Scores]]:
        """Score passages.

        Args:
            passages: the passages.
            ontology: the lexicon.
            every: ask the network about sentences, too, in which the linear model sees nothing.

        Returns:
            For each passage its sentences in their order; those without candidates are left out.
        """
        asked: list[_Asked] = []
        for number, passage in enumerate(passages):
            asked += self._asked(number, passage, ontology, every=every)
        encoded = self._encoder.encode([one.sentence.text for one in asked])
        found: list[list[Scores]] = [[] for _ in passages]
        for one, states in zip(asked, encoded, strict=True):
            scored = self._scored(one, states)
            if scored is not None:
                found[one.passage].append(scored)
        return found

    def _asked(self, number: int, passage: Passage, ontology: Ontology, *, every: bool) -> Iterator[_Asked]:
        floor = np.log(1 - self.blend.encode)
        for sentence in passage.doc.sents:
            tokens = list(sentence)
            triggers = [token for token in tokens if may_trigger(token)]
            if not triggers:
                continue
            content = content_words(tokens)
            own = [
                features(token, lexicon_type(token, ontology), nearby(content, token.i - sentence.start))
                for token in triggers
            ]
            paths = logs(self._linear.table(own, scene(content)).astype(np.float64))
            # a sentence in which the paths see nothing at all is not worth the network's time
            if every or paths[:, 0].min() <= floor:
                yield _Asked(number, sentence, tokens, triggers, paths)

    def _scored(self, one: _Asked, states: Encoded) -> Scores | None:
        where = pieces_of(states.offsets, [_span(token, one.sentence) for token in one.triggers])
        kept = [i for i, piece in enumerate(where) if piece >= 0]
        if not kept:
            return None
        coding, acts, takes = (np.asarray(output, dtype=np.float64) for output in states.outputs)
        rows = coding[[where[i] for i in kept]]
        types, statuses, modes = (
            len(names) for names in (self.blend.types, self.blend.statuses, self.blend.modes)
        )
        heads = [token for token in one.tokens if may_take_part(token)]
        places = pieces_of(states.offsets, [_span(token, one.sentence) for token in heads])
        parties = [(token.i, piece) for token, piece in zip(heads, places, strict=True) if piece >= 0]
        size = acts.shape[1] // 2
        left = acts[[where[i] for i in kept]].reshape(len(kept), 2, size)
        right = takes[[piece for _, piece in parties]].reshape(len(parties), 2, size)
        return Scores(
            row={one.triggers[i].i: row for row, i in enumerate(kept)},
            network=logs(rows[:, :types]),
            linear=one.paths[kept],
            statuses=logs(rows[:, types : types + statuses]),
            modes=1 / (1 + np.exp(-rows[:, types + statuses : types + statuses + modes])),
            stances=logs(rows[:, types + statuses + modes :]),
            parties=tuple(index for index, _ in parties),
            roles=np.einsum("trd,prd->tpr", left, right) + np.asarray(self.blend.role_bias),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A sentence that the network is asked about."""

    passage: int
    sentence: Tokens
    tokens: list[Token]
    triggers: list[Token]
    paths: Table


def _span(token: Token, sentence: Tokens) -> tuple[int, int]:
    start = token.idx - sentence.start_char
    return start, start + len(token)


def pieces_of(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each span the index of the piece in which it begins, -1 if it was cut off."""
    starts: dict[int, int] = {}
    for index, (start, end) in enumerate(offsets):
        if end > start:
            starts.setdefault(start, index)
    found = []
    for start, end in spans:
        index = starts.get(start, -1)
        if index < 0:
            index = next((i for i, (a, b) in enumerate(offsets) if a < end and b > start and b > a), -1)
        found.append(index)
    return found


def lexicon_type(token: Token, ontology: Ontology) -> str:
    """Return the type that the lexicon's best entry gives to a token, before any other consideration."""
    hit = match(token, ontology, noun=token.pos_ in ("NOUN", "PROPN"))
    return "" if hit is None else hit[0].entry.type


@lru_cache(maxsize=2)
def load(root: Path | None = None, threads: int = 0) -> Scorer | None:
    """Load the event coder's model, once a process; `None` where it is not installed.

    Raises:
        DatelineError: E021, its files are not those that were released.
    """
    folder = files.folder(MODEL, root)
    return None if folder is None else Scorer(folder, threads)
