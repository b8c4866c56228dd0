# SPDX-License-Identifier: MIT
"""What readers are told beside ids: names, units, and what a result is of."""

from __future__ import annotations

from collections.abc import Sequence

from demarche._core import probability_words
from demarche._schema.generated import Estimate, PosteriorMessage, ResultMessage, ScenarioMessage

#: With fewer, probabilities get no words.
_TOO_FEW_EFFECTIVE_DRAWS = 100


def names(scenario: ScenarioMessage | None, kind: str, ids: Sequence[str]) -> list[str]:
    """Give the names of elements, for example of ``"claims"``; ids where there is no name."""
    elements = [] if scenario is None else getattr(scenario, kind)
    known = {element.id: element.name for element in elements}
    return [known.get(identity) or identity.replace("_", " ") for identity in ids]


def units(scenario: ScenarioMessage | None, kind: str, ids: Sequence[str]) -> list[str]:
    """Give the units of parameters, metrics or, for ``"actors"``, of payoffs; "" if unknown."""
    if scenario is None:
        return [""] * len(ids)
    if kind == "actors":
        return [scenario.payoff_unit] * len(ids)
    known = {element.id: element.unit for element in getattr(scenario, kind)}
    return [known.get(identity, "") for identity in ids]


def lever_names(
    scenario: ScenarioMessage | None, levers: Sequence[tuple[str, str]], whole: bool = True
) -> list[str]:
    """Give the names of (actor, lever) pairs, with the actor's in front if `whole`."""
    known = {}
    for actor in [] if scenario is None else scenario.actors:
        for lever in actor.levers:
            name = lever.name or lever.id.replace("_", " ")
            known[actor.id, lever.id] = f"{actor.name or actor.id}: {name}" if whole else name
    return [known.get(pair, ".".join(pair)) for pair in levers]


def level_names(
    scenario: ScenarioMessage | None, actor: str, lever: str, levels: Sequence[str]
) -> list[str]:
    """Give the names of a lever's levels; ids in words where there is none."""
    known = {}
    for found in [] if scenario is None else scenario.actors:
        for its in found.levers if found.id == actor else []:
            if its.id == lever:
                known = {level.id: level.name for level in its.levels}
    return [known.get(level) or level.replace("_", " ") for level in levels]


def percent(share: float) -> str:
    """Give a share as a percentage with one digit, and "under 0.1 %" for less."""
    return "under 0.1 %" if 0.0 < share < 0.0005 else f"{100 * share:.1f} %"


def phrase(estimate: Estimate) -> str:
    """Give a probability in words with their range; empty if no draw gave a value.

    As in the program's text, a posterior of too few effective draws gets no words.
    """
    if estimate.count == 0:
        return ""
    effective = estimate.effective_draws
    if effective is not None and effective < _TOO_FEW_EFFECTIVE_DRAWS:
        return "too few effective draws"
    return probability_words(estimate.low, estimate.high)


def num_unsolved(message: ResultMessage) -> int:
    """How many draws of a result have no answer."""
    return message.draws_done - (message.solving.solved if message.solving else 0)


def unsolved_text(message: ResultMessage) -> str:
    """Say how many draws have no answer and why; empty if all have one."""
    missing = num_unsolved(message)
    if missing == 0:
        return ""
    failures = message.solving.failures if message.solving else {}
    reasons = ", ".join(
        f"{number:,} {name.replace('_', ' ')}" for name, number in sorted(failures.items())
    )
    if missing == message.draws_done:
        return f"none of {message.draws_done:,} draws has an answer ({reasons})"
    return (
        f"{missing:,} of {message.draws_done:,} draws ({percent(missing / message.draws_done)}) "
        f"have no answer ({reasons})"
    )


def headline(message: ResultMessage) -> str:
    """Say what a result is of: scenario, draws, concept, seed."""
    parts = [f"{message.draws_done:,} draws"]
    if message.options is not None:
        parts += [f"concept {message.options.solution_concept}", f"seed {message.options.seed}"]
    if not message.is_complete:
        parts.append("stopped early")
    return f"{message.scenario_name or message.scenario_id}: {', '.join(parts)}"


def shared_caption(message: ResultMessage) -> str:
    """Say what results of several concepts are of."""
    seed = f", seed {message.options.seed}" if message.options is not None else ""
    return f"{message.scenario_name or message.scenario_id}: {message.draws_done:,} draws{seed}"


def caption(message: ResultMessage) -> str:
    """Say what a result is of, and how many draws it lacks."""
    missing = unsolved_text(message)
    return headline(message) + (f"; {missing}" if missing else "")


def given_text(posterior: PosteriorMessage) -> str:
    """Say on how much evidence numbers are."""
    number = len(posterior.items)
    return f"given {number} item{'' if number == 1 else 's'} of evidence"


def attributes(message: ResultMessage) -> dict[str, str | int]:
    """Give what tables and datasets say of themselves."""
    options = message.options
    return {
        "title": caption(message),
        "scenario": message.scenario_id,
        "scenario_name": message.scenario_name,
        "scenario_digest": message.scenario_digest,
        "concept": options.solution_concept if options else "",
        "seed": str(options.seed) if options else "",
        "draws_done": message.draws_done,
        "draws_without_answer": num_unsolved(message),
        "source": f"demarche {message.versions.get('demarche', '')}".strip(),
    }


def option_name(levers: Sequence[str], levels: Sequence[str]) -> str:
    """Give an option by what it sets: "port.rebate = full"."""
    return ", ".join(f"{lever} = {level}" for lever, level in zip(levers, levels, strict=True))
