// SPDX-License-Identifier: MIT
#include "demarche/report/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/unknown_name.hpp"
#include "core/utf8.hpp"
#include "demarche/core/error.hpp"
#include "report/text.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/evaluate.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {
namespace {

constexpr std::size_t kWidth = 108;
constexpr std::size_t kMostShown = 6;       // The most strategies of an actor, and equilibria.
constexpr std::size_t kLargestMatrix = 36;  // The most cells of a payoff matrix to print.

/// A gain; one that rounding explains is shown as 0.
std::string gain(double value, double scale) {
  constexpr double kRounding = 1e-13;
  const bool is_none = std::abs(value) <= kRounding * (1.0 + std::abs(scale));
  return is_none ? "+0" : std::isnan(value) ? "unknown" : fmt::format("{:+.3g}", value);
}

class Explainer {
 public:
  Explainer(const Model& model, const Draw& draw, const ExplainSettings& settings)
      : model_(model),
        scenario_(model.scenario),
        draw_(draw),
        symbols_(model.scenario, model.open_payoffs) {
    if (draw.cells.size() != model.program.num_cells() ||
        draw.open_payoffs.size() != model.num_open_rows()) {
      throw InvalidArgument("the draw is of another model, or of one with other open payoffs");
    }
    collect_values();
    choose_actors(settings.actor);
    choose_profile(settings.profile);
  }

  std::string run() {
    text_ += fmt::format("{}, draw {}\n", name_of(scenario_), draw_.number);
    parameters();
    game();
    Evaluator evaluator(symbols_, values_, levels_);
    profile();
    quantities(evaluator);
    for (const int actor : actors_) {
      terms(evaluator, actor);
    }
    events(evaluator);
    solution();
    return std::move(text_);
  }

 private:
  /// Values are parameters and, for open payoffs, what the user's code gave at each combination of
  /// levels.
  void collect_values() {
    values_ = draw_.parameters;
    for (const int row : open_rows(model_.open_tables)) {
      values_.push_back(row < 0 ? 0.0 : draw_.open_payoffs[static_cast<std::size_t>(row)]);
    }
  }

  void choose_actors(const std::string& id) {
    if (id.empty()) {
      for (int a = 0; a < scenario_.actors_size(); ++a) {
        actors_.push_back(a);
      }
      return;
    }
    const int actor = symbols_.find_actor(id);
    if (actor < 0) {
      throw_unknown("actor", id, symbols_.actors());
    }
    actors_.push_back(actor);
  }

  /// Starts from the sampled profile and applies what was asked for. A draw without a solution has
  /// no sampled profile: the status quo takes its place or, without one, the first level of each
  /// lever.
  void choose_profile(const std::string& text) {
    levels_ = model_.status_quo;
    levels_.resize(model_.variables.size(), 0);
    for (std::size_t i = 0; i < draw_.sampled_profile.size(); ++i) {
      const FactoredPlayer& player = model_.shape.players[i];
      const auto& strategy = player.strategies[static_cast<std::size_t>(draw_.sampled_profile[i])];
      for (std::size_t k = 0; k < strategy.size(); ++k) {
        levels_[static_cast<std::size_t>(player.variables[k])] = strategy[k];
      }
    }
    if (text.empty()) {
      return;
    }
    is_asked_ = true;
    const ResolvedAssignments asked = resolve_assignments(text, symbols_);
    if (!asked.errors.empty()) {
      throw InvalidArgument(fmt::format("profile: {}", asked.errors.front().message));
    }
    for (std::size_t k = 0; k < asked.levers.size(); ++k) {
      levels_[static_cast<std::size_t>(asked.levers[k])] = asked.levels[k];
    }
    for (const FactoredPlayer& player : model_.shape.players) {
      if (std::find(player.strategies.begin(), player.strategies.end(), own_levels(player)) ==
          player.strategies.end()) {
        throw InvalidArgument(
            fmt::format("profile: this combination of {}'s levers is infeasible", player.name));
      }
    }
  }

  [[nodiscard]] std::vector<int> own_levels(const FactoredPlayer& player) const {
    std::vector<int> own;
    for (const int variable : player.variables) {
      own.push_back(levels_[static_cast<std::size_t>(variable)]);
    }
    return own;
  }

  void parameters() {
    text_ += "\nParameters (value, percentile)\n";
    for (int p = 0; p < scenario_.parameters_size(); ++p) {
      const v1::Parameter& parameter = scenario_.parameters(p);
      const auto i = static_cast<std::size_t>(p);
      text_ += fmt::format("  {} {:>10} {:>6.1f} %  {} {}\n",
                           fitted(parameter.id(), 30),
                           number(draw_.parameters[i]),
                           100.0 * draw_.percentiles[i],
                           fitted(name_of(parameter), 38),
                           source_list(parameter, scenario_));
    }
  }

  /// The levels of a player's strategy: "partial, none".
  [[nodiscard]] std::string strategy_text(const FactoredPlayer& player,
                                          const std::vector<int>& strategy) const {
    std::vector<std::string> levels;
    for (std::size_t k = 0; k < strategy.size(); ++k) {
      const auto& lever = symbols_.levers()[static_cast<std::size_t>(player.variables[k])];
      levels.push_back(lever.levels[static_cast<std::size_t>(strategy[k])]);
    }
    return levels.empty() ? "(no lever)" : fmt::format("{}", fmt::join(levels, ", "));
  }

  void game() {
    const FactoredShape& shape = model_.shape;
    text_ += fmt::format(
        "\nGame: {} players, {:.4g} joint profiles\n", shape.num_players(), shape.num_profiles());
    if (shape.num_players() == 2 && shape.num_profiles() <= static_cast<double>(kLargestMatrix)) {
      matrix();
    }
  }

  void matrix() {
    const FactoredPlayer& row = model_.shape.players[0];
    const FactoredPlayer& column = model_.shape.players[1];
    text_ += fmt::format(
        "  payoffs of {} (rows) and {} (columns)\n  {}", row.name, column.name, fitted("", 22));
    for (const auto& strategy : column.strategies) {
      text_ += "  " + fitted(strategy_text(column, strategy), 20);
    }
    text_ += "\n";
    std::vector<int> levels = levels_;
    const auto set = [&](const FactoredPlayer& player, const std::vector<int>& strategy) {
      for (std::size_t k = 0; k < strategy.size(); ++k) {
        levels[static_cast<std::size_t>(player.variables[k])] = strategy[k];
      }
    };
    for (const auto& i : row.strategies) {
      set(row, i);
      text_ += "  " + fitted(strategy_text(row, i), 22);
      for (const auto& j : column.strategies) {
        set(column, j);
        Evaluator evaluator(symbols_, values_, levels);
        const auto payoff = [&](int a) {
          return model_.payoffs[static_cast<std::size_t>(a)] < 0 ? std::string("-")
                                                                 : number(evaluator.payoff(a));
        };
        text_ += "  " + fitted(fmt::format("{}, {}", payoff(0), payoff(1)), 20);
      }
      text_ += "\n";
    }
  }

  void profile() {
    text_ += fmt::format("\nProfile ({})\n",
                         is_asked_ ? "as asked"
                         : draw_.sampled_profile.empty()
                             ? "the draw has no solution"
                             : "sampled from the solution, as the run counted it");
    for (const FactoredPlayer& player : model_.shape.players) {
      text_ += fmt::format(
          "  {}  {}\n", fitted(player.name, 24), strategy_text(player, own_levels(player)));
    }
  }

  void quantities(Evaluator& evaluator) {
    if (!scenario_.quantities().empty()) {
      text_ += "\nQuantities at this profile\n";
    }
    for (const v1::Quantity& quantity : scenario_.quantities()) {
      text_ += fmt::format("  {:>10}  {} {}\n",
                           number(evaluator.value(std::string_view(quantity.id()))),
                           name_of(quantity),
                           source_list(quantity, scenario_));
      text_ += wrapped(fmt::format("{} = {}", quantity.id(), quantity.value()), 14, kWidth);
    }
  }

  void terms(Evaluator& evaluator, int a) {
    const v1::Actor& actor = scenario_.actors(a);
    if (!actor.behaviour().empty()) {
      text_ += fmt::format("\n{} is behavioural: weight {} from {}\n",
                           name_of(actor),
                           number(evaluator.value(std::string_view(actor.behaviour()))),
                           actor.behaviour());
      return;
    }
    text_ += fmt::format("\nPayoff of {} here: {}\n", name_of(actor), number(evaluator.payoff(a)));
    if (std::any_of(model_.open_payoffs.begin(), model_.open_payoffs.end(), [&](const auto& open) {
          return open.actor == actor.id();
        })) {
      given(evaluator, a);
      return;
    }
    for (int t = 0; t < actor.payoff_size(); ++t) {
      const v1::PayoffTerm& term = actor.payoff(t);
      const double value = evaluator.payoff_term(symbols_.payoff(a)[static_cast<std::size_t>(t)]);
      text_ += fmt::format(
          "  {:>10}  {} {}\n", number(value), name_of(term), source_list(term, actor, scenario_));
      text_ += wrapped(fmt::format("{} = {}{}",
                                   term.id(),
                                   term.value(),
                                   term.when().empty() ? "" : "  when " + term.when()),
                       14,
                       kWidth);
    }
  }

  /// Prints the payoffs that the user's code gave instead of terms.
  void given(Evaluator& evaluator, int a) {
    for (std::size_t t = 0; t < symbols_.payoff(a).size(); ++t) {
      const PayoffTermSymbol& term = symbols_.payoff(a)[t];
      std::vector<std::string> names;
      for (const int lever : term.mentions.levers) {
        names.push_back(symbols_.levers()[static_cast<std::size_t>(lever)].name);
      }
      text_ += fmt::format("  {:>10}  computed by code: {}\n",
                           number(evaluator.payoff_term(term)),
                           draw_.payoffs_name);
      if (symbols_.payoff(a).size() > 1) {
        text_ += wrapped(fmt::format("table over {}", fmt::join(names, ", ")), 14, kWidth);
      }
    }
  }

  void events(Evaluator& evaluator) {
    if (!scenario_.outcomes().empty() || !scenario_.metrics().empty()) {
      text_ += "\nOutcomes and metrics at this profile\n";
    }
    for (const v1::Outcome& outcome : scenario_.outcomes()) {
      const double value = evaluator.value(std::string_view(outcome.event()));
      text_ += fmt::format("  {:>10}  {}\n",
                           std::isnan(value) ? "undefined"
                           : value != 0.0    ? "yes"
                                             : "no",
                           name_of(outcome));
    }
    for (const v1::Metric& metric : scenario_.metrics()) {
      text_ += fmt::format("  {:>10}  {}\n",
                           number(evaluator.value(std::string_view(metric.value()))),
                           name_of(metric));
    }
    if (!draw_.custom_metrics.empty()) {
      text_ += "\nMetrics that code gave for this draw\n";
    }
    for (const auto& [name, value] : draw_.custom_metrics) {
      text_ += fmt::format("  {:>10}  {}\n", number(value), name);
    }
  }

  void solution() {
    text_ += fmt::format("\nSolution: {}", to_string(draw_.certificate.status));
    if (draw_.probabilities.empty()) {
      text_ += "; there is nothing to show\n";
      return;
    }
    text_ += fmt::format(", {} found{}{}, error {:.1g}\n",
                         draw_.certificate.num_equilibria,
                         draw_.certificate.is_complete ? " (all there are)" : "",
                         draw_.certificate.is_degenerate ? ", degenerate" : "",
                         draw_.certificate.residual);
    if (!draw_.answered_payoffs.empty()) {
      text_ += "  What a strategy brings is counted with the answers of those who move later.\n";
    }
    for (std::size_t e = 0; e < std::min(kMostShown, draw_.probabilities.size()); ++e) {
      if (draw_.probabilities.size() > 1) {
        text_ += fmt::format("\nEquilibrium {} of {}, weight {}\n",
                             e + 1,
                             draw_.probabilities.size(),
                             percent(draw_.weights[e]));
      }
      for (const int actor : actors_) {
        reasons(draw_.probabilities[e], static_cast<std::size_t>(actor));
      }
    }
  }

  /// Prints an actor's most likely strategies, with what each would bring.
  void reasons(const std::vector<double>& probabilities, std::size_t actor) {
    const FactoredPlayer& player = model_.shape.players[actor];
    const std::size_t first = model_.shape.first_strategy(actor);
    if (player.strategies.size() == 1) {
      return;
    }
    std::vector<std::size_t> order(player.strategies.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
      return probabilities[first + a] > probabilities[first + b];
    });
    if (player.is_behavioural()) {
      text_ += fmt::format("  {} draws its strategy from stated weights\n", player.name);
      show(player, probabilities, {}, order, 0.0);
      return;
    }
    auto payoffs = strategy_payoffs(model_.shape, draw_.cells, probabilities, actor);
    double expected = 0.0;
    for (std::size_t s = 0; s < payoffs.size(); ++s) {
      expected += probabilities[first + s] * payoffs[s];
    }
    if (!draw_.answered_payoffs.empty()) {
      std::copy_n(draw_.answered_payoffs.data() + first, payoffs.size(), payoffs.data());
    }
    double best = payoffs[0];
    for (const double payoff : payoffs) {
      best = std::fmax(best, payoff);  // The number, where the other is NaN.
    }
    text_ += fmt::format(
        "  {} expects {}; its best strategy would bring {}{}\n",
        player.name,
        number(expected),
        gain(best - expected, best),
        find_concept(draw_.concept_name).has_precision_of_game
            ? fmt::format(" (it errs: logit precision {})", number(draw_.precision[actor]))
            : std::string());
    show(player, probabilities, payoffs, order, expected);
  }

  void show(const FactoredPlayer& player,
            const std::vector<double>& probabilities,
            const std::vector<double>& payoffs,
            const std::vector<std::size_t>& order,
            double expected) {
    const auto index = static_cast<std::size_t>(&player - model_.shape.players.data());
    const std::size_t first = model_.shape.first_strategy(index);
    for (std::size_t k = 0; k < std::min(kMostShown, order.size()); ++k) {
      const std::size_t s = order[k];
      text_ += fmt::format(
          "    {:>7}  {} {}\n",
          percent(probabilities[first + s]),
          fitted(strategy_text(player, player.strategies[s]), 64),
          payoffs.empty()
              ? ""
              : fmt::format("brings {} {}",
                            gain(payoffs[s] - expected, expected),
                            draw_.answered_payoffs.empty() ? "against the mix" : "when answered"));
    }
    if (order.size() > kMostShown) {
      text_ +=
          fmt::format("    and {} strategies that are less likely\n", order.size() - kMostShown);
    }
  }

  const Model& model_;
  const v1::Scenario& scenario_;
  const Draw& draw_;
  Symbols symbols_;
  std::vector<int> actors_;
  std::vector<int> levels_;
  std::vector<double> values_;
  bool is_asked_ = false;
  std::string text_;
};

}  // namespace

std::string explain(const Model& model, const Draw& draw, const ExplainSettings& settings) {
  return printable(Explainer(model, draw, settings).run(), "\n");
}

}  // namespace demarche
