// SPDX-License-Identifier: MIT
#include "report/matrix_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <type_traits>

#include "demarche/scenario/parameters.hpp"
#include "demarche/solve/concept.hpp"
#include "report/explain_solution.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

const FactoredPlayer& player_of(const Model& model, int actor) {
  return model.shape.players[static_cast<std::size_t>(actor)];
}

const std::string& id_of(const Model& model, int actor) {
  return model.scenario.actors(actor).id();
}

std::string play_text(const Model& model, const OtherPlay& play) {
  constexpr std::size_t kMostShown = 3;
  const std::string name = id_of(model, play.actor);
  const std::size_t count = play.strategies.size();
  if (count == 1) {
    return fmt::format("{}: {}{}",
                       name,
                       other_strategy(model, play, play.strategies[0]),
                       play.is_held ? " (held)" : "");
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return play.probabilities[a] > play.probabilities[b];
  });
  std::vector<std::string> shown;
  for (std::size_t k = 0; k < std::min(kMostShown, count); ++k) {
    shown.push_back(fmt::format("{} ({})",
                                other_strategy(model, play, play.strategies[order[k]]),
                                percent(play.probabilities[order[k]])));
  }
  return fmt::format("{}: mixes {} strategies: {}{}",
                     name,
                     count,
                     fmt::join(shown, "; "),
                     count > kMostShown ? "; ..." : "");
}

/// Whether no draw gives the parameter this value.
bool is_never(const Distribution& distribution, double value) {
  if (const auto* bernoulli = std::get_if<BernoulliDistribution>(&distribution.family)) {
    return bernoulli->probability > 0.0 && bernoulli->probability < 1.0;
  }
  const auto* discrete = std::get_if<DiscreteDistribution>(&distribution.family);
  return discrete != nullptr &&
         std::count(discrete->values.begin(), discrete->values.end(), value) == 0;
}

/// The parameters whose values no draw gives.
std::vector<std::string> impossible_values(const Model& model, const Draw& draw) {
  const std::vector<Distribution> distributions = marginals(model.scenario);
  std::vector<std::string> ids;
  for (std::size_t p = 0; p < distributions.size(); ++p) {
    if (is_never(distributions[p], draw.parameters[p])) {
      ids.push_back(model.scenario.parameters(static_cast<int>(p)).id());
    }
  }
  return ids;
}

}  // namespace

std::vector<std::string> lever_names(const Model& model, int actor) {
  const v1::Actor& owner = model.scenario.actors(actor);
  std::vector<std::string> names;
  for (const v1::Lever& lever : owner.levers()) {
    names.push_back(owner.id() + "." + lever.id());
  }
  return names;
}

std::vector<std::string> level_ids(const v1::Actor& actor, const std::vector<int>& levels) {
  std::vector<std::string> ids;
  for (std::size_t k = 0; k < levels.size(); ++k) {
    ids.push_back(actor.levers(static_cast<int>(k)).levels(levels[k]).id());
  }
  return ids;
}

std::vector<std::string> levels_of(const Model& model,
                                   const PayoffMatrix& matrix,
                                   std::size_t side,
                                   std::size_t place) {
  const int actor = matrix.actors[side];
  const auto strategy = static_cast<std::size_t>(matrix.strategies[side][place]);
  return level_ids(model.scenario.actors(actor), player_of(model, actor).strategies[strategy]);
}

std::string strategy_name(const Model& model,
                          const PayoffMatrix& matrix,
                          std::size_t side,
                          std::size_t place) {
  const FactoredPlayer& player = player_of(model, matrix.actors[side]);
  return strategy_text(
      model, player, player.strategies[static_cast<std::size_t>(matrix.strategies[side][place])]);
}

std::string other_strategy(const Model& model,
                           const OtherPlay& play,
                           const std::vector<int>& strategy) {
  return strategy_text(model, player_of(model, play.actor), strategy);
}

std::vector<std::string> other_plays(const Model& model, const PayoffMatrix& matrix) {
  std::vector<std::string> lines;
  for (const OtherPlay& play : matrix.others) {
    lines.push_back(play_text(model, play));
  }
  return lines;
}

std::vector<std::string> matrix_notes(const Model& model,
                                      const Draw& draw,
                                      const PayoffMatrix& matrix) {
  std::vector<std::string> notes;
  const bool are_held = std::all_of(matrix.others.begin(),
                                    matrix.others.end(),
                                    [](const OtherPlay& play) { return play.is_held; });
  const bool does_mix =
      std::any_of(matrix.others.begin(), matrix.others.end(), [](const OtherPlay& play) {
        return play.strategies.size() > 1;
      });
  if (does_mix) {
    notes.emplace_back("Payoffs are expectations over what the others mix.");
  }
  if (draw.probabilities.empty()) {
    notes.push_back(
        fmt::format("The draw has no solution ({}).", to_string(draw.certificate.status)));
  } else if (draw.weights.size() > 1) {
    notes.push_back(fmt::format("The solution has {} equilibria, which count by their weights.",
                                draw.weights.size()));
  }
  if (!are_held && !draw.answered_payoffs.empty()) {
    notes.emplace_back(
        "Others do what the solution has them do: those who move later do not "
        "answer another strategy here.");
  }
  for (const int actor : matrix.actors) {
    if (player_of(model, actor).is_behavioural()) {
      notes.push_back(fmt::format("{} draws its strategy from stated weights and has no payoff.",
                                  id_of(model, actor)));
    }
  }
  if (draw.is_of_means) {
    const std::vector<std::string> ids = impossible_values(model, draw);
    if (!ids.empty()) {
      notes.push_back(fmt::format("No draw gives {} the value of its mean.", fmt::join(ids, ", ")));
    }
    if (model.has_posterior()) {
      notes.emplace_back("Means are those of the prior, without the evidence.");
    }
  } else if (model.has_posterior()) {
    notes.push_back(fmt::format("Given the evidence the draw has the weight {}.",
                                number(draw.evidence_weight)));
  }
  return notes;
}

}  // namespace demarche
