// SPDX-License-Identifier: MIT
#include "solve/small_bimatrix.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>
#include <vector>

#include "solve/lane_answers.hpp"
#include "solve/sign_planes.hpp"
#include "solve/support_solution.hpp"
#include "solve/twin_strategies.hpp"

namespace demarche {
namespace {

class SmallBimatrixSolver final : public BlockSolver {
 public:
  SmallBimatrixSolver(const FactoredShape& shape,
                      const ConceptOptions& options,
                      std::unique_ptr<LaneSolver> exact)
      : tolerance_(options.tolerance),
        answers_(shape, options, std::move(exact)),
        planes_(answers_.form().num_strategies()[0], answers_.form().num_strategies()[1]),
        count_{static_cast<std::size_t>(answers_.form().num_strategies()[0]),
               static_cast<std::size_t>(answers_.form().num_strategies()[1])},
        twins_(count_, options.tolerance, answers_),
        packed_{AlignedArray(count_[0] * count_[1] * kBlockLanes),
                AlignedArray(count_[0] * count_[1] * kBlockLanes)},
        spreads_{AlignedArray(kBlockLanes), AlignedArray(kBlockLanes)} {
    for (const SupportPair& supports : planes_.table().supports) {
      const auto rows = members_first(supports.first, count_[0]);
      const auto columns = members_first(supports.second, count_[1]);
      for (std::size_t row = 0; row < count_[0]; ++row) {
        for (std::size_t column = 0; column < count_[1]; ++column) {
          sources_.push_back((rows[row] * count_[1] + columns[column]) * kBlockLanes);
        }
      }
    }
    const std::size_t row = kBlockLanes * count_[1];
    views_[0] = {packed_[0].data(), row, kBlockLanes, count_[0], spreads_[0].data()};
    views_[1] = {packed_[1].data(), kBlockLanes, row, count_[1], spreads_[1].data()};
  }

  void solve(const GameBlock& block, BlockSolution& solution) override {
    const SupportTable& table = planes_.table();
    answers_.start(block,
                   solution,
                   {.status = SolveStatus::converged,
                    .is_complete = true,
                    .iterations = static_cast<int>(table.supports.size())});
    planes_.find(answers_.payoffs(0), answers_.payoffs(1));
    if (const auto undecided = planes_.undecided(); undecided.any()) {
      answers_.leave(twins_.solve(block, undecided, solution));
    }
    // The table begins with the pairs of pure strategies; sizes ascend.
    std::size_t support = 0;
    for (; support < answers_.form().num_profiles(); ++support) {
      const std::size_t row = support / count_[1];
      const std::size_t column = support % count_[1];
      planes_.for_each(support, [&](std::size_t lane) {
        if (lane < block.num_lanes) {
          add_pure(row, column, lane);
        }
      });
    }
    for (; support < table.supports.size(); ++support) {
      planes_.for_each(support, [&](std::size_t lane) {
        if (lane < block.num_lanes) {
          pack(support, lane, solution);
        }
      });
    }
    add_packed(solution);
    answers_.finish();
  }

 private:
  /// A mixed equilibrium to be solved for.
  struct Seat {
    std::size_t support = 0;
    std::size_t lane = 0;
  };

  static std::array<std::size_t, kMostSigned> members_first(std::uint8_t set, std::size_t count) {
    std::array<std::size_t, kMostSigned> order{};
    std::size_t next = 0;
    for (const bool is_member : {true, false}) {
      for (std::size_t s = 0; s < count; ++s) {
        if (((set >> s & 1U) != 0) == is_member) {
          order[next++] = s;
        }
      }
    }
    return order;
  }

  /// Pure strategies: their certain signs leave no regret at all.
  void add_pure(std::size_t row, std::size_t column, std::size_t lane) {
    double* const equilibrium =
        answers_.next_equilibrium(lane, static_cast<std::int32_t>(row * count_[1] + column));
    answers_.strategies(equilibrium, 0)[row * kBlockLanes] = 1.0;
    answers_.strategies(equilibrium, 1)[column * kBlockLanes] = 1.0;
  }

  [[nodiscard]] int size(std::size_t support) const {
    return std::popcount(planes_.table().supports[support].first);
  }

  /// Few lanes have an equilibrium on any one pair of supports. Those of all pairs of one size
  /// stand side by side, strategies of the supports first, and are solved together.
  void pack(std::size_t support, std::size_t lane, BlockSolution& solution) {
    if (num_seats_ == kBlockLanes || (num_seats_ > 0 && size(seats_[0].support) != size(support))) {
      add_packed(solution);
    }
    const std::size_t num_profiles = count_[0] * count_[1];
    const std::size_t* const sources = sources_.data() + support * num_profiles;
    for (std::size_t player = 0; player < 2; ++player) {
      const double* const from = answers_.payoffs(player) + lane;
      double* const to = packed_[player].data() + num_seats_;
      for (std::size_t p = 0; p < num_profiles; ++p) {
        to[p * kBlockLanes] = from[sources[p]];
      }
      spreads_[player][num_seats_] = planes_.spread(player)[lane];
    }
    seats_[num_seats_++] = {support, lane};
  }

  void add_packed(BlockSolution& solution) {
    if (num_seats_ == 0) {
      return;
    }
    const auto num_played = static_cast<std::size_t>(size(seats_[0].support));
    const auto first_ones = static_cast<std::uint8_t>((1U << num_played) - 1U);
    solve_supports(views_, {first_ones, first_ones}, num_seats_, mixed_);
    for (std::size_t seat = 0; seat < num_seats_; ++seat) {
      const auto [support, lane] = seats_[seat];
      if (!(mixed_.relative_regret[seat] <= tolerance_)) {
        answers_.leave(lane);
      }
      Certificate& certificate = solution.certificates[lane];
      certificate.max_regret = std::max(certificate.max_regret, mixed_.regret[seat]);
      certificate.residual = std::max(certificate.residual, mixed_.relative_regret[seat]);
      const SupportPair supports = planes_.table().supports[support];
      const auto& rows = members(supports.first);
      const auto& columns = members(supports.second);
      double* const equilibrium = answers_.next_equilibrium(lane);
      double* const first = answers_.strategies(equilibrium, 0);
      double* const second = answers_.strategies(equilibrium, 1);
      for (std::size_t i = 0; i < num_played; ++i) {
        first[rows[i] * kBlockLanes] = mixed_.probabilities[0][i][seat];
        second[columns[i] * kBlockLanes] = mixed_.probabilities[1][i][seat];
      }
    }
    num_seats_ = 0;
  }

  double tolerance_;
  LaneAnswers answers_;
  SignPlanes planes_;
  std::array<std::size_t, 2> count_;  ///< Of strategies.
  TwinStrategies twins_;
  std::array<AlignedArray, 2> packed_;   ///< Per player, payoffs by seat ...
  std::array<AlignedArray, 2> spreads_;  ///< ... and spreads.
  std::vector<std::size_t> sources_;     ///< [support][profile]: where a seat's payoffs come from.
  std::array<LanePayoffs, 2> views_;     ///< Of the packed payoffs.
  std::array<Seat, kBlockLanes> seats_;
  std::size_t num_seats_ = 0;
  SupportSolution mixed_;
};

}  // namespace

bool is_small_bimatrix(const FactoredShape& shape) {
  int num_choosing = 0;
  for (const FactoredPlayer& player : shape.players) {
    if (!player.is_behavioural()) {
      ++num_choosing;
      const std::size_t count = player.strategies.size();
      if (count < kFewestSigned || count > kMostSigned) {
        return false;
      }
    }
  }
  return num_choosing == 2;
}

std::unique_ptr<BlockSolver> make_small_bimatrix_solver(const FactoredShape& shape,
                                                        const ConceptOptions& options,
                                                        std::unique_ptr<LaneSolver> exact) {
  return std::make_unique<SmallBimatrixSolver>(shape, options, std::move(exact));
}

}  // namespace demarche
