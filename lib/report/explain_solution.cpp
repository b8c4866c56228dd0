// SPDX-License-Identifier: MIT
#include "report/explain_solution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "demarche/solve/concept.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMostShown = 6;  // The most strategies of an actor, and equilibria.

/// A gain; one that rounding explains is shown as 0.
std::string gain(double value, double scale) {
  constexpr double kRounding = 1e-13;
  const bool is_none = std::abs(value) <= kRounding * (1.0 + std::abs(scale));
  return is_none ? "+0" : std::isnan(value) ? "unknown" : fmt::format("{:+.3g}", value);
}

class SolutionExplainer {
 public:
  SolutionExplainer(const Model& model,
                    const Draw& draw,
                    const std::vector<int>& actors,
                    std::size_t width)
      : model_(model), draw_(draw), actors_(actors), width_(width) {}

  std::string run() {
    text_ += fmt::format("\nSolution: {}", to_string(draw_.certificate.status));
    if (draw_.probabilities.empty()) {
      return std::move(text_) + "; there is nothing to show\n";
    }
    text_ += fmt::format(", {} found{}{}, error {:.1g}\n",
                         draw_.certificate.num_equilibria,
                         draw_.certificate.is_complete ? " (all there are)" : "",
                         draw_.certificate.is_degenerate ? ", degenerate" : "",
                         draw_.certificate.residual);
    if (!draw_.answered_payoffs.empty()) {
      text_ += wrapped(
          "What a strategy brings is counted with the answers of those who move later.", 2, width_);
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
    return std::move(text_);
  }

 private:
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
    text_ += wrapped(fmt::format("{} expects {}; its best strategy would bring {}{}",
                                 player.name,
                                 number(expected),
                                 gain(best - expected, best),
                                 find_concept(draw_.concept_name).has_precision_of_game
                                     ? fmt::format(" (it errs: logit precision {})",
                                                   number(draw_.precision[actor]))
                                     : std::string()),
                     2,
                     width_);
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
      const std::string brings =
          payoffs.empty()
              ? ""
              : fmt::format("brings {} {}",
                            gain(payoffs[s] - expected, expected),
                            draw_.answered_payoffs.empty() ? "against the mix" : "when answered");
      strategy(percent(probabilities[first + s]),
               strategy_text(model_, player, player.strategies[s]),
               brings);
    }
    if (order.size() > kMostShown) {
      text_ +=
          fmt::format("    and {} strategies that are less likely\n", order.size() - kMostShown);
    }
  }

  /// Adds a strategy with its probability, and behind it, or below where it is long, what it
  /// brings.
  void strategy(const std::string& probability,
                const std::string& levels,
                const std::string& brings) {
    constexpr std::size_t kIndent = 13;
    constexpr std::size_t kBrings = 32;
    constexpr std::size_t kMostLevels = 64;
    const std::size_t levels_width =
        std::min(kMostLevels, width_ - std::min(width_ - 1, kIndent + kBrings));
    const std::string left = fmt::format("    {:>7}  ", probability);
    const std::size_t used = kIndent + levels_width + 1 + text_width(brings);
    if (text_width(levels) <= levels_width && used <= width_) {
      text_ += left + fitted(levels, levels_width) + " " + brings + "\n";
    } else {
      text_ += left + wrapped(levels, kIndent, width_).substr(kIndent) +
               wrapped(brings, kIndent, width_);
    }
  }

  const Model& model_;
  const Draw& draw_;
  const std::vector<int>& actors_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string draw_title(const Model& model, const Draw& draw) {
  return draw.is_of_means ? name_of(model.scenario) + ", every parameter at its mean"
                          : fmt::format("{}, draw {}", name_of(model.scenario), draw.number);
}

std::string strategy_text(const Model& model,
                          const FactoredPlayer& player,
                          const std::vector<int>& strategy) {
  std::vector<std::string> levels;
  for (std::size_t k = 0; k < strategy.size(); ++k) {
    const VariableModel& variable = model.variables[static_cast<std::size_t>(player.variables[k])];
    const v1::Lever& lever = model.scenario.actors(variable.actor).levers(variable.lever);
    levels.push_back(lever.levels(strategy[k]).id());
  }
  return levels.empty() ? "(no lever)" : fmt::format("{}", fmt::join(levels, ", "));
}

std::string explain_solution(const Model& model,
                             const Draw& draw,
                             const std::vector<int>& actors,
                             std::size_t width) {
  return SolutionExplainer(model, draw, actors, width).run();
}

}  // namespace demarche
