// SPDX-License-Identifier: MIT
#include "solve/signs/twin_strategies.hpp"

#include <algorithm>
#include <bit>

namespace demarche {

double TwinStrategies::payoff(std::size_t of,
                              std::size_t player,
                              std::size_t own,
                              std::size_t other,
                              std::size_t lane) const {
  const std::size_t profile = player == 0 ? own * count_[1] + other : other * count_[1] + own;
  return answers_.payoffs(of)[profile * kBlockLanes + lane];
}

bool TwinStrategies::are_twins(std::size_t player,
                               std::size_t s,
                               std::size_t t,
                               std::size_t lane) const {
  for (std::size_t of = 0; of < 2; ++of) {
    for (std::size_t other = 0; other < count_[1 - player]; ++other) {
      if (payoff(of, player, s, other, lane) != payoff(of, player, t, other, lane)) {
        return false;
      }
    }
  }
  return true;
}

TwinStrategies::Kinds TwinStrategies::kinds_of(std::size_t lane) const {
  Kinds kinds;
  for (std::size_t k = 0; k < 2; ++k) {
    for (std::size_t s = 0; s < count_[k]; ++s) {
      const auto own = std::find_if(kinds[k].begin(), kinds[k].end(), [&](const auto& kind) {
        return are_twins(k, kind.front(), s, lane);
      });
      if (own != kinds[k].end()) {
        own->push_back(s);
      } else {
        kinds[k].push_back({s});
      }
    }
  }
  return kinds;
}

bool TwinStrategies::has_kinds(const Kinds& kinds, std::size_t lane) const {
  for (std::size_t k = 0; k < 2; ++k) {
    for (const auto& kind : kinds[k]) {
      for (const std::size_t s : kind) {
        if (s != kind.front() && !are_twins(k, kind.front(), s, lane)) {
          return false;
        }
      }
    }
  }
  return true;
}

void TwinStrategies::copy_payoffs(const Kinds& kinds) {
  for (std::size_t of = 0; of < 2; ++of) {
    if (payoffs_[of].size() == 0) {
      payoffs_[of] = AlignedArray(count_[0] * count_[1] * kBlockLanes);
    }
    double* target = payoffs_[of].data();
    for (const auto& row : kinds[0]) {
      for (const auto& column : kinds[1]) {
        const std::size_t profile = row.front() * count_[1] + column.front();
        std::copy_n(answers_.payoffs(of) + profile * kBlockLanes, kBlockLanes, target);
        target += kBlockLanes;
      }
    }
  }
}

LaneSet TwinStrategies::solve(const GameBlock& block,
                              const LaneSet& lanes,
                              BlockSolution& solution) {
  std::size_t first = 0;
  while (first < block.num_lanes && !lanes[first]) {
    ++first;
  }
  if (first == block.num_lanes) {
    return lanes;
  }
  const Kinds kinds = kinds_of(first);
  const std::size_t num_rows = kinds[0].size();
  const std::size_t num_columns = kinds[1].size();
  const bool has_twins = num_rows < count_[0] || num_columns < count_[1];
  if (!has_twins || std::min(num_rows, num_columns) < static_cast<std::size_t>(kFewestSigned)) {
    return lanes;
  }
  auto& planes = planes_[{num_rows, num_columns}];
  if (!planes) {
    planes =
        std::make_unique<SignPlanes>(static_cast<int>(num_rows), static_cast<int>(num_columns));
  }
  copy_payoffs(kinds);
  planes->find(payoffs_[0].data(), payoffs_[1].data());
  const LaneSet undecided = planes->undecided();
  LaneSet solved;
  for (std::size_t lane = first; lane < block.num_lanes; ++lane) {
    solved[lane] = lanes[lane] && !undecided[lane] && has_kinds(kinds, lane);
  }
  return lanes & ~add_equilibria(*planes, kinds, solved, solution);
}

/// Adds the equilibria of the reduced games in `lanes`. Returns the lanes in which all of them are
/// precise enough.
LaneSet TwinStrategies::add_equilibria(const SignPlanes& planes,
                                       const Kinds& kinds,
                                       LaneSet lanes,
                                       BlockSolution& solution) {
  for (std::size_t support = 0; support < planes.table().supports.size(); ++support) {
    const SupportPair supports = planes.table().supports[support];
    const bool is_mixed = std::popcount(supports.first) > 1;
    const SupportPlaces places(supports, planes.num_rows(), planes.num_columns(), kBlockLanes);
    std::size_t solved_from = kBlockLanes;
    planes.for_each(support, [&](std::size_t lane) {
      if (!lanes[lane]) {
        return;
      }
      const Certificates::Reference certificate = solution.certificates[lane];
      const std::size_t offset = lane % kSupportLanes;
      if (is_mixed) {
        if (lane - offset != solved_from) {
          solved_from = lane - offset;
          solve_supports(
              {LanePayoffs{payoffs_[0].data() + solved_from, planes.spread(0) + solved_from},
               LanePayoffs{payoffs_[1].data() + solved_from, planes.spread(1) + solved_from}},
              places,
              mixed_);
        }
        lanes[lane] = mixed_.relative_regret[offset] <= tolerance_;
        certificate.max_regret = std::max(certificate.max_regret, mixed_.regret[offset]);
        certificate.residual = std::max(certificate.residual, mixed_.relative_regret[offset]);
      }
      add(kinds, supports, lane, certificate);
    });
  }
  return lanes;
}

/// Adds an equilibrium for each way to choose one of the twins of every kind in the supports.
void TwinStrategies::add(const Kinds& kinds,
                         SupportPair supports,
                         std::size_t lane,
                         const Certificates::Reference& certificate) {
  const std::array<std::uint8_t, 2> sets{supports.first, supports.second};
  const auto size = static_cast<std::size_t>(std::popcount(sets[0]));
  std::size_t num_choices = 1;
  for (std::size_t k = 0; k < 2; ++k) {
    for (std::size_t i = 0; i < size; ++i) {
      num_choices *= kinds[k][members(sets[k])[i]].size();
    }
  }
  certificate.is_degenerate = certificate.is_degenerate || num_choices > 1;
  for (std::size_t choice = 0; choice < num_choices; ++choice) {
    double* const equilibrium = answers_.next_equilibrium(lane);
    std::size_t rest = choice;
    for (std::size_t k = 0; k < 2; ++k) {
      double* const own = answers_.strategies(equilibrium, k);
      for (std::size_t i = 0; i < size; ++i) {
        const auto& kind = kinds[k][members(sets[k])[i]];
        own[kind[rest % kind.size()] * kBlockLanes] =
            size == 1 ? 1.0 : mixed_.probabilities[k][i][lane % kSupportLanes];
        rest /= kind.size();
      }
    }
  }
}

}  // namespace demarche
