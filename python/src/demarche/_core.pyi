# SPDX-License-Identifier: MIT
# Written by python/tools/generate_stub.py.
"""
The compiled part of demarche; its names are public through the package.
"""
from __future__ import annotations
import collections.abc
import enum
import numpy
import numpy.typing
import os
import typing
__all__: list[str] = ['BatchAnswers', 'Certificate', 'CognitiveHierarchy', 'CompiledModel', 'Concept', 'ConceptOptions', 'CorrelatedEquilibrium', 'CorrelatedEquilibriumResult', 'CorrelatedObjective', 'Design', 'Draw', 'Dynamics', 'DynamicsEnd', 'DynamicsResult', 'DynamicsRule', 'ExtremeEquilibria', 'ExtremeEquilibriaResult', 'GameFamily', 'GlobalNewton', 'GlobalNewtonResult', 'InvalidArgument', 'IoError', 'IteratedDominance', 'IteratedDominanceResult', 'IteratedPolymatrix', 'IteratedPolymatrixResult', 'LemkeHowson', 'LemkeHowsonEnd', 'LemkeHowsonEnds', 'LemkeHowsonPaths', 'LemkeHowsonResult', 'LevelK', 'LogitPath', 'LogitPathPoint', 'LogitPathResult', 'LogitQuantalResponse', 'LogitQuantalResponseResult', 'NashEquilibria', 'NashEquilibriaResult', 'NashMethod', 'NfgVersion', 'NormalFormGame', 'Problem', 'Progress', 'PureEquilibria', 'PureEquilibriaResult', 'Purpose', 'RunSettings', 'ScenarioSampler', 'Selection', 'SequentialMoves', 'SequentialMovesResult', 'SimplicialSubdivision', 'SimplicialSubdivisionResult', 'Solution', 'SolveStatus', 'Stackelberg', 'StackelbergResult', 'SupportEnumeration', 'SupportEnumerationResult', 'WeightedProfile', 'ZeroSum', 'ZeroSumResult', 'check_scenario', 'compare_concepts', 'concepts', 'default_settings', 'describe', 'distribution_bounds', 'distribution_problems', 'distribution_quantile', 'explain', 'find_concept', 'find_objective', 'find_selection', 'format_gam', 'format_nfg', 'format_scenario', 'game_families', 'gaussian_correlations', 'generate_game', 'icd_203_phrase', 'instruction_set', 'instruction_sets', 'load_scenario', 'make_monte_carlo', 'merge_slices', 'parse_efg', 'parse_gam', 'parse_nfg', 'parse_scenario', 'population_replicator_field', 'probability_interval', 'read_game', 'read_nfg', 'read_result', 'repaired_correlations', 'replay_draw', 'replay_draws', 'replicator_field', 'run', 'run_slice', 'select_equilibria', 'solution_json', 'solution_text', 'solve_batch', 'summarise_comparison', 'summarise_result', 'use_code', 'use_instruction_set', 'write_comparison', 'write_game', 'write_nfg', 'write_result', 'write_scenario']
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
    >>> game.max_regret([[0, 1], [0, 1]])
    0.0
    """
    def __getstate__(self) -> tuple[typing.Any, ...]:
        ...
    def __init__(self, payoffs: typing.Any, *, title: str = '', player_names: collections.abc.Sequence[str] | None = None, strategy_names: collections.abc.Sequence[collections.abc.Sequence[str]] | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: tuple[typing.Any, ...]) -> None:
        ...
    def expected_payoff(self, player: typing.SupportsInt | typing.SupportsIndex, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> float:
        """
        What `player` gets on average where all play `profile`.
        """
    def max_regret(self, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> float:
        """
        The most that one player gains by deviating from `profile`, in payoff units.
        """
    def pure_profile(self, profile: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        Probability vectors of everybody playing its strategy of `profile` for sure.
        """
    def relative_regret(self, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> float:
        """
        As `max_regret`, each player's gain divided by the spread of its payoffs.
        """
    def strategy_payoffs(self, player: typing.SupportsInt | typing.SupportsIndex, profile: collections.abc.Sequence[numpy.typing.ArrayLike]) -> numpy.typing.NDArray[numpy.float64]:
        """
        Expected payoff of each of `player`'s strategies while the others play `profile`.
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
class GameFamily:
    """
    A family of games to try solvers on.
    """
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
    Points of the unit cube, a pure function of seed, draw and dimension.
    """
    def points(self, *, first_draw: typing.SupportsInt | typing.SupportsIndex = 0, num_draws: typing.SupportsInt | typing.SupportsIndex, num_dimensions: typing.SupportsInt | typing.SupportsIndex) -> numpy.typing.NDArray[numpy.float64]:
        """
        Points of the design.
        
        Parameters
        ----------
        first_draw : int
            Number of the first draw.
        num_draws : int
            How many draws.
        num_dimensions : int
            How many dimensions.
        
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
class ScenarioSampler:
    """
    Turns points of the unit cube into a scenario's parameters.
    """
    def __init__(self, json: str) -> None:
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
    def __init__(self, *, tie_tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-12, max_nodes: typing.SupportsInt | typing.SupportsIndex = 10000000) -> None:
        ...
    def solve(self, game: NormalFormGame) -> PureEquilibriaResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
class SupportEnumerationResult:
    """
    The equilibria of one game, by support enumeration.
    """
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
    def __init__(self, *, tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09, tie_tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-11) -> None:
        ...
    def solve(self, game: NormalFormGame) -> SupportEnumerationResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
class ExtremeEquilibriaResult:
    """
    All extreme equilibria and what they span.
    """
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
    def __init__(self, *, max_vertices: typing.SupportsInt | typing.SupportsIndex = 20000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def solve(self, game: NormalFormGame) -> ExtremeEquilibriaResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
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
    def __init__(self, *, tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09, max_boxes: typing.SupportsInt | typing.SupportsIndex = 2000000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., max_vertices: typing.SupportsInt | typing.SupportsIndex = 20000) -> None:
        ...
    def solve(self, game: NormalFormGame) -> NashEquilibriaResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
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
    def __init__(self, *, paths: LemkeHowsonPaths = LemkeHowsonPaths.race, dropped_label: typing.SupportsInt | typing.SupportsIndex = 0, max_pivots: typing.SupportsInt | typing.SupportsIndex = 2000000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def solve(self, game: NormalFormGame) -> LemkeHowsonResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
    def solve_all(self, game: NormalFormGame) -> LemkeHowsonEnds:
        """
        Ends of the paths of all labels, whatever the options say of paths.
        """
class ZeroSumResult:
    """
    The value of a game of constant sum, and both sides.
    """
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
    def __init__(self, *, max_iterations: typing.SupportsInt | typing.SupportsIndex = 100000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def solve(self, game: NormalFormGame) -> ZeroSumResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
class LogitPathPoint:
    """
    A point of the logit path.
    """
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
    def __init__(self, *, max_steps: typing.SupportsInt | typing.SupportsIndex = 20000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09, keeps_points: bool = False) -> None:
        ...
    def solve(self, game: NormalFormGame) -> LogitPathResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
class LogitQuantalResponseResult:
    """
    A point on the principal branch of logit equilibria.
    """
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
        Budget of linear solves, at least 1.
    tolerance : float
        Largest error of the logit equation accepted, above 0.
    
    Examples
    --------
    >>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
    >>> demarche.LogitQuantalResponse(precision=0).solve(game).strategies
    [array([0.5, 0.5]), array([0.5, 0.5])]
    """
    def __init__(self, *, precision: typing.SupportsFloat | typing.SupportsIndex = 1.0, max_iterations: typing.SupportsInt | typing.SupportsIndex = 10000, tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def solve(self, game: NormalFormGame) -> LogitQuantalResponseResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
class GlobalNewtonResult:
    """
    The end of a path of the global Newton method.
    """
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
    def __init__(self, *, seed: typing.SupportsInt | typing.SupportsIndex = 0, max_rays: typing.SupportsInt | typing.SupportsIndex = 20, max_steps: typing.SupportsInt | typing.SupportsIndex = 20000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def solve(self, game: NormalFormGame) -> GlobalNewtonResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
class IteratedPolymatrixResult:
    """
    Where the iterated polymatrix approximation ended.
    """
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
    def __init__(self, *, seed: typing.SupportsInt | typing.SupportsIndex = 0, max_rays: typing.SupportsInt | typing.SupportsIndex = 20, max_iterations: typing.SupportsInt | typing.SupportsIndex = 100, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def solve(self, game: NormalFormGame) -> IteratedPolymatrixResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
class SimplicialSubdivisionResult:
    """
    The last simplex's centre, refined.
    """
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
    def __init__(self, *, first_mesh: typing.SupportsFloat | typing.SupportsIndex = 0.25, last_mesh: typing.SupportsFloat | typing.SupportsIndex = 1e-09, max_pivots: typing.SupportsInt | typing.SupportsIndex = 2000000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def solve(self, game: NormalFormGame) -> SimplicialSubdivisionResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
class StackelbergResult:
    """
    A commitment and the answer to it.
    """
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
    def __init__(self, *, leader: typing.SupportsInt | typing.SupportsIndex = 0, is_mixed: bool = True, is_strong: bool = True, max_iterations: typing.SupportsInt | typing.SupportsIndex = 100000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def solve(self, game: NormalFormGame) -> StackelbergResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
class SequentialMovesResult:
    """
    Play in a subgame-perfect equilibrium.
    """
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
    def __init__(self, *, order: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = []) -> None:
        ...
    def solve(self, game: NormalFormGame) -> SequentialMovesResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
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
    def __init__(self, *, objective: CorrelatedObjective = CorrelatedObjective.welfare, player: typing.SupportsInt | typing.SupportsIndex = 0, is_coarse: bool = False, max_iterations: typing.SupportsInt | typing.SupportsIndex = 100000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09) -> None:
        ...
    def solve(self, game: NormalFormGame) -> CorrelatedEquilibriumResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
        """
class IteratedDominanceResult:
    """
    What survives iterated elimination.
    """
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
    def __init__(self, *, is_weak: bool = False, by_mixed: bool = True, tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-08, max_iterations: typing.SupportsInt | typing.SupportsIndex = 100000, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ...) -> None:
        ...
    def solve(self, game: NormalFormGame) -> IteratedDominanceResult:
        """
        Solve one game. Keeps no state, so one solver may serve many threads.
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
    def __init__(self, *, level: typing.SupportsInt | typing.SupportsIndex = 2, tie_tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-12) -> None:
        ...
    def solve(self, game: NormalFormGame) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        What each player does: one probability vector per player.
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
    def __init__(self, *, mean_level: typing.SupportsFloat | typing.SupportsIndex = 1.5, tie_tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-12) -> None:
        ...
    def solve(self, game: NormalFormGame) -> list[numpy.typing.NDArray[numpy.float64]]:
        """
        What each player does: one probability vector per player.
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
    def __init__(self, *, rule: DynamicsRule = DynamicsRule.best_response, start: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = [], tremble: typing.SupportsFloat | typing.SupportsIndex = 0.05, precision: typing.SupportsFloat | typing.SupportsIndex = 1.0, gain: typing.SupportsFloat | typing.SupportsIndex = 0.0, max_steps: typing.SupportsInt | typing.SupportsIndex = 10000, tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09, keeps_path: bool = False) -> None:
        ...
    def solve(self, game: NormalFormGame) -> DynamicsResult:
        """
        Run it on one game. Keeps no state, so one object may serve many threads.
        """
class ConceptOptions:
    """
    What a user may set for any solution concept; each takes what it needs.
    
    Parameters
    ----------
    precision : float
        Logit precision where a game brings none of its own, at least 0.
    max_iterations : int
        Budget per game, in the concept's own unit of work; 0: the concept's own.
    max_seconds : float
        Time budget per game, where a search may be long; above 0.
    tolerance : float
        Largest relative residual accepted, above 0.
    player : int
        Who commits (Stackelberg) or whose payoff counts (correlated play).
    order : sequence of int
        Of moves (sequential): every player once; empty: as listed.
    start : sequence of int
        A strategy per player where dynamics start; empty: uniform play.
    level : int
        Of level-k, at least 0.
    mean_level : float
        Of the cognitive hierarchy, at least 0.
    objective : CorrelatedObjective
        Of correlated play.
    selection : Selection
        Which of several equilibria counts.
    
    Examples
    --------
    >>> demarche.ConceptOptions(precision=2.5).precision
    2.5
    """
    def __init__(self, *, precision: typing.SupportsFloat | typing.SupportsIndex = 1.0, max_iterations: typing.SupportsInt | typing.SupportsIndex = 0, max_seconds: typing.SupportsFloat | typing.SupportsIndex = ..., tolerance: typing.SupportsFloat | typing.SupportsIndex = 1e-09, player: typing.SupportsInt | typing.SupportsIndex = 0, order: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = [], start: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = [], level: typing.SupportsInt | typing.SupportsIndex = 2, mean_level: typing.SupportsFloat | typing.SupportsIndex = 1.5, objective: CorrelatedObjective = CorrelatedObjective.welfare, selection: Selection = Selection.uniform) -> None:
        ...
    @property
    def level(self) -> int:
        """
        Of level-k.
        """
    @property
    def max_iterations(self) -> int:
        """
        Budget per game.
        """
    @property
    def max_seconds(self) -> float:
        """
        Time budget per game.
        """
    @property
    def mean_level(self) -> float:
        """
        Of the cognitive hierarchy.
        """
    @property
    def objective(self) -> CorrelatedObjective:
        """
        Of correlated play.
        """
    @property
    def order(self) -> list[int]:
        """
        Of moves.
        """
    @property
    def player(self) -> int:
        """
        Who commits or whose payoff counts.
        """
    @property
    def precision(self) -> float:
        """
        Logit precision.
        """
    @property
    def selection(self) -> Selection:
        """
        Which of several equilibria counts.
        """
    @property
    def start(self) -> list[int]:
        """
        Where dynamics start.
        """
    @property
    def tolerance(self) -> float:
        """
        Largest relative residual accepted.
        """
class Certificate:
    """
    What vouches for one game's answer.
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
    def iterations(self) -> int:
        """
        The concept's unit of work.
        """
    @property
    def max_regret(self) -> float:
        """
        Largest gain of one player by deviating, over all equilibria.
        """
    @property
    def num_equilibria(self) -> int:
        """
        How many were found.
        """
    @property
    def residual(self) -> float:
        """
        The concept's own error: relative regret, or the logit equation's.
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
        Per equilibrium, what the selection gives it; empty if none was asked for.
        """
    @weights.setter
    def weights(self, arg1: numpy.typing.ArrayLike) -> None:
        ...
class Concept:
    """
    An entry of the registry of solution concepts.
    """
    def __repr__(self) -> str:
        ...
    def solve(self, game: NormalFormGame, options: ConceptOptions = ...) -> Solution:
        """
        Solve one game.
        """
    @property
    def name(self) -> str:
        """
        As given to `concept=`.
        """
    @property
    def summary(self) -> str:
        """
        One line.
        """
class BatchAnswers:
    """
    The answers for many games.
    """
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
    def num_strategies(self) -> list[int]:
        """
        Per player.
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
    def __getstate__(self) -> tuple[str, int, int, str, str]:
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
        Counted from 1; 0 where it is unknown (JSON, binary, memory).
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
class CompiledModel:
    """
    A scenario compiled: nothing is left to interpret.
    """
    def __init__(self, json: str, open: collections.abc.Sequence[tuple[str, collections.abc.Sequence[collections.abc.Sequence[str]]]] = []) -> None:
        ...
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
class Progress:
    """
    How far a run is.
    """
    def __init__(self, *, draws_done: typing.SupportsInt | typing.SupportsIndex, draws_total: typing.SupportsInt | typing.SupportsIndex, seconds: typing.SupportsFloat | typing.SupportsIndex) -> None:
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
    What to run. Only `threads` leaves the result as it is.
    
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
    concept_options : ConceptOptions
        What concepts may be told; an empty `start` becomes the scenario's status quo, if it has one.
    
    Examples
    --------
    >>> demarche.RunSettings(draws=1000).draws
    1000
    """
    def __init__(self, *, concept_name: str = 'qre', seed: typing.SupportsInt | typing.SupportsIndex = 0, draws: typing.SupportsInt | typing.SupportsIndex = 100000, threads: typing.SupportsInt | typing.SupportsIndex = 0, concept_options: ConceptOptions = ...) -> None:
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
    def draws(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def seed(self) -> int:
        """
        64 bits.
        """
    @seed.setter
    def seed(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def threads(self) -> int:
        """
        0: all that the machine offers.
        """
    @threads.setter
    def threads(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
class Draw:
    """
    Everything about one draw of a run.
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
def check_scenario(json: str) -> list[Problem]:
    """
    Every problem of a scenario made in memory.
    """
def compare_concepts(model: CompiledModel, settings: RunSettings, names: collections.abc.Sequence[str], progress: typing.Any) -> tuple[str, bool]:
    """
    The same draws under several concepts.
    """
def concepts() -> list[Concept]:
    """
    All solution concepts, in the order of their listing.
    
    Examples
    --------
    >>> [entry.name for entry in demarche.concepts()][:3]
    ['qre', 'pure', 'nash']
    """
def default_settings(json: str) -> RunSettings:
    """
    The settings that a scenario asks for.
    """
def describe(model: CompiledModel) -> str:
    """
    A scenario as text.
    """
def distribution_bounds(json: str) -> tuple[float, float]:
    """
    Smallest and largest possible values of a valid distribution.
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
def find_concept(name: str) -> Concept:
    """
    The concept of this name; an unknown one raises `InvalidArgument` with those there are.
    """
def find_objective(name: str) -> CorrelatedObjective:
    """
    The correlated objective of this name.
    """
def find_selection(name: str) -> Selection:
    """
    The selection of this name, for example ``"payoff-dominant"``.
    """
def format_gam(game: NormalFormGame) -> str:
    """
    The game as text in GameTracer's format, without its names.
    """
def format_nfg(game: NormalFormGame, *, version: NfgVersion = NfgVersion.payoffs) -> str:
    """
    The game as text in Gambit's format; numbers read back exactly.
    """
def format_scenario(json: str) -> str:
    """
    A scenario in protobuf's text format.
    """
def game_families() -> list[GameFamily]:
    """
    All families of games, in the order of their listing.
    """
def gaussian_correlations(n: typing.SupportsInt | typing.SupportsIndex, entries: collections.abc.Sequence[tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]]) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
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
def generate_game(family: str, *, num_strategies: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = [3, 3], correlation: typing.SupportsFloat | typing.SupportsIndex = 0.0, most: typing.SupportsInt | typing.SupportsIndex = 3, num_facilities: typing.SupportsInt | typing.SupportsIndex = 4, is_symmetric: bool = False, size: typing.SupportsInt | typing.SupportsIndex = 2, lowest_claim: typing.SupportsFloat | typing.SupportsIndex = 2.0, reward: typing.SupportsFloat | typing.SupportsIndex = 2.0, num_soldiers: typing.SupportsInt | typing.SupportsIndex = 4, num_battlefields: typing.SupportsInt | typing.SupportsIndex = 3, seed: typing.SupportsInt | typing.SupportsIndex = 0) -> NormalFormGame:
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
def load_scenario(path: os.PathLike[str] | str | bytes) -> tuple[str | None, list[Problem]]:
    """
    The scenario in a file as JSON, or every problem found in it.
    """
def make_monte_carlo(*, seed: typing.SupportsInt | typing.SupportsIndex = 0, purpose: Purpose = Purpose.parameters) -> Design:
    """
    Independent uniforms from Philox4x32-10, a pure function of seed, draw and dimension.
    
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
def merge_slices(model: CompiledModel, settings: RunSettings, states: collections.abc.Sequence[bytes]) -> str:
    """
    The result of slices, which are given as bytes.
    """
def parse_efg(text: str) -> NormalFormGame:
    """
    Read a game from text in Gambit's extensive-form format, as its reduced strategic form.
    
    Parameters
    ----------
    text : str
        The contents of a ``.efg`` file.
    
    Returns
    -------
    NormalFormGame
        Strategies have an action at each information set that own choices do not exclude.
    
    Raises
    ------
    InvalidArgument
        With every problem as ``line:column: message``, one a line; or if the form is too large.
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
def parse_scenario(text: str, file: str) -> tuple[str | None, list[Problem]]:
    """
    The same for text-format contents.
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
def probability_interval(mean: typing.SupportsFloat | typing.SupportsIndex, standard_error: typing.SupportsFloat | typing.SupportsIndex, count: typing.SupportsInt | typing.SupportsIndex) -> tuple[float, float]:
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
def read_result(path: os.PathLike[str] | str | bytes) -> str:
    """
    Reads a result as JSON.
    """
def repaired_correlations(matrix: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"]) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]:
    """
    A positive definite correlation matrix near `matrix` (symmetric, unit diagonal).
    """
def replay_draw(model: CompiledModel, settings: RunSettings, number: typing.SupportsInt | typing.SupportsIndex) -> Draw:
    """
    Repeats one draw of a run exactly.
    """
def replay_draws(model: CompiledModel, settings: RunSettings, first_draw: typing.SupportsInt | typing.SupportsIndex, num_draws: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any) -> dict[str, typing.Any]:
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
def run(model: CompiledModel, settings: RunSettings, progress: typing.Any) -> tuple[str, bool]:
    """
    Samples, solves and accumulates: the result, and whether Ctrl-C stopped it.
    """
def run_slice(model: CompiledModel, settings: RunSettings, index: typing.SupportsInt | typing.SupportsIndex, count: typing.SupportsInt | typing.SupportsIndex) -> bytes:
    """
    What one slice of a run accumulated.
    """
def select_equilibria(game: NormalFormGame, equilibria: collections.abc.Sequence[collections.abc.Sequence[numpy.typing.ArrayLike]], selection: Selection, *, start: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = ()) -> numpy.typing.NDArray[numpy.float64]:
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
def solution_json(game: NormalFormGame, concept_name: str, solution: Solution) -> str:
    """
    The answer for one game as JSON; numbers read back exactly.
    """
def solution_text(game: NormalFormGame, concept_name: str, solution: Solution) -> str:
    """
    The answer for one game for readers.
    """
def solve_batch(payoffs: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]], *, concept_name: str = 'nash', concept_options: ConceptOptions = ..., threads: typing.SupportsInt | typing.SupportsIndex = 0) -> BatchAnswers:
    """
    Solves all games of an array, reading float32 and float64 where they lie.
    """
def summarise_comparison(comparison: str, scenario: str) -> str:
    """
    What several concepts make of the same draws, as text.
    """
def summarise_result(result: str, scenario: str) -> str:
    """
    What a run found, as text.
    """
def use_code(settings: RunSettings, *, payoffs_name: str, payoffs: typing.Any, metrics: collections.abc.Sequence[tuple[str, typing.Any]]) -> None:
    """
    Has callables compute open payoffs (None: there are none) and metrics.
    """
def use_instruction_set(name: str) -> None:
    """
    Have all kernels use an instruction set from now on; "best" is the best of them.
    
    For the whole process: call it before any work starts.
    """
def write_comparison(json: str, path: os.PathLike[str] | str | bytes) -> None:
    """
    Writes a comparison by the ending of the file's name.
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
__version__: str = '0.1.0'
