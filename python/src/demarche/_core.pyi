# SPDX-License-Identifier: MIT
# Written by python/tools/generate_stub.py.
"""
The compiled part of demarche; its names are public through the package.
"""
from __future__ import annotations
import collections.abc
import enum
import fractions
import numpy
import numpy.typing
import os
import typing
__all__: list[str] = ['Agent', 'BatchProgress', 'BatchSolution', 'Certificate', 'CognitiveHierarchy', 'CompiledModel', 'Concept', 'ConceptOptions', 'CorrelatedEquilibrium', 'CorrelatedEquilibriumResult', 'CorrelatedObjective', 'Design', 'Draw', 'Dynamics', 'DynamicsEnd', 'DynamicsResult', 'DynamicsRule', 'ExtensiveGame', 'ExtensiveNode', 'ExtensiveOutcome', 'ExtremeEquilibria', 'ExtremeEquilibriaResult', 'FactorTable', 'FactoredGame', 'FactoredPlayer', 'FactoredShape', 'GameFamily', 'GlobalNewton', 'GlobalNewtonResult', 'InformationSet', 'InvalidArgument', 'IoError', 'IteratedDominance', 'IteratedDominanceResult', 'IteratedPolymatrix', 'IteratedPolymatrixResult', 'LemkeHowson', 'LemkeHowsonEnd', 'LemkeHowsonEnds', 'LemkeHowsonPaths', 'LemkeHowsonResult', 'LevelK', 'LogitPath', 'LogitPathPoint', 'LogitPathResult', 'LogitQuantalResponse', 'LogitQuantalResponseResult', 'NashEquilibria', 'NashEquilibriaResult', 'NashMethod', 'NfgVersion', 'NormalFormGame', 'OptionDescription', 'Problem', 'Progress', 'PureEquilibria', 'PureEquilibriaResult', 'Purpose', 'RunSettings', 'ScenarioSampler', 'Selection', 'SequentialMoves', 'SequentialMovesResult', 'SimplicialSubdivision', 'SimplicialSubdivisionResult', 'Solution', 'SolveStatus', 'Stackelberg', 'StackelbergResult', 'SupportEnumeration', 'SupportEnumerationResult', 'TreeAssessment', 'TreeSolution', 'WeightedProfile', 'ZeroSum', 'ZeroSumResult', 'add_behaviours', 'add_option_studies', 'analysis_text', 'append_forecasts', 'apply_parameter_sheet', 'changed_scenario', 'check_behaviours', 'check_file', 'check_matrix', 'check_with_variants', 'compare_concepts', 'compare_scenarios', 'compile_changed', 'compile_scenario', 'concepts', 'default_concept', 'default_settings', 'describe', 'distribution_bounds', 'distribution_mean', 'distribution_problems', 'distribution_quantile', 'explain', 'factored_form', 'factored_game_of_draw', 'find_concept', 'find_game_family', 'find_objective', 'find_option', 'find_selection', 'first_order_indices', 'format_efg', 'format_gam', 'format_nfg', 'format_scenario', 'game_families', 'gaussian_correlations', 'generate_game', 'group_by_play', 'icd_203_phrase', 'instruction_set', 'instruction_sets', 'load_scenario', 'make_monte_carlo', 'mean_draw', 'merge_slices', 'node_probabilities', 'option_table', 'parameter_changes', 'parameter_sheet', 'parse_byte_count', 'parse_efg', 'parse_gam', 'parse_nfg', 'parse_scenario', 'payoff_matrix', 'player_agents', 'pool', 'population_replicator_field', 'probability_interval', 'probability_words', 'read_cells', 'read_efg', 'read_gam', 'read_game', 'read_nfg', 'read_parameter_csv', 'read_result', 'reduced_strategic_form', 'repaired_correlations', 'replay_draw', 'replay_draws', 'replicator_field', 'require_read', 'robustness', 'run', 'run_slice', 'score_file', 'score_text', 'select_equilibria', 'separate_agents', 'sheet_csv', 'solution_json', 'solution_text', 'solve_batch', 'solve_factored', 'solve_tree', 'stream_of', 'summarise_comparison', 'summarise_result', 'summarise_scenario_comparison', 'tree_json', 'tree_text', 'use_code', 'use_instruction_set', 'usual_heading', 'variant_scenario', 'what_if_text', 'write_comparison', 'write_efg', 'write_gam', 'write_game', 'write_nfg', 'write_result', 'write_scenario', 'write_scenario_comparison']
class InvalidArgument(ValueError):
    """
    An argument breaks its contract: a shape, a range, a NaN. The message names argument, rule and value.
    """
class IoError(OSError):
    """
    A file, a disk or a schema failed. The message names the path.
    """
class NormalFormGame:
    """
    A finite game in strategic form: one payoff per player and pure profile.
    
    Parameters
    ----------
    payoffs : array_like or sequence of array_like
        Shape ``(players, s1, ..., sn)``, or one array of shape ``(s1, ..., sn)`` per player. Copied.
        Payoffs that are all int, `fractions.Fraction`, `decimal.Decimal` or texts such as ``"1/3"`` are
        kept exactly; a float among them makes the game one of doubles.
    title : str
        What the game is called.
    player_names : sequence of str, optional
        One per player; ``"1"``, ``"2"``, ... if left out.
    strategy_names : sequence of sequences of str, optional
        Per player, one per strategy; ``"1"``, ``"2"``, ... if left out.
    
    Raises
    ------
    InvalidArgument
        If shapes or numbers of names do not fit; the message gives them.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]], title="Prisoners")
    >>> game.num_strategies
    (2, 2)
    >>> game.payoffs[0]
    array([[3., 0.],
           [5., 1.]])
    >>> game[0, 1]
    array([0., 5.])
    >>> game.max_regret([[0, 1], [0, 1]])
    0.0
    >>> game.best_responses(0, game.uniform_profile())
    [1]
    >>> thirds = demarche.NormalFormGame([[["1/3", "2/3"]], [[1, 0]]])
    >>> thirds.exact_payoffs[0, 0, 1]
    Fraction(2, 3)
    """
    @staticmethod
    def load(path: os.PathLike[str] | str | bytes) -> NormalFormGame:
        """
        Read the game of a ``.nfg``, ``.gam`` or ``.efg`` file at `path`; see `read_game`.
        """
    def __getitem__(self, profile: collections.abc.Sequence[typing.SupportsIndex | str]) -> numpy.typing.NDArray[numpy.float64]:
        """
        What each player gets at a pure profile, a strategy per player by number or name.
        """
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __init__(self, payoffs: typing.Any, *, title: str = '', player_names: collections.abc.Sequence[str] | None = None, strategy_names: collections.abc.Sequence[collections.abc.Sequence[str]] | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def _repr_html_(self) -> str:
        """
        Payoffs as a table, with best responses underlined, for notebooks.
        """
    def best_responses(self, player: typing.SupportsIndex | str, profile: collections.abc.Sequence[numpy.typing.ArrayLike], *, tie_tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-12) -> list[int]:
        """
        Numbers of a player's strategies that pay most against `profile`. Those that pay less by no more than `tie_tolerance`, relative to the spread of its payoffs, are among them.
        """
    def expected_payoff(self, player: typing.SupportsIndex | str, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> float:
        """
        What a player, by number or name, gets on average where all play `profile`.
        """
    def expected_payoffs(self, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> numpy.typing.NDArray[numpy.float64]:
        """
        What each player gets on average where all play `profile`.
        """
    def max_regret(self, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> float:
        """
        The most that one player gains by deviating from `profile`, in payoff units.
        """
    def pure_profile(self, profile: collections.abc.Sequence[typing.SupportsIndex | str]) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        Probability vectors of everybody playing its strategy of `profile`, by number or name, for sure.
        """
    def regrets(self, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> numpy.typing.NDArray[numpy.float64]:
        """
        The most that each player gains by deviating from `profile`, in payoff units.
        """
    def relative_regret(self, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> float:
        """
        As `max_regret` of `profile`, each player's gain divided by the spread of its payoffs.
        """
    def restricted(self, strategies: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsIndex | str]]) -> NormalFormGame:
        """
        The game in which players have these of their strategies alone, by number or name, in this order: for example those that survive `IteratedDominance`.
        """
    def save(self, path: os.PathLike[str] | str | bytes) -> None:
        """
        Write the game to a ``.nfg`` or ``.gam`` file at `path`; see `write_game`.
        """
    def strategy_payoffs(self, player: typing.SupportsIndex | str, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> numpy.typing.NDArray[numpy.float64]:
        """
        Expected payoff of each strategy of a player, by number or name, while the others play `profile`.
        """
    def uniform_profile(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        Probability vectors of everybody playing all its strategies alike.
        """
    def unit_scaled(self) -> NormalFormGame:
        """
        The same game with every player's payoffs mapped to [0, 1]; equilibria stay.
        """
    @property
    def exact_payoffs(self) -> typing.Any:
        """
        The payoffs as an array of `fractions.Fraction`, shape ``(players, s1, ..., sn)``, or None unless `is_exact`.
        """
    @property
    def is_exact(self) -> bool:
        """
        Whether all payoffs are known exactly: they were read from a file or given without a float, and none has been changed since. Solvers then decide ties exactly.
        """
    @property
    def num_players(self) -> int:
        """
        Number of players.
        """
    @property
    def num_profiles(self) -> int:
        """
        Number of pure profiles.
        """
    @property
    def num_strategies(self) -> tuple[int, ...]:
        """
        Number of strategies of each player.
        """
    @property
    def payoffs(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        The payoffs themselves, shape ``(players, s1, ..., sn)``: writing to them changes the game.
        """
    @property
    def player_names(self) -> list[str]:
        """
        One name per player (a copy; assign a list to change them).
        """
    @player_names.setter
    def player_names(self, arg1: collections.abc.Sequence[str]) -> None:
        ...
    @property
    def strategy_names(self) -> list[list[str]]:
        """
        Per player, one name per strategy (a copy; assign lists to change them).
        """
    @strategy_names.setter
    def strategy_names(self, arg1: collections.abc.Sequence[collections.abc.Sequence[str]]) -> None:
        ...
    @property
    def title(self) -> str:
        """
        What the game is called.
        """
    @title.setter
    def title(self, arg0: str) -> None:
        ...
class NfgVersion(enum.Enum):
    """
    The two versions of Gambit's strategic format.
    """
    outcomes = ...
    payoffs = ...
class InformationSet:
    """
    Nodes at which the mover has the same actions and cannot tell where it is, or a chance move.
    
    Parameters
    ----------
    name : str
        What it is called.
    player : int, optional
        Who moves, from 0; None for chance.
    actions : sequence of str
        Their names, at least one.
    probabilities : sequence of float, fractions.Fraction or str
        Of chance's actions, summing to 1; empty for a player. Kept exactly if none is a float.
    """
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __init__(self, *, name: str = '', player: typing.SupportsIndex | None = None, actions: collections.abc.Sequence[str], probabilities: collections.abc.Iterable[float | fractions.Fraction | str] = ()) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def actions(self) -> tuple[str, ...]:
        """
        Their names.
        """
    @property
    def exact_probabilities(self) -> tuple[fractions.Fraction, ...]:
        """
        The same as `fractions.Fraction`; empty if one of them was a float.
        """
    @property
    def name(self) -> str:
        """
        What it is called.
        """
    @property
    def player(self) -> int | None:
        """
        Who moves; None for chance.
        """
    @property
    def probabilities(self) -> tuple[float, ...]:
        """
        Of chance's actions.
        """
class ExtensiveOutcome:
    """
    Payoffs that are paid where a node bears them.
    
    Parameters
    ----------
    payoffs : sequence of float, fractions.Fraction or str
        One for each player. Kept exactly if none is a float.
    name : str
        What it is called.
    """
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __init__(self, payoffs: collections.abc.Iterable[float | fractions.Fraction | str], *, name: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def exact_payoffs(self) -> tuple[fractions.Fraction, ...]:
        """
        The same as `fractions.Fraction`; empty if one of them was a float.
        """
    @property
    def name(self) -> str:
        """
        What it is called.
        """
    @property
    def payoffs(self) -> tuple[float, ...]:
        """
        One for each player.
        """
class ExtensiveNode:
    """
    A place in the tree; without an information set the game ends there.
    
    Parameters
    ----------
    name : str
        What it is called.
    information_set : int, optional
        Its place in the game's `information_sets`.
    outcome : int, optional
        Its place in the game's `outcomes`; None pays nothing.
    children : sequence of int
        The node after each action.
    """
    def __getstate__(self) -> tuple[str, int | None, int | None, list[int]]:
        ...
    def __init__(self, *, name: str = '', information_set: typing.SupportsIndex | None = None, outcome: typing.SupportsIndex | None = None, children: collections.abc.Sequence[typing.SupportsIndex] = []) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def children(self) -> tuple[int, ...]:
        """
        The node after each action.
        """
    @property
    def information_set(self) -> int | None:
        """
        Its place in the game, or None.
        """
    @property
    def name(self) -> str:
        """
        What it is called.
        """
    @property
    def outcome(self) -> int | None:
        """
        Its place in the game, or None.
        """
class ExtensiveGame:
    """
    A finite game in extensive form: a tree of moves, with chance and imperfect information.
    
    A player's payoff is the sum of what the outcomes along the path pay. A game does not change once
    it is made. `make_extensive_game` makes one from nested moves, which is easier to write.
    
    Parameters
    ----------
    player_names : sequence of str
        At least one player.
    information_sets : sequence of InformationSet
        Of all players and chance.
    outcomes : sequence of ExtensiveOutcome
        What is paid.
    nodes : sequence of ExtensiveNode
        The root first, every node before its children.
    title : str
        What the game is called.
    comment : str
        More words on it.
    
    Raises
    ------
    InvalidArgument
        Naming the element and the rule that it breaks.
    
    Examples
    --------
    >>> game = demarche.ExtensiveGame(
    ...     player_names=["sender"],
    ...     information_sets=[demarche.InformationSet(player=0, actions=["stop", "go"])],
    ...     outcomes=[demarche.ExtensiveOutcome([1]), demarche.ExtensiveOutcome([2])],
    ...     nodes=[
    ...         demarche.ExtensiveNode(information_set=0, children=[1, 2]),
    ...         demarche.ExtensiveNode(outcome=0),
    ...         demarche.ExtensiveNode(outcome=1),
    ...     ],
    ... )
    >>> demarche.reduced_strategic_form(game).payoffs
    array([[1., 2.]])
    """
    def __getstate__(self) -> tuple[list[str], list[InformationSet], list[ExtensiveOutcome], list[ExtensiveNode], str, str]:
        ...
    def __init__(self, *, player_names: collections.abc.Sequence[str], information_sets: collections.abc.Sequence[InformationSet], outcomes: collections.abc.Sequence[ExtensiveOutcome], nodes: collections.abc.Sequence[ExtensiveNode], title: str = '', comment: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def _repr_html_(self) -> str:
        """
        The tree, for notebooks.
        """
    def has_perfect_recall(self, player: typing.SupportsIndex | str) -> bool:
        """
        Whether the player, by number or name, always remembers what it did and knew.
        """
    @property
    def comment(self) -> str:
        """
        More words on it.
        """
    @property
    def information_sets(self) -> tuple[InformationSet, ...]:
        """
        Of all players and chance (copies).
        """
    @property
    def is_exact(self) -> bool:
        """
        Whether all payoffs and probabilities are known exactly and the probabilities of each chance move sum to exactly 1.
        """
    @property
    def nodes(self) -> tuple[ExtensiveNode, ...]:
        """
        The root first, every node before its children (copies: take them once).
        """
    @property
    def num_players(self) -> int:
        """
        Number of players.
        """
    @property
    def outcomes(self) -> tuple[ExtensiveOutcome, ...]:
        """
        What is paid (copies).
        """
    @property
    def player_names(self) -> tuple[str, ...]:
        """
        One per player.
        """
    @property
    def title(self) -> str:
        """
        What the game is called.
        """
class FactorTable:
    """
    A function of a few variables, whose cells stand in a row of the game's cells.
    
    Parameters
    ----------
    scope : sequence of int
        Variables, strictly ascending; empty for a constant.
    first_cell : int
        Where its cells begin; the last variable is fastest.
    num_cells : int
        Product of the scope's sizes.
    """
    def __getstate__(self) -> tuple[list[int], int, int]:
        ...
    def __init__(self, *, scope: collections.abc.Sequence[typing.SupportsIndex], first_cell: typing.SupportsIndex, num_cells: typing.SupportsIndex) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def first_cell(self) -> int:
        """
        Where its cells begin.
        """
    @property
    def num_cells(self) -> int:
        """
        How many they are.
        """
    @property
    def scope(self) -> tuple[int, ...]:
        """
        Variables.
        """
class FactoredPlayer:
    """
    One player of a factored game.
    
    Parameters
    ----------
    name : str
        What it is called.
    variables : sequence of int
        Its levers, strictly ascending; no variable belongs to two players.
    strategies : sequence of sequence of int
        The feasible combinations of levels, a level per variable, sorted.
    payoff : sequence of FactorTable
        The payoff is their sum; empty for a behavioural player.
    behaviour : sequence of FactorTable
        A behavioural player optimises nothing: the weight of a strategy is the product of these.
    """
    def __getstate__(self) -> tuple[str, list[int], list[list[int]], list[FactorTable], list[FactorTable]]:
        ...
    def __init__(self, *, name: str, variables: collections.abc.Sequence[typing.SupportsIndex], strategies: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsIndex]], payoff: collections.abc.Sequence[FactorTable] = [], behaviour: collections.abc.Sequence[FactorTable] = []) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def behaviour(self) -> tuple[FactorTable, ...]:
        """
        Tables to multiply.
        """
    @property
    def is_behavioural(self) -> bool:
        """
        Whether it behaves by weights instead of choosing.
        """
    @property
    def name(self) -> str:
        """
        What it is called.
        """
    @property
    def payoff(self) -> tuple[FactorTable, ...]:
        """
        Tables to sum up.
        """
    @property
    def strategies(self) -> tuple[list[int], ...]:
        """
        A level per variable, for each.
        """
    @property
    def variables(self) -> tuple[int, ...]:
        """
        Its levers.
        """
class FactoredShape:
    """
    Who has which variables, and which small tables add up to whose payoff.
    
    Parameters
    ----------
    variable_sizes : sequence of int
        Number of levels of each variable.
    players : sequence of FactoredPlayer
        Variables are numbered player by player.
    num_cells : int
        Of all tables.
    
    Raises
    ------
    InvalidArgument
        Naming the first rule that is broken.
    """
    def __getstate__(self) -> tuple[list[int], list[FactoredPlayer], int]:
        ...
    def __init__(self, *, variable_sizes: collections.abc.Sequence[typing.SupportsIndex], players: collections.abc.Sequence[FactoredPlayer], num_cells: typing.SupportsIndex) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def first_strategy(self, player: typing.SupportsIndex) -> int:
        """
        The place of a player's first strategy among those of all players.
        """
    @property
    def num_cells(self) -> int:
        """
        Of all tables.
        """
    @property
    def num_players(self) -> int:
        """
        Number of players.
        """
    @property
    def num_profiles(self) -> float:
        """
        Number of joint profiles, as a float because it may be astronomic.
        """
    @property
    def num_strategies(self) -> int:
        """
        Of all players together.
        """
    @property
    def players(self) -> tuple[FactoredPlayer, ...]:
        """
        In their order.
        """
    @property
    def variable_sizes(self) -> tuple[int, ...]:
        """
        Number of levels of each variable.
        """
class FactoredGame:
    """
    A game whose payoffs are sums of small tables over the players' levers.
    
    It may have far more profiles than a `NormalFormGame` could hold. `make_factored_game` makes one from
    arrays; `factored_form` makes one of a game in strategic form.
    
    Parameters
    ----------
    shape : FactoredShape
        Its structure.
    cells : array_like
        Shape ``(shape.num_cells,)``: the values of all tables. Copied.
    
    Examples
    --------
    >>> game = demarche.factored_form(demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]]))
    >>> game
    <FactoredGame: 2 players, 2 variables, 4 profiles>
    >>> game.strategy_payoffs(0, [[0.5, 0.5], [0.5, 0.5]])
    array([1. , 0.5])
    """
    def __getstate__(self) -> tuple[FactoredShape, list[float]]:
        ...
    def __init__(self, shape: FactoredShape, cells: numpy.typing.ArrayLike) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def dense_form(self) -> NormalFormGame:
        """
        The game in strategic form among the players who choose; behavioural ones are averaged over. Raises `InvalidArgument`, with its size, if that is too large.
        """
    def strategy_payoffs(self, player: typing.SupportsIndex | str, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> numpy.typing.NDArray[numpy.float64]:
        """
        Expected payoff of each strategy of a player, by number or name, while the others play `profile`: one probability vector per player.
        """
    @property
    def cells(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        The values of all tables: writing to them changes the game.
        """
    @property
    def player_names(self) -> tuple[str, ...]:
        """
        One per player.
        """
    @property
    def shape(self) -> FactoredShape:
        """
        Its structure.
        """
class Agent:
    """
    Some of a player's variables with the combinations of their levels that occur: a unit that mixes.
    """
    def __getstate__(self) -> tuple[int, list[int], list[list[int]], list[int]]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def player(self) -> int:
        """
        Whose variables they are.
        """
    @property
    def strategies(self) -> tuple[list[int], ...]:
        """
        A level per variable, for each.
        """
    @property
    def strategy_of(self) -> tuple[int, ...]:
        """
        Per strategy of the player, the agent's part of it.
        """
    @property
    def variables(self) -> tuple[int, ...]:
        """
        Ascending.
        """
class GameFamily:
    """
    A family of games to try solvers on.
    """
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def is_random(self) -> bool:
        """
        Whether the seed matters.
        """
    @property
    def name(self) -> str:
        """
        As `generate_game` takes it.
        """
    @property
    def options(self) -> list[str]:
        """
        Names of the options that it takes.
        """
    @property
    def summary(self) -> str:
        """
        One line.
        """
class Purpose(enum.Enum):
    """
    What a stream of random numbers is for.
    """
    parameters = ...
    profile = ...
class Design:
    """
    Points of the unit cube, a pure function of seed, draw and stream.
    """
    def __getstate__(self) -> tuple[int, Purpose]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def points(self, *, first_draw: typing.SupportsIndex = 0, num_draws: typing.SupportsIndex, num_dimensions: typing.SupportsIndex | None = None, streams: collections.abc.Sequence[typing.SupportsIndex] | None = None) -> numpy.typing.NDArray[numpy.float64]:
        """
        Points of the design.
        
        Parameters
        ----------
        first_draw : int
            Number of the first draw.
        num_draws : int
            How many draws.
        num_dimensions : int, optional
            How many dimensions: the streams 0, 1, 2 and so on.
        streams : sequence of int, optional
            The stream of each dimension, below 2^48, in the place of `num_dimensions`.
            `ParameterSampler.streams` are those of a scenario's parameters.
        
        Returns
        -------
        numpy.ndarray
            Shape ``(num_draws, num_dimensions)``, each number in the open interval (0, 1).
        """
    @property
    def name(self) -> str:
        """
        As recorded in results.
        """
    @property
    def purpose(self) -> Purpose:
        """
        What the random numbers are for.
        """
    @property
    def seed(self) -> int:
        """
        What the random numbers start from.
        """
class ScenarioSampler:
    """
    Turns points of the unit cube into a scenario's parameters.
    """
    def __init__(self, json: str) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def correlate(self, points: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> numpy.typing.NDArray[numpy.float64]:
        """
        Percentiles behind the parameters: the copula alone.
        """
    def transform(self, points: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> numpy.typing.NDArray[numpy.float64]:
        """
        Parameters of points of shape ``(draws, parameters)``, each in (0, 1).
        """
    @property
    def max_table_error(self) -> float:
        """
        Largest error of the tabulated quantile functions in use.
        """
    @property
    def num_parameters(self) -> int:
        """
        Number of parameters.
        """
    @property
    def was_repaired(self) -> bool:
        """
        Whether the correlation matrix had to be repaired.
        """
class SolveStatus(enum.Enum):
    """
    How a solver ended. An answer is given only with `converged`.
    """
    converged = ...
    iteration_limit = ...
    no_equilibrium = ...
    not_finite = ...
    numerical_failure = ...
class Selection(enum.Enum):
    """
    Which of several equilibria counts; equals share.
    """
    entropy = ...
    logit = ...
    nearest = ...
    payoff_dominant = ...
    risk_dominant = ...
    uniform = ...
    utilitarian = ...
class PureEquilibriaResult:
    """
    All pure equilibria, in the order of their profiles.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[int]], bool, float]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def is_degenerate(self) -> bool:
        """
        At one of them a player has another best response.
        """
    @property
    def profiles(self) -> list[list[int]]:
        """
        A strategy per player, for each equilibrium.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of the answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
class PureEquilibria:
    """
    Find every pure equilibrium of a game with any number of players.
    
    Parameters
    ----------
    tie_tolerance : float
        Payoffs closer than this, relative to the spread, are a tie; at least 0.
    max_nodes : int
        Budget of choices on factored games, at least 1.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    >>> demarche.PureEquilibria().solve(game).profiles
    [[0, 0], [1, 1]]
    """
    def __getstate__(self) -> tuple[float, int]:
        ...
    def __init__(self, *, tie_tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-12, max_nodes: typing.SupportsIndex = 10000000) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @typing.overload
    def solve(self, game: NormalFormGame) -> PureEquilibriaResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @typing.overload
    def solve(self, game: FactoredGame) -> PureEquilibriaResult:
        """
        Solve a factored game without its dense form; profiles have a strategy per player who chooses.
        """
    @property
    def max_nodes(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def tie_tolerance(self) -> float:
        """
        As given to the constructor.
        """
class SupportEnumerationResult:
    """
    The equilibria of one game, by support enumeration.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[list[float]]], bool, bool, float, int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def equilibria(self) -> list[list[numpy.typing.NDArray[numpy.float64]]]:
        """
        Profiles, in the order of their supports.
        """
    @property
    def is_complete(self) -> bool:
        """
        Known to be all there are.
        """
    @property
    def is_degenerate(self) -> bool:
        """
        At an equilibrium, a player has more best responses than it mixes.
        """
    @property
    def num_supports(self) -> int:
        """
        Pairs of supports looked at.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of the answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
class SupportEnumeration:
    """
    Find all equilibria of a two-player game that is not degenerate.
    
    Parameters
    ----------
    tolerance : float
        Largest relative regret accepted as an equilibrium, above 0.
    tie_tolerance : float
        Numbers closer to 0, on the scale of payoffs in [0, 1], are ties; above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    >>> len(demarche.SupportEnumeration().solve(game).equilibria)
    3
    """
    def __getstate__(self) -> tuple[float, float]:
        ...
    def __init__(self, *, tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09, tie_tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-11) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> SupportEnumerationResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def tie_tolerance(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class ExtremeEquilibriaResult:
    """
    All extreme equilibria and what they span.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[list[float]]], list[list[int]], list[list[int]], bool, float, int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def components(self) -> list[list[int]]:
        """
        Connected components: indices into `equilibria`.
        """
    @property
    def equilibria(self) -> list[list[numpy.typing.NDArray[numpy.float64]]]:
        """
        The extreme equilibria; those that favour earlier strategies first.
        """
    @property
    def is_degenerate(self) -> bool:
        """
        A vertex of a best-response polytope has more labels than it needs.
        """
    @property
    def num_vertices(self) -> int:
        """
        Of both polytopes.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of the answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def subsets(self) -> list[list[int]]:
        """
        Maximal Nash subsets: indices into `equilibria`.
        """
class ExtremeEquilibria:
    """
    Find all equilibria of any two-player game in exact rational arithmetic.
    
    Parameters
    ----------
    max_vertices : int
        Budget for each player's polytope, at least 1.
    max_seconds : float
        Time budget, above 0.
    tolerance : float
        Largest relative regret accepted as an equilibrium, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[1, 1], [1, 0]], [[1, 1], [0, 0]]])
    >>> result = demarche.ExtremeEquilibria().solve(game)
    >>> result.is_degenerate, result.components
    (True, [[0, 1, 2]])
    """
    def __getstate__(self) -> tuple[int, float, float]:
        ...
    def __init__(self, *, max_vertices: typing.SupportsIndex = 20000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> ExtremeEquilibriaResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def max_vertices(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class NashMethod(enum.Enum):
    """
    How the equilibria of a game were decided.
    """
    boxes = ...
    closed_form = ...
    grid = ...
    supports = ...
    vertices = ...
class NashEquilibriaResult:
    """
    The equilibria found, and whether they are all.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[list[float]]], list[list[int]], bool, bool, NashMethod, float, int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def components(self) -> list[list[int]]:
        """
        Of degenerate two-player games: indices; else empty.
        """
    @property
    def equilibria(self) -> list[list[numpy.typing.NDArray[numpy.float64]]]:
        """
        The equilibria found.
        """
    @property
    def is_complete(self) -> bool:
        """
        They are known to be all there are.
        """
    @property
    def is_degenerate(self) -> bool:
        """
        A tie was met: there may be a continuum.
        """
    @property
    def method(self) -> NashMethod:
        """
        How they were decided.
        """
    @property
    def num_steps(self) -> int:
        """
        Supports, vertices or boxes looked at.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of the answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
class NashEquilibria:
    """
    Find all Nash equilibria of a game.
    
    Parameters
    ----------
    tolerance : float
        Largest relative regret accepted as an equilibrium, above 0.
    max_boxes : int
        Budget of boxes for three players or more, at least 1.
    max_seconds : float
        Time budget for three players or more, above 0.
    max_vertices : int
        Budget for each polytope of a degenerate two-player game.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    >>> result = demarche.NashEquilibria().solve(game)
    >>> len(result.equilibria), result.is_complete
    (3, True)
    """
    def __getstate__(self) -> tuple[float, int, float, int]:
        ...
    def __init__(self, *, tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09, max_boxes: typing.SupportsIndex = 2000000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., max_vertices: typing.SupportsIndex = 20000) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> NashEquilibriaResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def max_boxes(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def max_vertices(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class LemkeHowsonPaths(enum.Enum):
    """
    Which paths LemkeHowson follows.
    """
    one = ...
    race = ...
class LemkeHowsonEnd:
    """
    An equilibrium and the labels whose paths end there.
    """
    def __getstate__(self) -> tuple[list[list[float]], float, list[int]]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def labels(self) -> list[int]:
        """
        Whose paths end there.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret.
        """
    @property
    def strategies(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        One probability vector per player.
        """
class LemkeHowsonEnds:
    """
    Where the paths of all labels end.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[LemkeHowsonEnd], list[int], int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def equilibria(self) -> list[LemkeHowsonEnd]:
        """
        In the order of their first label.
        """
    @property
    def lost_labels(self) -> list[int]:
        """
        Whose paths did not end.
        """
    @property
    def num_pivots(self) -> int:
        """
        Of all paths.
        """
    @property
    def status(self) -> SolveStatus:
        """
        Converged if every path ended in a certified equilibrium.
        """
class LemkeHowsonResult:
    """
    An equilibrium at the end of a Lemke-Howson path.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[float]], float, int, int, int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def label(self) -> int:
        """
        The label dropped on the path that ended here.
        """
    @property
    def num_paths(self) -> int:
        """
        Paths begun.
        """
    @property
    def num_pivots(self) -> int:
        """
        Of all paths together.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of the answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def strategies(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        One probability vector per player; empty unless `status` is converged.
        """
class LemkeHowson:
    """
    Find one equilibrium of a two-player game by complementary pivoting.
    
    Parameters
    ----------
    paths : LemkeHowsonPaths
        All labels by turns, or the path of one alone.
    dropped_label : int
        Where the path starts, or the race's first; in ``[0, m + n)``.
    max_pivots : int
        Budget of all paths together, at least 1.
    max_seconds : float
        Time budget of all paths together, above 0.
    tolerance : float
        Largest relative regret accepted as an equilibrium, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    >>> demarche.LemkeHowson().solve(game).strategies
    [array([0.5, 0.5]), array([0.5, 0.5])]
    """
    def __getstate__(self) -> tuple[LemkeHowsonPaths, int, int, float, float]:
        ...
    def __init__(self, *, paths: LemkeHowsonPaths = LemkeHowsonPaths.race, dropped_label: typing.SupportsIndex = 0, max_pivots: typing.SupportsIndex = 2000000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> LemkeHowsonResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    def solve_all(self, game: NormalFormGame) -> LemkeHowsonEnds:
        """
        Ends of the paths of all labels of `game`, whatever the options say of paths.
        """
    @property
    def dropped_label(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_pivots(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def paths(self) -> LemkeHowsonPaths:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class ZeroSumResult:
    """
    The value of a game of constant sum, and both sides.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[float]], float, float, int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def num_iterations(self) -> int:
        """
        Simplex iterations.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of the answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def strategies(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        One probability vector per player; empty unless `status` is converged.
        """
    @property
    def value(self) -> float:
        """
        What the first player can make sure of.
        """
class ZeroSum:
    """
    Solve a two-player game whose payoffs always have the same sum.
    
    Parameters
    ----------
    max_iterations : int
        Of the simplex method and of pivoting after it, at least 1.
    max_seconds : float
        Time budget, above 0.
    tolerance : float
        Largest relative regret accepted as an equilibrium, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[3, -1], [-2, 4]], [[-3, 1], [2, -4]]])
    >>> demarche.ZeroSum().solve(game).value
    1.0
    """
    def __getstate__(self) -> tuple[int, float, float]:
        ...
    def __init__(self, *, max_iterations: typing.SupportsIndex = 100000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> ZeroSumResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def max_iterations(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class LogitPathPoint:
    """
    A point of the logit path.
    """
    def __getstate__(self) -> tuple[float, list[list[float]]]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def precision(self) -> float:
        """
        For payoffs scaled to [0, 1].
        """
    @property
    def strategies(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        One probability vector per player.
        """
class LogitPathResult:
    """
    The limit of the logit path.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[float]], float, int, float, bool, list[LogitPathPoint]]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def last_precision(self) -> float:
        """
        Where the path was left for its limit.
        """
    @property
    def num_steps(self) -> int:
        """
        Points on the trace.
        """
    @property
    def passed_bifurcation(self) -> bool:
        """
        Another branch crosses on the way: the answer is straight on.
        """
    @property
    def points(self) -> list[LogitPathPoint]:
        """
        From uniform play on, if asked for.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of the answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def strategies(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        One probability vector per player; empty unless `status` is converged.
        """
class LogitPath:
    """
    Trace the principal branch of logit equilibria to a Nash equilibrium.
    
    Parameters
    ----------
    max_steps : int
        Budget of points on each trace, at least 1.
    max_seconds : float
        Time budget, above 0; infinite: none.
    tolerance : float
        Largest relative regret accepted as an equilibrium, above 0.
    keeps_points : bool
        Whether the result lists the path.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
    >>> demarche.LogitPath().solve(game).strategies
    [array([0., 1.]), array([0., 1.])]
    """
    def __getstate__(self) -> tuple[int, float, float, bool]:
        ...
    def __init__(self, *, max_steps: typing.SupportsIndex = 20000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09, keeps_points: bool = False) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> LogitPathResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def keeps_points(self) -> bool:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def max_steps(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class LogitQuantalResponseResult:
    """
    A point on the principal branch of logit equilibria.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[float]], float, float, int, bool]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def num_iterations(self) -> int:
        """
        Linear solves.
        """
    @property
    def passed_bifurcation(self) -> bool:
        """
        Other branches meet the one that was followed before the answer.
        """
    @property
    def regret(self) -> float:
        """
        Largest gain of a player by deviating, in payoff units: positive, as players err.
        """
    @property
    def residual(self) -> float:
        """
        Largest difference between a probability and its logit response.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def strategies(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        One probability vector per player; empty unless `status` is converged.
        """
class LogitQuantalResponse:
    """
    Find the logit quantal response equilibrium of a precision on the principal branch.
    
    Parameters
    ----------
    precision : float
        The logit precision (lambda); finite, at least 0.
    max_iterations : int
        Budget of linear solves and fixed-point steps, at least 1.
    max_seconds : float
        Time budget per game, above 0; infinite: none.
    tolerance : float
        Largest error of the logit equation accepted, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
    >>> demarche.LogitQuantalResponse(precision=0).solve(game).strategies
    [array([0.5, 0.5]), array([0.5, 0.5])]
    """
    def __getstate__(self) -> tuple[float, int, float, float]:
        ...
    def __init__(self, *, precision: typing.SupportsFloat | typing.SupportsIndex = 1.0, max_iterations: typing.SupportsIndex = 10000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> LogitQuantalResponseResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def max_iterations(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def precision(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class GlobalNewtonResult:
    """
    The end of a path of the global Newton method.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[float]], float, int, int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def num_rays(self) -> int:
        """
        Rays tried.
        """
    @property
    def num_steps(self) -> int:
        """
        Steps on all paths.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of the answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def strategies(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        One probability vector per player; empty unless `status` is converged.
        """
class GlobalNewton:
    """
    Find one equilibrium of a game with any number of players by the global Newton method.
    
    Parameters
    ----------
    seed : int
        Of the rays.
    max_rays : int
        How many rays are tried, at least 1.
    max_steps : int
        Budget of all paths, at least 1.
    max_seconds : float
        Time budget, above 0.
    tolerance : float
        Largest relative regret accepted as an equilibrium, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    >>> demarche.GlobalNewton().solve(game).status
    <SolveStatus.converged: 0>
    """
    def __getstate__(self) -> tuple[int, int, int, float, float]:
        ...
    def __init__(self, *, seed: typing.SupportsIndex = 0, max_rays: typing.SupportsIndex = 20, max_steps: typing.SupportsIndex = 20000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> GlobalNewtonResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def max_rays(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def max_steps(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def seed(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class IteratedPolymatrixResult:
    """
    Where the iterated polymatrix approximation ended.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[float]], float, int, int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def num_iterations(self) -> int:
        """
        Approximations made.
        """
    @property
    def num_rays(self) -> int:
        """
        Rays tried.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of the answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def strategies(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        One probability vector per player; empty unless `status` is converged.
        """
class IteratedPolymatrix:
    """
    Find one equilibrium of a game with any number of players by polymatrix approximations.
    
    Parameters
    ----------
    seed : int
        Of the rays.
    max_rays : int
        How many rays are tried, at least 1.
    max_iterations : int
        Approximations per ray, at least 1.
    max_seconds : float
        Time budget, above 0.
    tolerance : float
        Largest relative regret accepted as an equilibrium, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    >>> demarche.IteratedPolymatrix().solve(game).strategies[0]
    array([0.5, 0.5])
    """
    def __getstate__(self) -> tuple[int, int, int, float, float]:
        ...
    def __init__(self, *, seed: typing.SupportsIndex = 0, max_rays: typing.SupportsIndex = 20, max_iterations: typing.SupportsIndex = 100, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> IteratedPolymatrixResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def max_iterations(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_rays(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def seed(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class SimplicialSubdivisionResult:
    """
    The last simplex's centre, refined.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[float]], float, int, float]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def mesh(self) -> float:
        """
        Size of the last grid.
        """
    @property
    def num_pivots(self) -> int:
        """
        Pivots over all grids.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of the answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def strategies(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        One probability vector per player; empty unless `status` is converged.
        """
class SimplicialSubdivision:
    """
    Find one equilibrium of any game by simplicial subdivision.
    
    Parameters
    ----------
    first_mesh : float
        Size of the first grid; above 0, at most 1.
    last_mesh : float
        The grid is halved down to this; above 0.
    max_pivots : int
        Budget over all grids, at least 1.
    max_seconds : float
        Time budget, above 0.
    tolerance : float
        Largest relative regret accepted as an equilibrium, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    >>> demarche.SimplicialSubdivision().solve(game).strategies[0].round(9)
    array([0.5, 0.5])
    """
    def __getstate__(self) -> tuple[float, float, int, float, float]:
        ...
    def __init__(self, *, first_mesh: typing.SupportsFloat | typing.SupportsIndex = 0.25, last_mesh: typing.SupportsFloat | typing.SupportsIndex = 1e-09, max_pivots: typing.SupportsIndex = 2000000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> SimplicialSubdivisionResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def first_mesh(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def last_mesh(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def max_pivots(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class StackelbergResult:
    """
    A commitment and the answer to it.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[float]], float, bool, float, int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def is_attained(self) -> bool:
        """
        False where a weak follower lets the leader only come near to `value`.
        """
    @property
    def num_programs(self) -> int:
        """
        Linear programs solved.
        """
    @property
    def regret(self) -> float:
        """
        The follower's, over the spread of its payoffs.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def strategies(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        One probability vector per player; empty unless `status` is converged.
        """
    @property
    def value(self) -> float:
        """
        The leader's payoff.
        """
class Stackelberg:
    """
    Find a leader's best commitment in a two-player game whose follower sees it and answers.
    
    Parameters
    ----------
    leader : int
        Who commits: 0 or 1.
    is_mixed : bool
        The leader may commit to a mixed strategy.
    is_strong : bool
        A follower with several best responses takes the best for the leader, else the worst.
    max_iterations : int
        Of the simplex method, per program; at least 1.
    max_seconds : float
        Time budget, above 0.
    tolerance : float
        Largest relative regret of the follower accepted, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[0, -1], [1, -3]], [[0, 1], [-1, -3]]])
    >>> result = demarche.Stackelberg().solve(game)
    >>> result.value, result.strategies
    (1.0, [array([0., 1.]), array([1., 0.])])
    """
    def __getstate__(self) -> tuple[int, bool, bool, int, float, float]:
        ...
    def __init__(self, *, leader: typing.SupportsIndex = 0, is_mixed: bool = True, is_strong: bool = True, max_iterations: typing.SupportsIndex = 100000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> StackelbergResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def is_mixed(self) -> bool:
        """
        As given to the constructor.
        """
    @property
    def is_strong(self) -> bool:
        """
        As given to the constructor.
        """
    @property
    def leader(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_iterations(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class SequentialMovesResult:
    """
    Play in a subgame-perfect equilibrium.
    """
    def __getstate__(self) -> tuple[list[int], list[float], bool, bool]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def has_ties(self) -> bool:
        """
        Somebody had two moves that pay it the same, on the path or off it.
        """
    @property
    def is_tied(self) -> bool:
        """
        Somebody on the path had two moves that pay it the same.
        """
    @property
    def payoffs(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        One per player.
        """
    @property
    def profile(self) -> list[int]:
        """
        What is played, a strategy per player.
        """
class SequentialMoves:
    """
    Play a game in sequence, each player seeing what those before it chose.
    
    Parameters
    ----------
    order : sequence of int
        Every player once; empty: as the game lists them.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[0, -1], [1, -3]], [[0, 1], [-1, -3]]])
    >>> demarche.SequentialMoves(order=[1, 0]).solve(game).profile
    [0, 1]
    """
    def __getstate__(self) -> tuple[list[int]]:
        ...
    def __init__(self, *, order: collections.abc.Sequence[typing.SupportsIndex] = []) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> SequentialMovesResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def order(self) -> list[int]:
        """
        As given to the constructor.
        """
class CorrelatedObjective(enum.Enum):
    """
    What a correlated equilibrium is to maximise.
    """
    fairness = ...
    player = ...
    welfare = ...
class CorrelatedEquilibriumResult:
    """
    A joint distribution over profiles.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[float], float, float, float, int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def distribution(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Per profile, the last player's strategy fastest; empty unless `status` is converged.
        """
    @property
    def gap(self) -> float:
        """
        What the best of all may exceed `value` by, over the objective's spread.
        """
    @property
    def num_iterations(self) -> int:
        """
        Simplex iterations.
        """
    @property
    def regret(self) -> float:
        """
        Largest gain from disobeying, over the payoffs' spread.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def value(self) -> float:
        """
        Of the objective.
        """
class CorrelatedEquilibrium:
    """
    Find the correlated equilibrium that is best for an objective.
    
    Parameters
    ----------
    objective : CorrelatedObjective
        What is maximised, in payoff units.
    player : int
        For `CorrelatedObjective.player`.
    is_coarse : bool
        Players commit before they are told what to play; more distributions qualify.
    max_iterations : int
        Of the simplex method, at least 1.
    max_seconds : float
        Time budget, above 0.
    tolerance : float
        Largest relative gain from disobeying accepted, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[6, 2], [7, 0]], [[6, 7], [2, 0]]])
    >>> result = demarche.CorrelatedEquilibrium().solve(game)
    >>> round(result.value, 6)
    10.5
    >>> result.distribution.reshape(game.num_strategies).round(6)
    array([[0.5 , 0.25],
           [0.25, 0.  ]])
    """
    def __getstate__(self) -> tuple[CorrelatedObjective, int, bool, int, float, float]:
        ...
    def __init__(self, *, objective: CorrelatedObjective = CorrelatedObjective.welfare, player: typing.SupportsIndex = 0, is_coarse: bool = False, max_iterations: typing.SupportsIndex = 100000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> CorrelatedEquilibriumResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def is_coarse(self) -> bool:
        """
        As given to the constructor.
        """
    @property
    def max_iterations(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def objective(self) -> CorrelatedObjective:
        """
        As given to the constructor.
        """
    @property
    def player(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class IteratedDominanceResult:
    """
    What survives iterated elimination.
    """
    def __getstate__(self) -> tuple[SolveStatus, list[list[int]], int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def is_single_profile(self) -> bool:
        """
        Whether one profile is left.
        """
    @property
    def num_rounds(self) -> int:
        """
        Rounds in which something was eliminated.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
    @property
    def survivors(self) -> list[list[int]]:
        """
        Per player, the strategies left.
        """
class IteratedDominance:
    """
    Eliminate dominated strategies until none is left.
    
    Parameters
    ----------
    is_weak : bool
        Eliminate strategies that are never better and somewhere worse, too.
    by_mixed : bool
        Mixed strategies dominate, too.
    tolerance : float
        A mixed strategy dominates only by more than this, of payoffs in [0, 1]; above 0.
    max_iterations : int
        Of the simplex method, per program; at least 1.
    max_seconds : float
        Time budget, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
    >>> demarche.IteratedDominance().solve(game).survivors
    [[1], [1]]
    """
    def __getstate__(self) -> tuple[bool, bool, float, int, float]:
        ...
    def __init__(self, *, is_weak: bool = False, by_mixed: bool = True, tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-08, max_iterations: typing.SupportsIndex = 100000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ...) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> IteratedDominanceResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    @property
    def by_mixed(self) -> bool:
        """
        As given to the constructor.
        """
    @property
    def is_weak(self) -> bool:
        """
        As given to the constructor.
        """
    @property
    def max_iterations(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def max_seconds(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
class LevelK:
    """
    What players of bounded depth do: level k best responds to others of level k - 1.
    
    Parameters
    ----------
    level : int
        Steps of reasoning of every player, at least 0: level 0 plays all strategies alike.
    tie_tolerance : float
        Payoffs closer than this, relative to their spread, are a tie.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
    >>> demarche.LevelK(level=1).solve(game)
    [array([0., 1.]), array([0., 1.])]
    """
    def __getstate__(self) -> tuple[int, float]:
        ...
    def __init__(self, *, level: typing.SupportsIndex = 2, tie_tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-12) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        What each player of `game` does: one probability vector per player.
        """
    @property
    def level(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def tie_tolerance(self) -> float:
        """
        As given to the constructor.
        """
class CognitiveHierarchy:
    """
    What a population of players of different depth does: levels are Poisson.
    
    Parameters
    ----------
    mean_level : float
        Of the Poisson distribution of levels, in [0, 50].
    tie_tolerance : float
        Payoffs closer than this, relative to their spread, are a tie.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
    >>> demarche.CognitiveHierarchy(mean_level=0).solve(game)[0]
    array([0.5, 0.5])
    """
    def __getstate__(self) -> tuple[float, float]:
        ...
    def __init__(self, *, mean_level: typing.SupportsFloat | typing.SupportsIndex = 1.5, tie_tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-12) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def solve(self, game: NormalFormGame) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        What each player of `game` does: one probability vector per player.
        """
    @property
    def mean_level(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def tie_tolerance(self) -> float:
        """
        As given to the constructor.
        """
class DynamicsRule(enum.Enum):
    """
    How players adapt.
    """
    best_response = ...
    discrete_replicator = ...
    fictitious_play = ...
    logit_response = ...
    replicator = ...
class DynamicsEnd(enum.Enum):
    """
    How a dynamic ended.
    """
    average = ...
    cycle = ...
    fixed_point = ...
    moving = ...
class DynamicsResult:
    """
    Where a dynamic went.
    """
    def __getstate__(self) -> tuple[DynamicsEnd, list[list[float]], list[list[float]], float, float, int, int, list[list[list[float]]]]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def average(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        Over the cycle if there is one, else over all steps.
        """
    @property
    def cycle_length(self) -> int:
        """
        In moves; 0 if there is no cycle.
        """
    @property
    def end(self) -> DynamicsEnd:
        """
        How it ended.
        """
    @property
    def last(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        The last profile.
        """
    @property
    def logit_error(self) -> float:
        """
        Of logit responses: how far the profile is from the logit response to it.
        """
    @property
    def num_steps(self) -> int:
        """
        Steps made.
        """
    @property
    def path(self) -> list[list[numpy.typing.NDArray[numpy.float64]]]:
        """
        If asked for: the start and every step.
        """
    @property
    def regret(self) -> float:
        """
        Relative regret of `last` at a fixed point, else of `average`.
        """
class Dynamics:
    """
    Run a dynamic from a start profile and say how it ends.
    
    Parameters
    ----------
    rule : DynamicsRule
        How players adapt.
    start : sequence of int
        A strategy per player where it starts; empty: uniform play.
    tremble : float
        What replicators spread over all strategies at the start, in [0, 1].
    precision : float
        Of logit responses; finite, at least 0.
    gain : float
        Share of the way per step, in [0, 1]; 0 stands for the rule's own.
    max_steps : int
        Budget, at least 1; for the replicator, units of time.
    tolerance : float
        At rest if no probability changes by more in a step; above 0.
    keeps_path : bool
        Whether the result lists every step.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
    >>> result = demarche.Dynamics(start=[0, 0]).solve(game)
    >>> result.end, result.last
    (<DynamicsEnd.fixed_point: 0>, [array([0., 1.]), array([0., 1.])])
    """
    def __getstate__(self) -> tuple[DynamicsRule, list[int], float, float, float, int, float, bool]:
        ...
    def __init__(self, *, rule: DynamicsRule = DynamicsRule.best_response, start: collections.abc.Sequence[typing.SupportsIndex] = [], tremble: typing.SupportsFloat | typing.SupportsIndex = 0.05, precision: typing.SupportsFloat | typing.SupportsIndex = 1.0, gain: typing.SupportsFloat | typing.SupportsIndex = 0.0, max_steps: typing.SupportsIndex = 10000, tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09, keeps_path: bool = False) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @typing.overload
    def solve(self, game: NormalFormGame) -> DynamicsResult:
        """
        Run it on one game. Keeps no state, so one object may serve many threads.
        """
    @typing.overload
    def solve(self, game: FactoredGame) -> DynamicsResult:
        """
        Run it on a factored game without its dense form; behavioural players have no part in profiles.
        """
    @property
    def gain(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def keeps_path(self) -> bool:
        """
        As given to the constructor.
        """
    @property
    def max_steps(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def precision(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def rule(self) -> DynamicsRule:
        """
        As given to the constructor.
        """
    @property
    def start(self) -> list[int]:
        """
        As given to the constructor.
        """
    @property
    def tolerance(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def tremble(self) -> float:
        """
        As given to the constructor.
        """
class ConceptOptions:
    """
    What a user may set for any solution concept; `Concept.reads` lists what each takes.
    
    Parameters
    ----------
    precision : float
        Logit precision, where the game brings none of its own, in 1 / unit of payoff (a number finite and at least 0). Default: 1.
    max_iterations : int
        Budget of work per game; 0: the concept's own budget (a whole number at least 0). Default: 0.
    max_seconds : float
        Time budget per game, in seconds (a number above 0). Default: none.
    tolerance : float
        Largest relative residual that an answer may have; of dynamics, the largest change per step at rest, for replicators 1e-06 by default (a number above 0). Default: 1e-09.
    player : int
        Who commits (Stackelberg) or whose payoff counts (correlated play) (a player). Default: 0.
    order : sequence of int
        Order of moves, every player once; none: as listed (players). Default: none.
    start : sequence of int
        Where dynamics start, and the status quo of selection nearest; none: uniform play (a strategy per player). Default: none.
    level : int
        How far ahead every player reasons, in steps of reasoning (a whole number at least 0). Default: 2.
    mean_level : float
        How far ahead players reason on average, in steps of reasoning (a number in [0, 50]). Default: 1.5.
    objective : CorrelatedObjective
        What correlated play makes as large as it can (welfare, player, fairness). Default: welfare.
    selection : Selection
        Which of several equilibria counts (uniform, payoff-dominant, risk-dominant, utilitarian, nearest, logit, entropy). Default: uniform.
    
    Examples
    --------
    >>> demarche.ConceptOptions(precision=2.5).precision
    2.5
    """
    def __getstate__(self) -> tuple[float, int, float, float, int, list[int], list[int], int, float, CorrelatedObjective, Selection]:
        ...
    def __init__(self, *, precision: typing.SupportsFloat | typing.SupportsIndex = 1.0, max_iterations: typing.SupportsIndex = 0, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09, player: typing.SupportsIndex = 0, order: collections.abc.Sequence[typing.SupportsIndex] = [], start: collections.abc.Sequence[typing.SupportsIndex] = [], level: typing.SupportsIndex = 2, mean_level: typing.SupportsFloat | typing.SupportsIndex = 1.5, objective: CorrelatedObjective = CorrelatedObjective.welfare, selection: Selection = Selection.uniform) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def level(self) -> int:
        """
        How far ahead every player reasons, in steps of reasoning (a whole number at least 0).
        """
    @property
    def max_iterations(self) -> int:
        """
        Budget of work per game; 0: the concept's own budget (a whole number at least 0).
        """
    @property
    def max_seconds(self) -> float:
        """
        Time budget per game, in seconds (a number above 0).
        """
    @property
    def mean_level(self) -> float:
        """
        How far ahead players reason on average, in steps of reasoning (a number in [0, 50]).
        """
    @property
    def objective(self) -> CorrelatedObjective:
        """
        What correlated play makes as large as it can (welfare, player, fairness).
        """
    @property
    def order(self) -> list[int]:
        """
        Order of moves, every player once; none: as listed (players).
        """
    @property
    def player(self) -> int:
        """
        Who commits (Stackelberg) or whose payoff counts (correlated play) (a player).
        """
    @property
    def precision(self) -> float:
        """
        Logit precision, where the game brings none of its own, in 1 / unit of payoff (a number finite and at least 0).
        """
    @property
    def selection(self) -> Selection:
        """
        Which of several equilibria counts (uniform, payoff-dominant, risk-dominant, utilitarian, nearest, logit, entropy).
        """
    @property
    def start(self) -> list[int]:
        """
        Where dynamics start, and the status quo of selection nearest; none: uniform play (a strategy per player).
        """
    @property
    def tolerance(self) -> float:
        """
        Largest relative residual that an answer may have; of dynamics, the largest change per step at rest, for replicators 1e-06 by default (a number above 0).
        """
class OptionDescription:
    """
    What there is to know about an option of concepts.
    """
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def concepts(self) -> list[str]:
        """
        Names of the concepts that read it.
        """
    @property
    def default(self) -> str:
        """
        Its default, as text.
        """
    @property
    def help(self) -> str:
        """
        What it means, in a line.
        """
    @property
    def is_of_scenario(self) -> bool:
        """
        A scenario states it itself.
        """
    @property
    def name(self) -> str:
        """
        The keyword.
        """
    @property
    def type(self) -> str:
        """
        How it is written: number, integer, player, players, strategies or choice.
        """
    @property
    def unit(self) -> str:
        """
        Its unit; empty if it has none.
        """
    @property
    def values(self) -> str:
        """
        What it may be, in words.
        """
class Certificate:
    """
    What vouches for one game's answer.
    """
    def __getstate__(self) -> tuple[SolveStatus, int, bool, bool, float, float, int]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def is_complete(self) -> bool:
        """
        They are known to be all there are.
        """
    @property
    def is_degenerate(self) -> bool:
        """
        A tie was met: there may be a continuum.
        """
    @property
    def iterations(self) -> int:
        """
        The concept's unit of work.
        """
    @property
    def max_regret(self) -> float:
        """
        Largest gain of one player by deviating, over all equilibria; NaN without an answer.
        """
    @property
    def num_equilibria(self) -> int:
        """
        How many were found.
        """
    @property
    def residual(self) -> float:
        """
        The concept's own error: relative regret, or the logit equation's; NaN without an answer.
        """
    @property
    def status(self) -> SolveStatus:
        """
        How the solver ended.
        """
class WeightedProfile:
    """
    A pure profile and its probability.
    """
    def __getstate__(self) -> tuple[list[int], float]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def probability(self) -> float:
        """
        How often it is played.
        """
    @property
    def strategies(self) -> list[int]:
        """
        A strategy per player.
        """
class Solution:
    """
    The answer for one game in strategic form.
    """
    def __getstate__(self) -> tuple[tuple[Certificate, list[list[list[float]]], list[list[int]], list[WeightedProfile], list[float], str], ...]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def _repr_html_(self) -> str:
        """
        The equilibria as a table, for notebooks.
        """
    @property
    def certificate(self) -> Certificate:
        """
        What vouches for it.
        """
    @property
    def components(self) -> list[list[int]]:
        """
        Which equilibria hang together, if the concept knows: indices.
        """
    @property
    def distribution(self) -> list[WeightedProfile]:
        """
        Correlated play, where that is the answer.
        """
    @property
    def equilibria(self) -> list[list[numpy.typing.NDArray[numpy.float64]]]:
        """
        Profiles: one probability vector per player.
        """
    @property
    def method(self) -> str:
        """
        How it was decided, where there is more than one way.
        """
    @property
    def weights(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        What each equilibrium counts under the selection, 1 in total.
        """
class Concept:
    """
    An entry of the registry of solution concepts.
    """
    def __reduce__(self) -> tuple[typing.Any, ...]:
        ...
    def __repr__(self) -> str:
        ...
    def refusal(self, shape: FactoredShape) -> str | None:
        """
        Why games of this shape are refused, with the size they would need, or None.
        """
    def solve(self, game: NormalFormGame, options: ConceptOptions = ...) -> Solution:
        """
        Solve one `game` with these `options`; Ctrl-C ends it.
        """
    @property
    def budget(self) -> str:
        """
        What `max_iterations` limits; empty if it is not read.
        """
    @property
    def has_order_of_moves(self) -> bool:
        """
        Whether some players move later than others and answer them.
        """
    @property
    def name(self) -> str:
        """
        As given to `concept=`.
        """
    @property
    def reads(self) -> list[str]:
        """
        Names of the options that the concept reads; others are refused.
        """
    @property
    def summary(self) -> str:
        """
        One line.
        """
    @property
    def work(self) -> str:
        """
        What a certificate's iterations count.
        """
class TreeAssessment:
    """
    How a game tree is played and what its players believe.
    """
    def __getstate__(self) -> tuple[list[list[float]], list[list[float]], list[float], list[float]]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def behaviour(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        For each information set, the probability of each action, also where play never comes.
        """
    @property
    def beliefs(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        For each information set, how likely each of its nodes is where the set is reached; empty for chance.
        """
    @property
    def payoffs(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        What each player gets in expectation.
        """
    @property
    def regrets(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        For each information set, what another action would gain there, in units of payoff.
        """
class TreeSolution:
    """
    The answer for one game tree.
    """
    def __getstate__(self) -> tuple[tuple[Certificate, TreeAssessment, list[int], str], ...]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def assessment(self) -> TreeAssessment:
        """
        Play and beliefs; empty unless the certificate vouches for them.
        """
    @property
    def certificate(self) -> Certificate:
        """
        What vouches for it; `max_regret` is the largest of the regrets.
        """
    @property
    def method(self) -> str:
        """
        How the answer was found.
        """
    @property
    def tied_sets(self) -> list[int]:
        """
        Information sets where another action pays the same as the one taken.
        """
class BatchProgress:
    """
    How far a batch of games is.
    """
    def __getstate__(self) -> tuple[int, int, float]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def games_done(self) -> int:
        """
        Games solved.
        """
    @property
    def games_total(self) -> int:
        """
        Games of the batch.
        """
    @property
    def seconds(self) -> float:
        """
        Since the batch began.
        """
class BatchSolution:
    """
    The answers for many games.
    """
    def __repr__(self) -> str:
        ...
    @property
    def first_profile(self) -> numpy.typing.NDArray[numpy.uint64]:
        """
        Per game, its first row among the profiles; and the number of profiles.
        """
    @property
    def is_complete(self) -> numpy.typing.NDArray[numpy.bool]:
        """
        They are known to be all there are.
        """
    @property
    def is_degenerate(self) -> numpy.typing.NDArray[numpy.bool]:
        """
        A tie was met.
        """
    @property
    def iterations(self) -> numpy.typing.NDArray[numpy.int32]:
        """
        The concept's unit of work.
        """
    @property
    def max_regret(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Largest gain of one player by deviating.
        """
    @property
    def num_equilibria(self) -> numpy.typing.NDArray[numpy.int32]:
        """
        How many were found.
        """
    @property
    def probabilities(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Per profile, strategy probabilities player by player.
        """
    @property
    def residual(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        The concept's own error.
        """
    @property
    def status(self) -> numpy.typing.NDArray[numpy.int32]:
        """
        Values of `SolveStatus`.
        """
    @property
    def weights(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Per profile.
        """
class Problem:
    """
    One thing wrong with a scenario.
    """
    def __getstate__(self) -> tuple[str, int, int, str, str, bool, str]:
        ...
    def __init__(self, message: str, *, path: str = '') -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def __str__(self) -> str:
        ...
    @property
    def column(self) -> int:
        """
        Counted from 1; 0 where it is unknown.
        """
    @property
    def file(self) -> str:
        """
        The file; empty for a scenario made in memory.
        """
    @property
    def line(self) -> int:
        """
        Counted from 1; 0 where it is unknown (binary, memory).
        """
    @property
    def message(self) -> str:
        """
        What was found and what would fit.
        """
    @property
    def path(self) -> str:
        """
        The element, for example "actor us, payoff term thaw".
        """
    @property
    def rule(self) -> str:
        """
        The kind of a warning, for example "unused"; empty for an error.
        """
    @property
    def severity(self) -> str:
        """
        Either "error", or "warning" where the scenario can be run all the same.
        """
class CompiledModel:
    """
    A scenario compiled: nothing is left to interpret.
    """
    def __repr__(self) -> str:
        ...
    def opened(self, open: collections.abc.Sequence[tuple[str, collections.abc.Sequence[collections.abc.Sequence[str]]]]) -> CompiledModel:
        """
        The scenario compiled with these payoffs left to code.
        """
    @property
    def digest(self) -> str:
        """
        Of the scenario, "xxh128:" and 32 hex digits.
        """
    @property
    def num_cells(self) -> int:
        """
        Cells of payoff tables, precisions and queries that a draw fills.
        """
    @property
    def num_profiles(self) -> float:
        """
        Number of joint profiles, as a float because it may be astronomic.
        """
    @property
    def num_strategies(self) -> list[int]:
        """
        Number of strategies of each actor.
        """
    @property
    def open_tables(self) -> list[tuple[int, list[int]]]:
        """
        Of each table that code fills: the actor's number and the lengths of the axes.
        """
    @property
    def scenario(self) -> str:
        """
        What was compiled, as JSON.
        """
    @property
    def warnings(self) -> list[Problem]:
        """
        What was found in the scenario, short of errors.
        """
class Progress:
    """
    How far a run is.
    """
    def __getstate__(self) -> tuple[int, int, float]:
        ...
    def __init__(self, *, draws_done: typing.SupportsIndex, draws_total: typing.SupportsIndex, seconds: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def draws_done(self) -> int:
        """
        Draws finished.
        """
    @property
    def draws_total(self) -> int:
        """
        Draws of the run.
        """
    @property
    def seconds(self) -> float:
        """
        Since the run began.
        """
class RunSettings:
    """
    What to run. Only `threads` and `max_memory` leave the result as it is; `keeps_sums` adds to it.
    
    Parameters
    ----------
    concept_name : str
        A name from `concepts`.
    seed : int
        64 bits.
    draws : int
        At least 1, at most 2^48.
    threads : int
        0: all that the machine offers.
    max_memory : int
        The most bytes that the run may need; 0: half of the machine's memory.
    keeps_sums : bool
        Whether a run is analysed: what its numbers hinge on.
    concept_options : ConceptOptions
        What concepts may be told; an empty `start` becomes the scenario's status quo, if it has one.
    
    Examples
    --------
    >>> demarche.RunSettings(draws=1000).draws
    1000
    """
    def __getstate__(self) -> tuple[str, int, int, int, int, bool, ConceptOptions]:
        ...
    def __init__(self, *, concept_name: str = 'qre', seed: typing.SupportsIndex = 0, draws: typing.SupportsIndex = 100000, threads: typing.SupportsIndex = 0, max_memory: typing.SupportsIndex = 0, keeps_sums: bool = False, concept_options: ConceptOptions = ...) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def concept_name(self) -> str:
        """
        A name from `concepts`.
        """
    @concept_name.setter
    def concept_name(self, arg0: str) -> None:
        ...
    @property
    def concept_options(self) -> ConceptOptions:
        """
        What concepts may be told.
        """
    @concept_options.setter
    def concept_options(self, arg0: ConceptOptions) -> None:
        ...
    @property
    def draws(self) -> int:
        """
        How many.
        """
    @draws.setter
    def draws(self, arg0: typing.SupportsIndex) -> None:
        ...
    @property
    def keeps_sums(self) -> bool:
        """
        Whether a run is analysed.
        """
    @keeps_sums.setter
    def keeps_sums(self, arg0: bool) -> None:
        ...
    @property
    def max_memory(self) -> int:
        """
        The most bytes; 0: half of the machine's memory.
        """
    @max_memory.setter
    def max_memory(self, arg0: typing.SupportsIndex) -> None:
        ...
    @property
    def seed(self) -> int:
        """
        64 bits.
        """
    @seed.setter
    def seed(self, arg0: typing.SupportsIndex) -> None:
        ...
    @property
    def threads(self) -> int:
        """
        0: all that the machine offers.
        """
    @threads.setter
    def threads(self, arg0: typing.SupportsIndex) -> None:
        ...
class Draw:
    """
    Everything about one draw of a run.
    """
    def __getstate__(self) -> tuple[tuple[int, bool, str, list[float], list[float], list[float], list[float], Certificate, list[float], list[list[float]], list[float], list[list[float]], list[list[float]], list[int], float, str, list[float], list[tuple[str, float]]], ...]:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    @property
    def answered_options(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        Per option set, the value of each option as a commitment that everybody answers; NaN
        without an answer. No options of sets that do not ask for that.
        """
    @property
    def answered_payoffs(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Under concepts of moves in sequence, what each of all actors' strategies brings its actor
        if those who move later answer; NaN where that is not known. Else empty.
        """
    @property
    def certificate(self) -> Certificate:
        """
        What vouches for the solution.
        """
    @property
    def concept_name(self) -> str:
        """
        The solution concept.
        """
    @property
    def custom_metrics(self) -> list[tuple[str, float]]:
        """
        Name and value of each metric that code gave; empty if unsolved.
        """
    @property
    def evidence_weight(self) -> float:
        """
        What the draw counts given the evidence; NaN without evidence, and if unsolved.
        """
    @property
    def game(self) -> NormalFormGame | FactoredGame:
        """
        The game of the draw among the actors who choose, with the scenario's names; a `FactoredGame` with every actor where the strategic form would be large.
        """
    @property
    def is_of_means(self) -> bool:
        """
        Whether every parameter is at its mean; `number` says nothing then.
        """
    @property
    def number(self) -> int:
        """
        Which draw.
        """
    @property
    def open_payoffs(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        The payoffs that code gave, table by table, row-major.
        """
    @property
    def option_values(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        Per option set, the value of each option, everything else as solved.
        """
    @property
    def parameters(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        In the scenario's order.
        """
    @property
    def payoffs_name(self) -> str:
        """
        Of the code that computed payoffs; empty if none did.
        """
    @property
    def percentiles(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Of each parameter: the copula's uniform, in (0, 1).
        """
    @property
    def precision(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Per actor.
        """
    @property
    def probabilities(self) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        Per equilibrium, the probabilities of all actors' strategies one after the other.
        """
    @property
    def sampled_profile(self) -> list[int]:
        """
        Strategy per actor, as counted by the run; empty if unsolved.
        """
    @property
    def weights(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Per equilibrium.
        """
def add_behaviours(model: CompiledModel, settings: RunSettings, names: collections.abc.Sequence[str], result: str, progress: typing.Any) -> tuple[str, bool]:
    """
    The result with what other behaviours make of it, and whether Ctrl-C stopped that.
    """
def add_option_studies(model: CompiledModel, settings: RunSettings, result: str, progress: typing.Any) -> tuple[str, bool]:
    """
    The result with what its options are worth, and whether Ctrl-C stopped that.
    """
def analysis_text(result: str, scenario: str, of: collections.abc.Sequence[str], num_parameters: typing.SupportsIndex) -> str:
    """
    What a result hinges on, as text.
    """
def append_forecasts(path: str, result: str, scenario: str, resolves: str, stated: str | None) -> int:
    """
    Appends the forecasts of a result to a log; returns how many lines were added.
    """
def apply_parameter_sheet(json: str, cells: collections.abc.Sequence[collections.abc.Sequence[str]], file: str) -> tuple[CompiledModel | None, list[Problem]]:
    """
    The scenario with the cells applied, compiled, or None and every problem.
    """
def changed_scenario(json: str, what_if: str) -> str:
    """
    The scenario with changes that ask what if.
    """
def check_behaviours(names: collections.abc.Sequence[str]) -> None:
    """
    Raises if a behaviour has a wrong name.
    """
def check_file(path: os.PathLike[str] | str | bytes, bundled: os.PathLike[str] | str | bytes) -> list[Problem]:
    """
    Every problem of the scenario in a file, and those that only its variants have.
    """
def check_matrix(model: CompiledModel, actors: collections.abc.Sequence[str], profile: str) -> None:
    """
    Refuses names that the scenario lacks.
    """
def check_with_variants(json: str) -> list[Problem]:
    """
    Every problem of a scenario made in memory, and those that only its variants have.
    """
def compare_concepts(model: CompiledModel, settings: RunSettings, names: collections.abc.Sequence[str], progress: typing.Any) -> tuple[str, bool]:
    """
    The same draws under several concepts.
    """
def compare_scenarios(first: CompiledModel, first_settings: RunSettings, second: CompiledModel, second_settings: RunSettings, progress: typing.Any) -> tuple[str, bool]:
    """
    Two scenarios on paired draws: the comparison, and whether Ctrl-C stopped it.
    """
def compile_changed(json: str, what_if: str) -> tuple[CompiledModel | None, list[Problem]]:
    """
    The same for the scenario with changes that ask what if; results state the changes.
    """
def compile_scenario(json: str) -> tuple[CompiledModel | None, list[Problem]]:
    """
    A scenario made in memory, compiled, or None and every problem of it.
    """
def concepts() -> list[Concept]:
    """
    All solution concepts, in the order of their listing.
    
    Examples
    --------
    >>> [entry.name for entry in demarche.concepts()][:3]
    ['qre', 'pure', 'nash']
    """
def default_concept(num_strategies: collections.abc.Sequence[typing.SupportsIndex]) -> tuple[str, str]:
    """
    The name of the concept that answers for a game of this size if nobody names one, and why it is not nash; empty if it is.
    """
def default_settings(model: CompiledModel) -> RunSettings:
    """
    The settings that a scenario asks for.
    """
def describe(model: CompiledModel, element: str = '') -> str:
    """
    A scenario as text, or what bears on one element of it.
    """
def distribution_bounds(json: str) -> tuple[float, float]:
    """
    Smallest and largest possible values of a valid distribution.
    """
def distribution_mean(json: str) -> float:
    """
    The mean of a valid distribution, NaN if there is none.
    """
def distribution_problems(json: str) -> list[str]:
    """
    What is wrong with a distribution, one sentence each.
    """
def distribution_quantile(json: str, u: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> numpy.typing.NDArray[numpy.float64]:
    """
    The exact quantile function of a valid distribution, elementwise.
    """
def explain(model: CompiledModel, draw: Draw, *, actor: str = '', profile: str = '') -> str:
    """
    One draw as text, term by term.
    """
def factored_form(game: NormalFormGame) -> FactoredGame:
    """
    The same game with one variable per player and one table per player over all of them.
    """
def factored_game_of_draw(model: CompiledModel, draw: Draw) -> FactoredGame:
    """
    The tables of a draw as a game.
    """
def find_concept(name: str) -> Concept:
    """
    The concept of this name; an unknown one raises `InvalidArgument` with those there are.
    """
def find_game_family(name: str) -> GameFamily:
    """
    The family of this name; an unknown one raises `InvalidArgument` with the closest.
    """
def find_objective(name: str) -> CorrelatedObjective:
    """
    The correlated objective of this name.
    """
def find_option(name: str) -> OptionDescription:
    """
    The option of this name; an unknown one raises `InvalidArgument` with the closest.
    """
def find_selection(name: str) -> Selection:
    """
    The selection of this name, for example ``"payoff-dominant"``.
    """
def first_order_indices(inputs: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], outputs: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> list[numpy.typing.NDArray[numpy.float64]]:
    """
    First-order indices, standard errors and ends of intervals; a row per input and per output.
    """
def format_efg(game: ExtensiveGame) -> str:
    """
    Give a game in Gambit's extensive-form format.
    
    Parameters
    ----------
    game : ExtensiveGame
        The game.
    
    Returns
    -------
    str
        Payoffs read back exactly; chance's probabilities are fractions that sum to 1 exactly, each
        within 1e-16 of what it was.
    """
def format_gam(game: NormalFormGame) -> str:
    """
    The game as text in GameTracer's format, without its names.
    """
def format_nfg(game: NormalFormGame, *, version: NfgVersion = NfgVersion.payoffs) -> str:
    """
    The game as text in this `version` of Gambit's format; numbers read back exactly.
    """
def format_scenario(json: str) -> str:
    """
    A scenario in protobuf's text format.
    """
def game_families() -> list[GameFamily]:
    """
    All families of games, in the order of their listing.
    """
def gaussian_correlations(n: typing.SupportsIndex, entries: collections.abc.Sequence[tuple[typing.SupportsIndex, typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]]) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
    """
    Correlations of the normal variables behind a Gaussian copula with given rank correlations.
    
    Parameters
    ----------
    n : int
        Number of dimensions.
    entries : sequence of (int, int, float)
        Two dimensions and Spearman's rank correlation, in (-1, 1).
    
    Returns
    -------
    numpy.ndarray
        Shape ``(n, n)``: ``2 sin(pi/6 value)``, 1 on the diagonal, 0 where no entry says otherwise.
    
    Examples
    --------
    >>> demarche.gaussian_correlations(2, [(0, 1, 0.5)]).round(3)
    array([[1.   , 0.518],
           [0.518, 1.   ]])
    """
def generate_game(family: str, *, num_strategies: collections.abc.Sequence[typing.SupportsIndex] = [3, 3], correlation: typing.SupportsFloat | typing.SupportsIndex = 0.0, most: typing.SupportsIndex = 3, num_facilities: typing.SupportsIndex = 4, is_symmetric: bool = False, size: typing.SupportsIndex = 2, lowest_claim: typing.SupportsFloat | typing.SupportsIndex = 2.0, reward: typing.SupportsFloat | typing.SupportsIndex = 2.0, num_soldiers: typing.SupportsIndex = 4, num_battlefields: typing.SupportsIndex = 3, seed: typing.SupportsIndex = 0) -> NormalFormGame:
    """
    Make a game of a family; the same arguments give the same game everywhere.
    
    Parameters
    ----------
    family : str
        A name from `game_families`.
    num_strategies : sequence of int
        Per player, each at least 1.
    correlation : float
        Of two players' payoffs, in ``[-1 / (players - 1), 1]``.
    most : int
        The largest payoff of integer games, at least 1.
    num_facilities : int
        Of congestion games, in [1, 20].
    is_symmetric : bool
        All players of a congestion game choose from the same sets.
    size : int
        k of sgc, in [1, 2000].
    lowest_claim : float
        Of the travellers' dilemma, in [-1e9, 1e9].
    reward : float
        Of the lowest claim; above 1, at most 1e9.
    num_soldiers : int
        Of each player of blotto, in [1, 10000].
    num_battlefields : int
        Of blotto, in [1, 100].
    seed : int
        64 bits.
    
    Returns
    -------
    NormalFormGame
    
    Examples
    --------
    >>> demarche.generate_game("uniform", num_strategies=[2, 3, 4], seed=1).num_strategies
    (2, 3, 4)
    """
def group_by_play(game: ExtensiveGame, profiles: collections.abc.Sequence[collections.abc.Sequence[numpy.typing.ArrayLike]]) -> list[list[int]]:
    """
    Sort profiles of a tree's strategic form by what is played.
    
    Parameters
    ----------
    game : ExtensiveGame
        The tree.
    profiles : sequence of profiles
        Mixtures of the strategies of `reduced_strategic_form`, such as `Solution.equilibria`.
    
    Returns
    -------
    list of list of int
        Places among the profiles. Those in one group differ only where play never comes.
    
    Raises
    ------
    InvalidArgument
        If a profile does not fit the game.
    
    Examples
    --------
    >>> entry = demarche.make_extensive_game(
    ...     ["first", "second"],
    ...     demarche.Move(
    ...         "first",
    ...         {"out": [0, 4], "in": demarche.Move("second", {"fight": [-1, 0], "share": [2, 2]})},
    ...     ),
    ... )
    >>> solution = demarche.solve_game(entry, concept="nash")
    >>> len(solution.equilibria), demarche.group_by_play(entry, solution.equilibria)
    (3, [[0, 1], [2]])
    """
def icd_203_phrase(probability: typing.SupportsFloat | typing.SupportsIndex) -> str:
    """
    The phrase of Intelligence Community Directive 203 for a probability.
    
    Parameters
    ----------
    probability : float
        In [0, 1].
    
    Examples
    --------
    >>> demarche.icd_203_phrase(0.6)
    'likely'
    """
def instruction_set() -> str:
    """
    The one that kernels use.
    """
def instruction_sets() -> list[str]:
    """
    The vector instruction sets that this machine and this build have, least first.
    """
def load_scenario(path: os.PathLike[str] | str | bytes, bundled: os.PathLike[str] | str | bytes) -> tuple[CompiledModel | None, list[Problem]]:
    """
    The scenario in a file, compiled, or None and every problem found in it.
    """
def make_monte_carlo(*, seed: typing.SupportsIndex = 0, purpose: Purpose = Purpose.parameters) -> Design:
    """
    Independent uniforms from Philox4x32-10, a pure function of seed, draw and stream.
    
    Parameters
    ----------
    seed : int
        64 bits.
    purpose : Purpose
        What the numbers are for: streams of different purposes never meet.
    
    Examples
    --------
    >>> design = demarche.make_monte_carlo(seed=1)
    >>> points = design.points(num_draws=1000, num_dimensions=3)
    >>> points.shape
    (1000, 3)
    >>> bool((design.points(first_draw=7, num_draws=1, num_dimensions=3) == points[7]).all())
    True
    """
def mean_draw(model: CompiledModel, settings: RunSettings) -> Draw:
    """
    Solves the game in which every parameter has its mean.
    """
def merge_slices(model: CompiledModel, settings: RunSettings, states: collections.abc.Sequence[bytes]) -> str:
    """
    The result of slices, which are given as bytes.
    """
def node_probabilities(game: ExtensiveGame, profiles: collections.abc.Sequence[collections.abc.Sequence[numpy.typing.ArrayLike]]) -> list[numpy.typing.NDArray[numpy.float64]]:
    """
    Give the probability that play comes to each node of a tree.
    
    Parameters
    ----------
    game : ExtensiveGame
        The tree.
    profiles : sequence of profiles
        Mixtures of the strategies of `reduced_strategic_form`, one probability vector per player each.
    
    Returns
    -------
    list of numpy.ndarray
        For each profile, a number for each node.
    
    Raises
    ------
    InvalidArgument
        If a profile does not fit the game.
    """
def option_table() -> list[OptionDescription]:
    """
    All options of solution concepts.
    
    Examples
    --------
    >>> {option.name: option.default for option in demarche.option_table()}["mean_level"]
    '1.5'
    """
def parameter_changes(before: str, after: str) -> str:
    """
    How the parameters of two scenarios differ, as text.
    """
def parameter_sheet(json: str, experts: collections.abc.Sequence[str]) -> list[list[str]]:
    """
    The cells of the parameters as a table, the headings first.
    """
def parse_byte_count(text: str) -> int | None:
    """
    A number of bytes such as "4G", or None unless it is one from 1 to 2^63.
    """
def parse_efg(text: str) -> ExtensiveGame:
    """
    Read a game from text in Gambit's extensive-form format.
    
    Parameters
    ----------
    text : str
        The contents of a ``.efg`` file.
    
    Returns
    -------
    ExtensiveGame
    
    Raises
    ------
    InvalidArgument
        With every problem as ``line:column: message``, one a line.
    
    Examples
    --------
    >>> game = demarche.parse_efg('''EFG 2 R "coin" { "a" } c "" 1 "" { "h" 1/2 "t" 1/2 } 0
    ... t "" 1 "" { 1 } t "" 2 "" { -1 }''')
    >>> game
    <ExtensiveGame 'coin': 1 players, 3 nodes, 1 information sets>
    """
def parse_gam(text: str) -> NormalFormGame:
    """
    Read a game from text in GameTracer's format, which QuantEcon reads, too.
    
    Parameters
    ----------
    text : str
        The contents of a ``.gam`` file.
    
    Returns
    -------
    NormalFormGame
    
    Raises
    ------
    InvalidArgument
        With every problem as ``line:column: message``, one a line.
    
    Examples
    --------
    >>> demarche.parse_gam("2 2 2  1 -1 -1 1  -1 1 1 -1").payoffs[0]
    array([[ 1., -1.],
           [-1.,  1.]])
    """
def parse_nfg(text: str) -> NormalFormGame:
    """
    Read a game from text in Gambit's strategic-form format.
    
    Parameters
    ----------
    text : str
        The contents of a ``.nfg`` file, of its payoff or its outcome version.
    
    Returns
    -------
    NormalFormGame
    
    Raises
    ------
    InvalidArgument
        With every problem as ``line:column: message``, one a line.
    
    Examples
    --------
    >>> game = demarche.parse_nfg('NFG 1 R "Penny" { "A" "B" } { 2 2 } 1 -1 -1 1 -1 1 1 -1')
    >>> game.player_names
    ['A', 'B']
    """
def parse_scenario(text: str, file: str, bundled: os.PathLike[str] | str | bytes) -> tuple[CompiledModel | None, list[Problem]]:
    """
    The same for text-format contents.
    """
def payoff_matrix(model: CompiledModel, draw: Draw, actors: collections.abc.Sequence[str], profile: str) -> tuple[tuple[dict[str, typing.Any], dict[str, typing.Any]], list[tuple[typing.Any, ...]], str]:
    """
    Two actors' payoffs in a draw: both sides, what others do, and the matrix as text.
    """
def player_agents(shape: FactoredShape) -> list[Agent]:
    """
    One agent per player of `shape`, with the player's own strategies.
    """
def pool(probabilities: numpy.typing.ArrayLike, *, method: str = 'geometric', weights: numpy.typing.ArrayLike | None = None, exponent: typing.SupportsFloat | typing.SupportsIndex = 2.5) -> float:
    """
    One probability of several of the same event.
    
    Parameters
    ----------
    probabilities : array_like
        At least one, each in [0, 1].
    method : str
        ``"geometric"``, the weighted geometric mean of the odds p / (1 - p); ``"linear"``, the weighted
        mean of the probabilities; ``"extremised"``, the geometric mean of the odds to the power of
        `exponent`.
    weights : array_like, optional
        How much each probability counts, up to a factor; alike if left out.
    exponent : float
        The power of ``"extremised"``, above 0; 1 changes nothing. 2.5 is a convention and no estimate
        for these sources.
    
    Returns
    -------
    float
    
    Raises
    ------
    InvalidArgument
        If a probability, weight or `exponent` is out of range, there is no such method, or 0 and 1 are
        both among the probabilities that count, and the method takes odds.
    
    Examples
    --------
    >>> round(demarche.pool([0.9, 0.6, 0.3]), 6)
    0.642247
    >>> round(demarche.pool([0.9, 0.6, 0.3], method="extremised"), 6)
    0.811965
    """
def population_replicator_field(payoffs: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"], shares: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"], mutation: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"]) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, 1]"]:
    """
    Rates of change in one population whose members meet each other.
    
    Parameters
    ----------
    payoffs : array_like
        Shape ``(n, n)``: what the row strategy gets from the column strategy.
    shares : array_like
        Shape ``(n,)``.
    mutation : array_like
        Shape ``(n, n)``: the share of the row strategy's offspring that plays the column strategy.
    
    Returns
    -------
    numpy.ndarray
        Shape ``(n,)``.
    """
def probability_interval(mean: typing.SupportsFloat | typing.SupportsIndex, standard_error: typing.SupportsFloat | typing.SupportsIndex, count: typing.SupportsIndex) -> tuple[float, float]:
    """
    The Wilson score interval (95 %) of a mean of numbers in [0, 1].
    
    Parameters
    ----------
    mean : float
        Of the numbers.
    standard_error : float
        Of the mean.
    count : int
        How many numbers; its effective size is never taken to be smaller.
    
    Returns
    -------
    tuple of float
        Low and high; ``(0, 1)`` if `count` is 0.
    """
def probability_words(low: typing.SupportsFloat | typing.SupportsIndex, high: typing.SupportsFloat | typing.SupportsIndex, scale: str = 'icd203') -> str:
    """
    The phrase of a probability with its range, or both phrases where an interval crosses a threshold.
    
    Parameters
    ----------
    low, high : float
        The ends of an interval around the probability, with ``0 <= low <= high <= 1``.
    scale : str
        ``"icd203"``, ``"phia"`` or ``"ipcc"``.
    
    Raises
    ------
    InvalidArgument
        If these are no interval, or there is no such scale.
    
    Examples
    --------
    >>> demarche.probability_words(0.587, 0.605)
    'likely (55–80 %)'
    >>> demarche.probability_words(0.439, 0.458)
    'unlikely to roughly even chance (20–55 %)'
    """
def read_cells(path: os.PathLike[str] | str | bytes) -> list[list[str]]:
    """
    The cells of a CSV file, the headings first, and as many in each row.
    """
def read_efg(path: os.PathLike[str] | str | bytes) -> ExtensiveGame:
    """
    Read a game from a file in Gambit's extensive-form format.
    
    Parameters
    ----------
    path : str or os.PathLike[str]
        The file.
    
    Returns
    -------
    ExtensiveGame
    
    Raises
    ------
    IoError
        If the file cannot be read or is larger than 1 GiB.
    InvalidArgument
        With every problem as ``file:line:column: message``, one a line.
    """
def read_gam(path: os.PathLike[str] | str | bytes) -> NormalFormGame:
    """
    The game of the file at `path` in GameTracer's format; raises `IoError`, or `InvalidArgument` with every problem as ``file:line:column: message``.
    """
def read_game(path: os.PathLike[str] | str | bytes) -> NormalFormGame:
    """
    Read a game from a file, in the format that its ending names.
    
    Parameters
    ----------
    path : str or os.PathLike[str]
        A ``.nfg``, ``.gam`` or ``.efg`` file; the last as its reduced strategic form.
    
    Returns
    -------
    NormalFormGame
    
    Raises
    ------
    IoError
        If the file cannot be read.
    InvalidArgument
        For another ending, or with every problem as ``file:line:column: message``, one a line.
    """
def read_nfg(path: os.PathLike[str] | str | bytes) -> NormalFormGame:
    """
    Read a game from a ``.nfg`` file.
    
    Parameters
    ----------
    path : str or os.PathLike[str]
        The file.
    
    Raises
    ------
    IoError
        If the file cannot be read.
    InvalidArgument
        With every problem as ``file:line:column: message``, one a line.
    """
def read_parameter_csv(json: str, path: os.PathLike[str] | str | bytes) -> tuple[CompiledModel | None, list[Problem]]:
    """
    The same for a CSV file.
    """
def read_result(path: os.PathLike[str] | str | bytes) -> str:
    """
    Reads a result as JSON.
    """
def reduced_strategic_form(game: ExtensiveGame) -> NormalFormGame:
    """
    Give the reduced strategic form of an extensive game.
    
    A reduced strategy has an action at each information set that the player's own other choices do not
    exclude. It is named by its actions in the order of the tree, ``in, fight``; where that would be
    unclear, by their numbers, ``*`` where none is chosen: ``1*2``.
    
    Parameters
    ----------
    game : ExtensiveGame
        The game; it needs no perfect recall.
    
    Returns
    -------
    NormalFormGame
    
    Raises
    ------
    InvalidArgument
        If the form would be too large or take too long; sizes are in the message.
    
    Examples
    --------
    >>> entry = demarche.make_extensive_game(
    ...     ["first", "second"],
    ...     demarche.Move(
    ...         "first",
    ...         {"out": [0, 4], "in": demarche.Move("second", {"fight": [-1, 0], "share": [2, 2]})},
    ...     ),
    ... )
    >>> demarche.reduced_strategic_form(entry).payoffs[0]
    array([[ 0.,  0.],
           [-1.,  2.]])
    """
def repaired_correlations(matrix: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"]) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
    """
    A positive definite correlation matrix near `matrix` (symmetric, unit diagonal).
    """
def replay_draw(model: CompiledModel, settings: RunSettings, number: typing.SupportsIndex) -> Draw:
    """
    Repeats one draw of a run exactly.
    """
def replay_draws(model: CompiledModel, settings: RunSettings, first_draw: typing.SupportsIndex, num_draws: typing.SupportsIndex, progress: typing.Any) -> dict[str, typing.Any]:
    """
    Repeats a range of draws: arrays with a row per draw.
    """
def replicator_field(game: NormalFormGame, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> list[numpy.typing.NDArray[numpy.float64]]:
    """
    Rates of change under the replicator dynamic, one population per player.
    
    Parameters
    ----------
    game : NormalFormGame
        The game.
    profile : sequence of array_like
        One probability vector per player.
    
    Returns
    -------
    list of numpy.ndarray
        ``x_is (u_is - mean of u_i)``.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
    >>> demarche.replicator_field(game, [[0.5, 0.5], [0.5, 0.5]])[0]
    array([-0.375,  0.375])
    """
def require_read(name: str, concept_names: collections.abc.Sequence[str]) -> None:
    """
    Raises `InvalidArgument` unless one of these concepts reads the option called `name`.
    """
def robustness(values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], threshold: typing.SupportsFloat | typing.SupportsIndex, accepts_threshold: bool, pessimism: typing.SupportsFloat | typing.SupportsIndex, regret_percentile: typing.SupportsFloat | typing.SupportsIndex) -> tuple[list[str], list[list[float]], list[list[float]], list[int]]:
    """
    Rules, the value of each option under each, their agreement, and what each prefers.
    """
def run(model: CompiledModel, settings: RunSettings, progress: typing.Any) -> tuple[str, bool]:
    """
    Samples, solves and accumulates: the result, and whether Ctrl-C stopped it.
    """
def run_slice(model: CompiledModel, settings: RunSettings, index: typing.SupportsIndex, count: typing.SupportsIndex) -> bytes:
    """
    What one slice of a run accumulated.
    """
def score_file(path: str, bins: typing.SupportsIndex, pool: str | None, exponent: typing.SupportsFloat | typing.SupportsIndex | None) -> tuple[typing.Any, ...]:
    """
    What a file of forecasts is worth: rows, report as JSON and as text, and warnings.
    """
def score_text(text: str, bins: typing.SupportsIndex, pool: str | None, exponent: typing.SupportsFloat | typing.SupportsIndex | None) -> tuple[typing.Any, ...]:
    """
    As score_file(), of the text of such a file.
    """
def select_equilibria(game: NormalFormGame, equilibria: collections.abc.Sequence[collections.abc.Sequence[numpy.typing.ArrayLike]], selection: Selection, *, start: collections.abc.Sequence[typing.SupportsIndex] = ()) -> numpy.typing.NDArray[numpy.float64]:
    """
    A weight per equilibrium: 0, or an equal share of 1 for those selected.
    
    Parameters
    ----------
    game : NormalFormGame
        The game.
    equilibria : sequence of profiles
        Each a probability vector per player.
    selection : Selection
        Which of them count.
    start : sequence of int
        The status quo, a strategy per player; if empty, `nearest` takes uniform play for it.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[2, 0], [0, 1]]])
    >>> found = demarche.NashEquilibria().solve(game).equilibria
    >>> demarche.select_equilibria(game, found, demarche.Selection.payoff_dominant)
    array([1., 0., 0.])
    """
def separate_agents(shape: FactoredShape) -> list[Agent]:
    """
    Split players into agents that separate.
    
    Levers that never meet in one of the player's own payoff (or behaviour) tables, nor in its
    feasibility, are different agents. A logit response is then the product of the agents' logit
    responses.
    
    Parameters
    ----------
    shape : FactoredShape
        Who has which variables and tables.
    
    Returns
    -------
    list of Agent
    
    Examples
    --------
    >>> game = demarche.make_factored_game(
    ...     [2, 3],
    ...     [{"name": "a", "variables": [0, 1], "payoff": [([0], [0, 1]), ([1], [0, 1, 2])]}],
    ... )
    >>> [agent.variables for agent in demarche.separate_agents(game.shape)]
    [(0,), (1,)]
    """
def sheet_csv(cells: collections.abc.Sequence[collections.abc.Sequence[str]]) -> str:
    """
    Cells as comma-separated values.
    """
def solution_json(game: NormalFormGame, concept_name: str, solution: Solution, weights: bool = False) -> str:
    """
    The answer for one game, a `solution` by `concept_name`, as JSON; numbers read back exactly. `weights` adds what each equilibrium counts under the selection.
    """
def solution_text(game: NormalFormGame, concept_name: str, solution: Solution, weights: bool = False) -> str:
    """
    The answer for one game, a `solution` by `concept_name`, for readers; `weights` adds what each equilibrium counts under the selection.
    """
def solve_batch(payoffs: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]], *, concept_name: str = 'nash', concept_options: ConceptOptions = ..., threads: typing.SupportsIndex = 0, progress: typing.Any = None) -> BatchSolution:
    """
    Solves all games of an array, reading float32 and float64 where they lie.
    """
def solve_factored(solution_concept: Concept, game: FactoredGame, options: ConceptOptions = ...) -> Solution:
    """
    Solves one factored game, without its dense form where the concept can.
    """
def solve_tree(concept_name: str, game: ExtensiveGame, options: ConceptOptions = ...) -> TreeSolution:
    """
    Solves one game tree by its information sets.
    """
def stream_of(id: str) -> int:
    """
    The stream of random numbers of what is called `id`: the lower 48 bits of the hash XXH3 of the id.
    
    Parameters
    ----------
    id : str
        The id of a parameter, for example.
    
    Returns
    -------
    int
        A number below 2^48, the same on every machine.
    
    Examples
    --------
    >>> design = demarche.make_monte_carlo(seed=1)
    >>> design.points(num_draws=2, streams=[demarche.stream_of("prize")]).shape
    (2, 1)
    """
def summarise_comparison(comparison: str, scenario: str) -> str:
    """
    What several concepts make of the same draws, as text.
    """
def summarise_result(result: str, scenario: str) -> str:
    """
    What a run found, as text.
    """
def summarise_scenario_comparison(comparison: str, scenario: str) -> str:
    """
    How two scenarios differ, as text; the scenario is the first of them.
    """
def tree_json(game: ExtensiveGame, concept_name: str, solution: TreeSolution) -> str:
    """
    The answer for a game tree, a `solution` by `concept_name`, as JSON.
    """
def tree_text(game: ExtensiveGame, concept_name: str, solution: TreeSolution) -> str:
    """
    The answer for a game tree, a `solution` by `concept_name`, for readers.
    """
def use_code(settings: RunSettings, *, payoffs_name: str, payoffs: typing.Any, metrics: collections.abc.Sequence[tuple[str, typing.Any]]) -> None:
    """
    Has callables compute open payoffs (None: there are none) and metrics.
    """
def use_instruction_set(name: str) -> None:
    """
    Have all kernels use the instruction set `name` from now on; "best" is the best of them.
    
    For the whole process: call it before any work starts.
    """
def usual_heading(heading: str) -> tuple[str, float | None]:
    """
    A heading of a sheet as this project writes it, and the probability of a percentile.
    """
def variant_scenario(json: str, id: str) -> str:
    """
    The scenario as its variant of this id changes it.
    """
def what_if_text(what_if: str) -> str:
    """
    What was changed of a scenario, as a question.
    """
def write_comparison(json: str, path: os.PathLike[str] | str | bytes) -> None:
    """
    Writes a comparison by the ending of the file's name.
    """
def write_efg(game: ExtensiveGame, path: os.PathLike[str] | str | bytes) -> None:
    """
    Write a game in Gambit's extensive-form format; the file appears whole or not at all.
    
    Parameters
    ----------
    game : ExtensiveGame
        The game.
    path : str or os.PathLike[str]
        The file.
    
    Raises
    ------
    IoError
        If the file cannot be written.
    """
def write_gam(game: NormalFormGame, path: os.PathLike[str] | str | bytes) -> None:
    """
    Write `game` to `path` in GameTracer's format, without its names; the file appears whole or not at all.
    """
def write_game(game: NormalFormGame, path: os.PathLike[str] | str | bytes, *, nfg_version: NfgVersion = NfgVersion.payoffs) -> None:
    """
    Write a game in the format that the ending names.
    
    Parameters
    ----------
    game : NormalFormGame
        The game; all its payoffs finite.
    path : str or os.PathLike[str]
        A ``.nfg`` or ``.gam`` file.
    nfg_version : NfgVersion
        Of a ``.nfg`` file.
    
    Raises
    ------
    IoError
        If the file cannot be written.
    InvalidArgument
        For another ending.
    """
def write_nfg(game: NormalFormGame, path: os.PathLike[str] | str | bytes, *, version: NfgVersion = NfgVersion.payoffs) -> None:
    """
    Write a game to a ``.nfg`` file.
    
    Parameters
    ----------
    game : NormalFormGame
        The game; all its payoffs finite.
    path : str or os.PathLike[str]
        The file.
    version : NfgVersion
        With payoffs or with outcomes.
    
    Raises
    ------
    IoError
        If the file cannot be written.
    """
def write_result(json: str, path: os.PathLike[str] | str | bytes) -> None:
    """
    Writes a result by the ending of the file's name.
    """
def write_scenario(json: str, path: os.PathLike[str] | str | bytes) -> None:
    """
    Writes a scenario by the ending of the file's name.
    """
def write_scenario_comparison(json: str, path: os.PathLike[str] | str | bytes) -> None:
    """
    Writes a comparison of scenarios by the ending of the file's name.
    """
__version__: str = '0.2.0'
