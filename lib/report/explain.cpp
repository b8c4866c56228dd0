// SPDX-License-Identifier: MIT
#include "demarche/report/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/unknown_name.hpp"
#include "core/utf8.hpp"
#include "demarche/core/error.hpp"
#include "game/profile_count.hpp"
#include "report/explain_options.hpp"
#include "report/explain_solution.hpp"
#include "report/posterior_text.hpp"
#include "report/text.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/evaluate.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {
namespace {

constexpr std::size_t kLargestMatrix = 36;  // The most cells of a payoff matrix to print.

class Explainer {
 public:
  Explainer(const Model& model, const Draw& draw, const ExplainSettings& settings)
      : model_(model),
        scenario_(model.scenario),
        draw_(draw),
        width_(std::max(settings.width, kLeastWidth)),
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
    text_ += wrapped(what_if_text(model_.what_if), 0, width_) +
             wrapped(draw_title(model_, draw_), 0, width_);
    parameters();
    game();
    Evaluator evaluator(symbols_, values_, levels_);
    profile();
    quantities(evaluator);
    for (const int actor : actors_) {
      terms(evaluator, actor);
    }
    events(evaluator);
    text_ += explain_solution(model_, draw_, actors_, width_);
    text_ += explain_options(model_, draw_, width_);
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

  /// Whether the what-if names the parameter.
  [[nodiscard]] bool is_set(const std::string& parameter) const {
    const auto& set = model_.what_if.set;
    return std::any_of(set.begin(), set.end(), [&](const std::string& assignment) {
      return name_assigned(assignment) == parameter;
    });
  }

  /// What stands for a parameter's percentile where it has the same value in every draw.
  [[nodiscard]] std::string percentile(std::size_t p) const {
    const v1::Parameter& parameter = scenario_.parameters(static_cast<int>(p));
    if (parameter.distribution().has_constant()) {
      return is_set(parameter.id()) ? "set" : "constant";
    }
    return fmt::format("{:.1f} %", 100.0 * draw_.percentiles[p]);
  }

  void parameters() {
    text_ += "\nParameters (value, percentile)\n";
    constexpr std::size_t kMostId = 30;
    constexpr std::size_t kLeastId = 16;
    constexpr std::size_t kOthers = 64;  // Value, percentile, and room for the name.
    const std::size_t id_width = std::clamp(width_ - std::min(width_, kOthers), kLeastId, kMostId);
    for (int p = 0; p < scenario_.parameters_size(); ++p) {
      const v1::Parameter& parameter = scenario_.parameters(p);
      const auto i = static_cast<std::size_t>(p);
      beside(fmt::format("  {} {:>10} {:>8}  ",
                         fitted(parameter.id(), id_width),
                         number(draw_.parameters[i]),
                         percentile(i)),
             name_of(parameter) + " " + source_list(parameter, scenario_));
    }
  }

  /// Adds a text, whose lines all begin behind `left`.
  void beside(const std::string& left, const std::string& text) {
    const std::string lines = wrapped(text, text_width(left), width_);
    text_ += left + (lines.empty() ? "\n" : lines.substr(text_width(left)));
  }

  void game() {
    const FactoredShape& shape = model_.shape;
    text_ += fmt::format(
        "\nGame: {} players, {} joint profiles\n", shape.num_players(), profile_count(shape));
    if (shape.num_players() == 2 && shape.num_profiles() <= static_cast<double>(kLargestMatrix)) {
      matrix();
    }
  }

  /// The payoffs of two players, in as many blocks of columns as the width asks for.
  void matrix() {
    constexpr std::size_t kCell = 20;
    constexpr std::size_t kHead = 22;
    const FactoredPlayer& row = model_.shape.players[0];
    const FactoredPlayer& column = model_.shape.players[1];
    text_ += wrapped(
        fmt::format("payoffs of {} (rows) and {} (columns)", row.name, column.name), 2, width_);
    const std::size_t in_block = std::max<std::size_t>((width_ - kHead - 2) / (kCell + 2), 1);
    for (std::size_t first = 0; first < column.strategies.size(); first += in_block) {
      const std::size_t end = std::min(first + in_block, column.strategies.size());
      text_ += "  " + fitted("", kHead);
      for (std::size_t s = first; s < end; ++s) {
        text_ += "  " + fitted(strategy_text(model_, column, column.strategies[s]), kCell);
      }
      text_ += "\n";
      for (const auto& strategy : row.strategies) {
        text_ += "  " + fitted(strategy_text(model_, row, strategy), kHead);
        for (std::size_t s = first; s < end; ++s) {
          text_ += "  " + fitted(cell(strategy, column.strategies[s]), kCell);
        }
        text_ += "\n";
      }
    }
  }

  /// "1.25, -1.25": both players' payoffs where they play these strategies.
  [[nodiscard]] std::string cell(const std::vector<int>& first,
                                 const std::vector<int>& second) const {
    std::vector<int> levels = levels_;
    const auto set = [&](const FactoredPlayer& player, const std::vector<int>& strategy) {
      for (std::size_t k = 0; k < strategy.size(); ++k) {
        levels[static_cast<std::size_t>(player.variables[k])] = strategy[k];
      }
    };
    set(model_.shape.players[0], first);
    set(model_.shape.players[1], second);
    Evaluator evaluator(symbols_, values_, levels);
    const auto payoff = [&](int a) {
      return model_.payoffs[static_cast<std::size_t>(a)] < 0 ? std::string("-")
                                                             : number(evaluator.payoff(a));
    };
    return fmt::format("{}, {}", payoff(0), payoff(1));
  }

  void profile() {
    text_ += fmt::format("\nProfile ({})\n",
                         is_asked_           ? "as asked"
                         : draw_.is_of_means ? "nothing is sampled at the means"
                         : draw_.sampled_profile.empty()
                             ? "the draw has no solution"
                             : "sampled from the solution, as the run counted it");
    for (const FactoredPlayer& player : model_.shape.players) {
      beside("  " + fitted(player.name, 24) + "  ",
             strategy_text(model_, player, own_levels(player)));
    }
  }

  void quantities(Evaluator& evaluator) {
    if (!scenario_.quantities().empty()) {
      text_ += "\nQuantities at this profile\n";
    }
    for (const v1::Quantity& quantity : scenario_.quantities()) {
      beside(fmt::format("  {:>10}  ", number(evaluator.value(std::string_view(quantity.id())))),
             name_of(quantity) + " " + source_list(quantity, scenario_));
      text_ += wrapped(fmt::format("{} = {}", quantity.id(), quantity.value()), 14, width_);
    }
  }

  void terms(Evaluator& evaluator, int a) {
    const v1::Actor& actor = scenario_.actors(a);
    if (!actor.behaviour().empty()) {
      text_ +=
          "\n" + wrapped(fmt::format("{} is behavioural: weight {} from {}",
                                     name_of(actor),
                                     number(evaluator.value(std::string_view(actor.behaviour()))),
                                     actor.behaviour()),
                         0,
                         width_);
      return;
    }
    text_ +=
        "\n" +
        wrapped(fmt::format("Payoff of {} here: {}", name_of(actor), number(evaluator.payoff(a))),
                0,
                width_);
    if (std::any_of(model_.open_payoffs.begin(), model_.open_payoffs.end(), [&](const auto& open) {
          return open.actor == actor.id();
        })) {
      given(evaluator, a);
      return;
    }
    for (int t = 0; t < actor.payoff_size(); ++t) {
      const v1::PayoffTerm& term = actor.payoff(t);
      const double value = evaluator.payoff_term(symbols_.payoff(a)[static_cast<std::size_t>(t)]);
      beside(fmt::format("  {:>10}  ", number(value)),
             name_of(term) + " " + source_list(term, actor, scenario_));
      text_ += wrapped(fmt::format("{} = {}{}",
                                   term.id(),
                                   term.value(),
                                   term.when().empty() ? "" : "  when " + term.when()),
                       14,
                       width_);
    }
    for (int t = 0; t < actor.payoff_tables_size(); ++t) {
      const v1::PayoffTable& table = actor.payoff_tables(t);
      const auto& symbol = symbols_.payoff(a)[static_cast<std::size_t>(actor.payoff_size() + t)];
      beside(fmt::format("  {:>10}  ", number(evaluator.payoff_term(symbol))),
             name_of(table) + " " + source_list(table, actor, scenario_));
      text_ += wrapped(
          fmt::format("table {} over {}", table.id(), fmt::join(table.levers(), ", ")), 14, width_);
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
      beside(fmt::format("  {:>10}  ", number(evaluator.payoff_term(term))),
             "computed by code: " + draw_.payoffs_name);
      if (symbols_.payoff(a).size() > 1) {
        text_ += wrapped(fmt::format("table over {}", fmt::join(names, ", ")), 14, width_);
      }
    }
  }

  void events(Evaluator& evaluator) {
    if (!scenario_.outcomes().empty() || !scenario_.metrics().empty()) {
      text_ += "\nOutcomes and metrics at this profile\n";
    }
    for (const v1::Outcome& outcome : scenario_.outcomes()) {
      const double value = evaluator.value(std::string_view(outcome.event()));
      beside(fmt::format("  {:>10}  ",
                         std::isnan(value) ? "undefined"
                         : value != 0.0    ? "yes"
                                           : "no"),
             name_of(outcome));
    }
    for (const v1::Metric& metric : scenario_.metrics()) {
      beside(fmt::format("  {:>10}  ", number(evaluator.value(std::string_view(metric.value())))),
             name_of(metric));
    }
    evidence(evaluator);
    if (!draw_.custom_metrics.empty()) {
      text_ += "\nMetrics that code gave for this draw\n";
    }
    for (const auto& [name, value] : draw_.custom_metrics) {
      beside(fmt::format("  {:>10}  ", number(value)), name);
    }
  }

  void evidence(Evaluator& evaluator) {
    if (scenario_.evidence().empty()) {
      return;
    }
    text_ += "\nLikelihood of the evidence at this profile\n";
    for (const v1::Evidence& item : scenario_.evidence()) {
      beside(
          fmt::format("  {:>10}  ", number(evaluator.value(std::string_view(item.likelihood())))),
          name_of(item) + ", " + evidence_terms(item));
    }
    if (model_.has_posterior()) {
      text_ += wrapped(fmt::format("Under the draw's solution all that is observed has the "
                                   "likelihood {}, which is the draw's weight.",
                                   number(draw_.evidence_weight)),
                       2,
                       width_);
    }
  }

  const Model& model_;
  const v1::Scenario& scenario_;
  const Draw& draw_;
  std::size_t width_;
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
