"""The blend: network, linear model and rules come to one probability for each type and status.

A log-linear mixture. Its weights were fitted on sentences that none of the parts had seen (folds of the
corpus), so its probabilities say how often it is right (the reliability curve stands in the model's card).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]


class Blend(msgspec.Struct, frozen=True, kw_only=True):
    """Weights of the mixture.

    Attributes:
        types: names of the types, `NONE` first: the columns of all type scores.
        statuses: names of the statuses.
        modes: names of the modes, `TYPE.mode`.
        stances: names of the stances of a statement at its cue.
        network: weight of the network's log-probability of the type.
        linear: weight of the linear model's.
        rules: for each type what it gains where the rules say it; for `NONE`, where they say nothing.
        bias: of each type.
        status_network: weight of the network's log-probability of the status.
        status_rules: what each status gains where the rules say another or the same: rules x statuses.
        status_signs: for each rule that may settle a status what the statuses gain where it did.
        stance_network: weight of the network's log-probability of the stance.
        stance_rules: what each stance gains where the rules say another or the same: rules x stances.
        event: where the rules have an event, least probability of there being one at all; where they have none,
            least probability of the likeliest type.
        mode: least probability of a mode.
        role_bias: what is added to the raw scores of actors and of recipients.
        role: least raw score of an actor and of a recipient that the network names by itself.
        veto: least raw score of an actor and of a recipient that the frame names.
        encode: least probability by the linear model at which the network is asked at all.
        pieces: pieces at which a sentence is cut.
    """

    types: tuple[str, ...]
    statuses: tuple[str, ...]
    modes: tuple[str, ...]
    stances: tuple[str, ...]
    network: float
    linear: float
    rules: tuple[float, ...]
    bias: tuple[float, ...]
    status_network: float
    status_rules: tuple[tuple[float, ...], ...]
    status_signs: dict[str, tuple[float, ...]]
    stance_network: float
    stance_rules: tuple[tuple[float, ...], ...]
    event: tuple[float, float]
    mode: float
    role_bias: tuple[float, float]
    role: tuple[float, float]
    veto: tuple[float, float]
    encode: float
    pieces: int


def logs(raw: Table) -> Table:
    """Return log-probabilities of raw scores, along the last axis."""
    top = raw.max(-1, keepdims=True)
    return np.asarray(raw - top - np.log(np.exp(raw - top).sum(-1, keepdims=True)))


def types(blend: Blend, network: Table, linear: Table, ruled: Table) -> Table:
    """Return probabilities of the types.

    Args:
        blend: the weights.
        network: log-probabilities by the network, candidates x types.
        linear: by the linear model, likewise.
        ruled: 1 where the rules say the type, in the first column where they say nothing.
    """
    raw = blend.network * network + blend.linear * linear + ruled * np.asarray(blend.rules)
    return np.exp(logs(raw + np.asarray(blend.bias)))


def status(blend: Blend, network: Table, ruled: str, sign: str) -> Table:
    """Return probabilities of the statuses of one event.

    Args:
        blend: the weights.
        network: log-probabilities by the network.
        ruled: the status by the rules.
        sign: the rule that settled it.
    """
    gains = np.asarray(blend.status_rules[blend.statuses.index(ruled)])
    if sign in blend.status_signs:
        gains = gains + np.asarray(blend.status_signs[sign])
    return np.exp(logs(blend.status_network * network + gains))


def mixed_stance(blend: Blend, network: Table, ruled: str) -> Table:
    """Return probabilities of the stances of one statement.

    Args:
        blend: the weights.
        network: log-probabilities by the network, at the cue.
        ruled: the stance by the rules.
    """
    gains = np.asarray(blend.stance_rules[blend.stances.index(ruled)])
    return np.exp(logs(blend.stance_network * network + gains))
