"""The network: a small encoder whose states at the candidate tokens say type, status, modes and parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, get_args

import torch
from torch import Tensor, nn
from transformers import AutoModel

from coder.examples import Deed, Sentence
from dateline.model import EventStatus, EventType, Stance
from dateline.ontology.plover import load

TYPES: Final[tuple[str, ...]] = ("NONE", *get_args(EventType))
STATUSES: Final[tuple[str, ...]] = get_args(EventStatus)
MODES: Final[tuple[str, ...]] = tuple(
    f"{name}.{mode}" for name, facts in load().types.items() for mode in facts.modes
)
STANCES: Final[tuple[str, ...]] = get_args(Stance)
ROLE_SIZE: Final = 64
MAX_PIECES: Final = 128


class Network(nn.Module):
    """Encoder with its heads.

    Args:
        base: folder of the pretrained encoder.
    """

    def __init__(self, base: str) -> None:
        super().__init__()
        # no dropout inside: it costs a third of the time on a CPU, and names are swapped anyway
        self.encoder = AutoModel.from_pretrained(
            base,
            attn_implementation="eager",
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        size = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.2)
        self.coding = nn.Linear(size, len(TYPES) + len(STATUSES) + len(MODES) + len(STANCES))
        self.acts = nn.Linear(size, 2 * ROLE_SIZE)
        self.takes = nn.Linear(size, 2 * ROLE_SIZE)
        self.bias = nn.Parameter(torch.full((2,), -1.0))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return for each piece the codings, and the two halves of the role scores."""
        state = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.coding(state), self.acts(state) / ROLE_SIZE**0.5, self.takes(state)

    def roles(self, acts: Tensor, takes: Tensor) -> Tensor:
        """Return role scores: triggers x parties x (actor, recipient)."""
        left = acts.view(-1, 2, ROLE_SIZE)
        right = takes.view(-1, 2, ROLE_SIZE)
        return torch.einsum("trd,prd->tpr", left, right) + self.bias

    def role_scores(self, acts: Tensor, takes: Tensor) -> Tensor:
        """Return role scores of triggers each with one party: rows x (actor, recipient)."""
        return (acts.view(-1, 2, ROLE_SIZE) * takes.view(-1, 2, ROLE_SIZE)).sum(2) + self.bias


@dataclass(frozen=True)
class Losses:
    """How the losses are weighed against each other."""

    status: float = 0.5
    modes: float = 0.5
    stances: float = 0.5
    roles: float = 0.5
    pair: float = 1.0


def loss_of(
    network: Network,
    outputs: tuple[Tensor, Tensor, Tensor],
    batch: Sequence[Sentence],
    pieces: Sequence[Sequence[int]],
    weigh: Losses,
) -> Tensor:
    """Return the loss of a batch.

    Args:
        network: the network.
        outputs: what it gave for the batch.
        batch: the sentences.
        pieces: for each sentence and token the index of its first piece, or -1 where it was cut off.
        weigh: weights of the losses.
    """
    marked, paired = _Rows(), _Rows()
    answers = _Answers()
    for number, (sentence, where) in enumerate(zip(batch, pieces, strict=True)):
        triggers = [t for t in sentence.triggers if where[t] >= 0]
        if sentence.pair is None:
            answers.add(sentence, triggers, [p for p in sentence.parties if where[p] >= 0], len(marked.piece))
            marked.add(number, where, triggers)
        elif triggers and min(where[sentence.pair[0]], where[sentence.pair[1]]) >= 0:
            paired.add(number, where, triggers, sentence.pair)
    total = torch.zeros(())
    if marked.piece:
        total = total + _marked_loss(network, outputs, marked, answers, pieces, weigh)
    if paired.piece:
        total = total + weigh.pair * _pair_loss(network, outputs, paired)
    return total / len(batch)


class _Rows:
    """Candidates of a batch: in which sentence, at which piece; of a pair also where its parties stand."""

    def __init__(self) -> None:
        self.sentence: list[int] = []
        self.piece: list[int] = []
        self.source: list[int] = []
        self.target: list[int] = []
        self.type: list[int] = []

    def add(
        self,
        number: int,
        where: Sequence[int],
        triggers: Sequence[int],
        pair: tuple[int, int, str] | None = None,
    ) -> None:
        self.sentence += [number] * len(triggers)
        self.piece += [where[t] for t in triggers]
        if pair is not None:
            self.source += [where[pair[0]]] * len(triggers)
            self.target += [where[pair[1]]] * len(triggers)
            self.type += [TYPES.index(pair[2])] * len(triggers)


class _Answers:
    """What is right for the candidates of a batch."""

    def __init__(self) -> None:
        self.types: list[list[int]] = []
        self.deeds: list[tuple[int, Deed]] = []
        self.said: list[tuple[int, int]] = []
        self.parties: list[tuple[int, int, float, float, bool, bool]] = []
        self.party_of: list[tuple[int, int]] = []

    def add(self, sentence: Sentence, triggers: Sequence[int], parties: Sequence[int], first: int) -> None:
        known = {t: first + i for i, t in enumerate(triggers)}
        types: dict[int, list[int]] = {}
        self.said += [
            (known[token], STANCES.index(stance)) for token, stance, _ in sentence.said if token in known
        ]
        for deed in sentence.deeds:
            if deed.token not in known:
                continue
            types.setdefault(deed.token, []).append(TYPES.index(deed.type))
            row = known[deed.token]
            self.deeds.append((row, deed))
            wanted = [{group[0] for group in side} for side in (deed.actors, deed.recipients)]
            # the nearest mention of a party must be found; its other mentions count neither way
            others = [
                {token for group in side for token in group[1:]} for side in (deed.actors, deed.recipients)
            ]
            for party in parties:
                acts, suffers = (float(party in side) for side in wanted)
                counts = [party in w or party not in o for w, o in zip(wanted, others, strict=True)]
                self.parties.append((row, party, acts, suffers, counts[0], counts[1]))
        self.types += [types.get(t, [0]) for t in triggers]


def _marked_loss(
    network: Network,
    outputs: tuple[Tensor, Tensor, Tensor],
    rows: _Rows,
    answers: _Answers,
    pieces: Sequence[Sequence[int]],
    weigh: Losses,
) -> Tensor:
    nothing, middle = len(TYPES), len(TYPES) + len(STATUSES)
    at = torch.tensor(rows.sentence), torch.tensor(rows.piece)
    coding = outputs[0][at].float()
    targets = torch.zeros(len(rows.piece), nothing)
    for row, types in enumerate(answers.types):
        for type_ in types:
            targets[row, type_] += 1 / len(types)
    total = -(targets * torch.log_softmax(coding[:, :nothing], 1)).sum()
    if answers.said:
        stances = coding[[row for row, _ in answers.said], -len(STANCES) :]
        right = torch.tensor([stance for _, stance in answers.said])
        total = total + weigh.stances * nn.functional.cross_entropy(stances, right, reduction="sum")
    if not answers.deeds:
        return total
    found = coding[[row for row, _ in answers.deeds]]
    statuses = torch.tensor([STATUSES.index(deed.status) for _, deed in answers.deeds])
    total = total + weigh.status * nn.functional.cross_entropy(
        found[:, nothing:middle], statuses, reduction="sum"
    )
    own = torch.zeros(len(answers.deeds), len(MODES))
    there = torch.zeros(len(answers.deeds), len(MODES))
    for row, (_, deed) in enumerate(answers.deeds):
        own[row, [i for i, name in enumerate(MODES) if name.startswith(deed.type + ".")]] = 1
        there[row, [MODES.index(f"{deed.type}.{mode}") for mode in deed.modes]] = 1
    total = total + weigh.modes * nn.functional.binary_cross_entropy_with_logits(
        found[:, middle : middle + len(MODES)], there, weight=own, reduction="sum"
    )
    if not answers.parties:
        return total
    sentence = torch.tensor([rows.sentence[row] for row, *_ in answers.parties])
    trigger = torch.tensor([rows.piece[row] for row, *_ in answers.parties])
    party = torch.tensor([pieces[rows.sentence[row]][token] for row, token, *_ in answers.parties])
    scores = network.role_scores(outputs[1][sentence, trigger].float(), outputs[2][sentence, party].float())
    wanted = torch.tensor([[one[2], one[3]] for one in answers.parties])
    counts = torch.tensor([[float(one[4]), float(one[5])] for one in answers.parties])
    return total + weigh.roles * nn.functional.binary_cross_entropy_with_logits(
        scores, wanted, weight=counts, reduction="sum"
    )


def _pair_loss(network: Network, outputs: tuple[Tensor, Tensor, Tensor], rows: _Rows) -> Tensor:
    """The trigger of a pair is not marked: the type must be right at those that link source and target."""
    sentence, piece = torch.tensor(rows.sentence), torch.tensor(rows.piece)
    acts = outputs[1][sentence, piece].float()
    source = network.role_scores(acts, outputs[2][sentence, torch.tensor(rows.source)].float())[:, 0]
    target = network.role_scores(acts, outputs[2][sentence, torch.tensor(rows.target)].float())[:, 1]
    link = source + target
    types = torch.log_softmax(outputs[0][sentence, piece].float()[:, : len(TYPES)], 1)
    types = types.gather(1, torch.tensor(rows.type)[:, None])[:, 0]
    numbers = torch.unique(sentence)
    own = sentence[None, :] == numbers[:, None]
    outside = torch.full((len(numbers), len(link)), -1e4)
    together = torch.where(own, (link + types)[None, :], outside)
    return -(
        torch.logsumexp(together, 1) - torch.logsumexp(torch.where(own, link[None, :], outside), 1)
    ).sum()
