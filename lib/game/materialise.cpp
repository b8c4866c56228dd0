// SPDX-License-Identifier: MIT
#include "demarche/game/materialise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "demarche/core/error.hpp"
#include "game/profile_count.hpp"
#include "game/row_sums.hpp"

namespace demarche {
namespace {

constexpr double kMaxPayoffs = 1'048'576.0;   // 2^20
constexpr double kMaxLookups = 16'777'216.0;  // 2^24

/// The player that a variable belongs to, and its place among the player's variables.
struct Owner {
  std::size_t player = 0;
  std::size_t place = 0;
};

std::vector<Owner> owners(const FactoredShape& shape) {
  std::vector<Owner> all(shape.variable_sizes.size());
  for (std::size_t i = 0; i < shape.num_players(); ++i) {
    for (std::size_t k = 0; k < shape.players[i].variables.size(); ++k) {
      all[static_cast<std::size_t>(shape.players[i].variables[k])] = {i, k};
    }
  }
  return all;
}

/// The row of the table's cell at the profile in which player i has the strategy strategies[i].
std::uint32_t cell_row(const FactoredShape& shape,
                       const std::vector<Owner>& owner,
                       const FactorTable& table,
                       const std::vector<std::size_t>& strategies) {
  std::size_t cell = 0;
  for (const int variable : table.scope) {
    const auto v = static_cast<std::size_t>(variable);
    const auto& strategy = shape.players[owner[v].player].strategies[strategies[owner[v].player]];
    cell = cell * static_cast<std::size_t>(shape.variable_sizes[v]) +
           static_cast<std::size_t>(strategy[owner[v].place]);
  }
  return static_cast<std::uint32_t>(table.first_cell + cell);
}

/// The behavioural players with a variable in the table, ascending, each once: between two
/// variables of a player the scope may have variables of others.
std::vector<std::size_t> behavioural_players(const FactoredShape& shape,
                                             const std::vector<Owner>& owner,
                                             const FactorTable& table) {
  std::vector<std::size_t> found;
  for (const int variable : table.scope) {
    const std::size_t player = owner[static_cast<std::size_t>(variable)].player;
    if (shape.players[player].is_behavioural()) {
      found.push_back(player);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// Goes to the next combination of the players' strategies, the last player's fastest. Returns
/// false after the last combination, and starts anew.
bool advance(const FactoredShape& shape,
             const std::vector<std::size_t>& players,
             std::vector<std::size_t>& strategies) {
  for (std::size_t k = players.size(); k-- > 0;) {
    if (++strategies[players[k]] < shape.players[players[k]].strategies.size()) {
      return true;
    }
    strategies[players[k]] = 0;
  }
  return false;
}

/// Divides the weights of one player's strategies, [count][kBlockLanes], by their sum; NaN in lanes
/// whose sum is not positive and finite.
void normalise(double* weights, std::size_t count) {
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    double total = 0.0;
    for (std::size_t s = 0; s < count; ++s) {
      total += weights[s * kBlockLanes + lane];
    }
    for (std::size_t s = 0; s < count; ++s) {
      double& p = weights[s * kBlockLanes + lane];
      p = total > 0.0 && std::isfinite(total) ? p / total
                                              : std::numeric_limits<double>::quiet_NaN();
    }
  }
}

}  // namespace

std::optional<std::string> Materialisation::refusal(const FactoredShape& shape) {
  std::vector<double> counts;
  double profiles = 1.0;
  for (const FactoredPlayer& player : shape.players) {
    if (!player.is_behavioural()) {
      counts.push_back(static_cast<double>(player.strategies.size()));
      profiles *= counts.back();
    }
  }
  const auto num_players = static_cast<double>(counts.size());
  if (counts.empty()) {
    return "no actor chooses anything: all are behavioural";
  }
  if (profiles * num_players > kMaxPayoffs) {
    const std::string num_profiles = product_text(counts);
    counts.push_back(num_players);
    return fmt::format(
        "its dense form has {} joint profiles and {} payoffs, and at most {:.4g} fit; qre works on "
        "the tables instead",
        num_profiles,
        product_text(counts),
        kMaxPayoffs);
  }
  const auto owner = owners(shape);
  double lookups = 0.0;
  for (const FactoredPlayer& player : shape.players) {
    for (const FactorTable& table : player.payoff) {
      double width = 1.0;
      for (const std::size_t j : behavioural_players(shape, owner, table)) {
        width *= static_cast<double>(shape.players[j].strategies.size());
      }
      lookups += profiles * width;
    }
  }
  if (lookups > kMaxLookups) {
    return fmt::format(
        "its dense form takes {:.4g} table look-ups, and at most {:.4g} fit; qre works on the "
        "tables instead",
        lookups,
        kMaxLookups);
  }
  return std::nullopt;
}

Materialisation::Materialisation(const FactoredShape& shape) : shape_(&shape) {
  if (const auto reason = refusal(shape)) {
    throw InvalidArgument(*reason);
  }
  const auto owner = owners(shape);
  for (std::size_t i = 0; i < shape.num_players(); ++i) {
    const FactoredPlayer& player = shape.players[i];
    first_behaviour_row_.push_back(num_behaviour_rows_);
    if (!player.is_behavioural()) {
      players_.push_back(i);
      num_strategies_.push_back(static_cast<int>(player.strategies.size()));
      num_profiles_ *= player.strategies.size();
      continue;
    }
    std::vector<std::size_t> strategies(shape.num_players(), 0);
    for (std::size_t s = 0; s < player.strategies.size(); ++s) {
      strategies[i] = s;
      auto& cells = behaviour_cells_.emplace_back();
      for (const FactorTable& table : player.behaviour) {
        cells.push_back(cell_row(shape, owner, table, strategies));
      }
    }
    num_behaviour_rows_ += player.strategies.size();
  }
  for (const std::size_t i : players_) {
    add_player(i);
  }
}

void Materialisation::add_player(std::size_t player) {
  std::vector<Lookup> plain;
  auto& others = lookups_.emplace_back();
  for (const FactorTable& table : shape_->players[player].payoff) {
    Lookup lookup = make_lookup(table);
    (lookup.num_factors == 0 ? plain : others).push_back(std::move(lookup));
  }
  auto& rows = plain_rows_.emplace_back();
  for (std::size_t p = 0; p < num_profiles_; ++p) {
    for (const Lookup& lookup : plain) {
      rows.push_back(lookup.rows[p]);
    }
  }
  num_plain_.push_back(plain.size());
}

Materialisation::Lookup Materialisation::make_lookup(const FactorTable& table) const {
  const auto owner = owners(*shape_);
  const auto behavioural = behavioural_players(*shape_, owner, table);
  Lookup lookup;
  lookup.num_factors = behavioural.size();
  std::vector<std::size_t> strategies(shape_->num_players(), 0);
  do {
    for (const std::size_t j : behavioural) {
      // One factor for each behavioural player: the row with the probability of its strategy.
      lookup.factors.push_back(static_cast<std::uint32_t>(first_behaviour_row_[j] + strategies[j]));
    }
    lookup.width = behavioural.empty() ? 1 : lookup.factors.size() / behavioural.size();
  } while (advance(*shape_, behavioural, strategies));
  std::fill(strategies.begin(), strategies.end(), 0);
  do {
    do {
      lookup.rows.push_back(cell_row(*shape_, owner, table, strategies));
    } while (advance(*shape_, behavioural, strategies));
  } while (advance(*shape_, players_, strategies));
  return lookup;
}

void Materialisation::behaviour(const GameBlock& block, double* probabilities) const {
  for (std::size_t row = 0; row < num_behaviour_rows_; ++row) {
    double* out = probabilities + row * kBlockLanes;
    std::fill_n(out, kBlockLanes, 1.0);
    for (const std::uint32_t cell : behaviour_cells_[row]) {
      const double* in = block.cells + cell * kBlockLanes;
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        out[lane] =
            in[lane] >= 0.0 ? out[lane] * in[lane] : std::numeric_limits<double>::quiet_NaN();
      }
    }
  }
  for (std::size_t i = 0; i < shape_->num_players(); ++i) {
    if (shape_->players[i].is_behavioural()) {
      normalise(probabilities + first_behaviour_row_[i] * kBlockLanes,
                shape_->players[i].strategies.size());
    }
  }
}

void Materialisation::place_behaviour(const double* behaviour, double* probabilities) const {
  for (std::size_t i = 0; i < shape_->num_players(); ++i) {
    if (shape_->players[i].is_behavioural()) {
      std::copy_n(behaviour + first_behaviour_row_[i] * kBlockLanes,
                  shape_->players[i].strategies.size() * kBlockLanes,
                  probabilities + shape_->first_strategy(i) * kBlockLanes);
    }
  }
}

// The product of the probabilities of the behavioural players' strategies in combination w.
double Materialisation::weight(const Lookup& lookup,
                               std::size_t w,
                               const double* behaviour,
                               std::size_t lane) {
  double product = 1.0;
  for (std::size_t f = 0; f < lookup.num_factors; ++f) {
    product *= behaviour[lookup.factors[w * lookup.num_factors + f] * kBlockLanes + lane];
  }
  return product;
}

// Adds the plain tables first, in their order, and then the tables with behavioural players.
// block_payoffs() adds in the same order, so that both round alike.
void Materialisation::payoffs(const GameBlock& block,
                              std::size_t lane,
                              const double* behaviour,
                              std::size_t k,
                              double* out) const {
  std::fill_n(out, num_profiles_, 0.0);
  auto row = plain_rows_[k].begin();
  for (std::size_t p = 0; p < num_profiles_; ++p) {
    for (std::size_t table = 0; table < num_plain_[k]; ++table) {
      out[p] += block.cells[*row++ * kBlockLanes + lane];
    }
  }
  for (const Lookup& lookup : lookups_[k]) {
    for (std::size_t w = 0; w < lookup.width; ++w) {
      const double factor = weight(lookup, w, behaviour, lane);
      for (std::size_t p = 0; p < num_profiles_; ++p) {
        out[p] += factor * block.cells[lookup.rows[p * lookup.width + w] * kBlockLanes + lane];
      }
    }
  }
}

// Computes the sums of payoffs() for all lanes of the block.
void Materialisation::block_payoffs(const GameBlock& block,
                                    const double* behaviour,
                                    std::size_t k,
                                    double* out) const {
  sum_rows(block.cells, plain_rows_[k], num_plain_[k], num_profiles_, out);
  for (const Lookup& lookup : lookups_[k]) {
    for (std::size_t p = 0; p < num_profiles_; ++p) {
      double* target = out + p * kBlockLanes;
      for (std::size_t w = 0; w < lookup.width; ++w) {
        const double* cells = block.cells + lookup.rows[p * lookup.width + w] * kBlockLanes;
        for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
          target[lane] += weight(lookup, w, behaviour, lane) * cells[lane];
        }
      }
    }
  }
}

const double* Materialisation::payoffs_in_place(const GameBlock& block,
                                                std::size_t k) const noexcept {
  const auto& rows = plain_rows_[k];
  if (num_plain_[k] != 1 || !lookups_[k].empty()) {
    return nullptr;
  }
  for (std::size_t p = 1; p < rows.size(); ++p) {
    if (rows[p] != rows[0] + p) {
      return nullptr;
    }
  }
  return block.cells + rows[0] * kBlockLanes;
}

}  // namespace demarche
