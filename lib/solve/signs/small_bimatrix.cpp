// SPDX-License-Identifier: MIT
#include "solve/signs/small_bimatrix.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

#include "solve/blocks/lane_answers.hpp"
#include "solve/signs/plane_play.hpp"
#include "solve/signs/sign_planes.hpp"
#include "solve/signs/support_solution.hpp"
#include "solve/signs/twin_strategies.hpp"

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
        packed_{AlignedArray(count_[0] * count_[1] * kSupportLanes),
                AlignedArray(count_[0] * count_[1] * kSupportLanes)},
        spreads_{AlignedArray(kSupportLanes), AlignedArray(kSupportLanes)},
        play_(planes_),
        shares_equally_(options.selection == Selection::uniform &&
                        answers_.form().num_behaviour_rows() == 0) {
    answers_.start_with({.status = SolveStatus::converged,
                         .is_complete = true,
                         .iterations = static_cast<int>(planes_.table().supports.size())});
    for (std::size_t s = planes_.num_profiles(); s < planes_.table().supports.size(); ++s) {
      add_places({planes_.table().supports[s], count_[0], count_[1], kBlockLanes});
    }
  }

  void solve(const GameBlock& block, BlockSolution& solution) override {
    find(block, solution);
    answer(block, solution);
  }

  void solve_jointly(const GameBlock& block, BlockSolution& solution, double* profiles) override {
    if (!shares_equally_) {
      BlockSolver::solve_jointly(block, solution, profiles);
      return;
    }
    find(block, solution);
    if (planes_.undecided().any()) {
      answer(block, solution);
      distribute(solution, *block.shape, profiles);
    } else if (!play_.play(planes_,
                           {answers_.payoffs(0), answers_.payoffs(1)},
                           tolerance_,
                           solution.certificates,
                           profiles)) {
      BlockSolver::solve_jointly(block, solution, profiles);
    }
  }

 private:
  /// A mixed equilibrium to be solved for.
  struct Seat {
    std::size_t support = 0;
    std::size_t lane = 0;
  };

  void find(const GameBlock& block, BlockSolution& solution) {
    answers_.start(block, solution);
    planes_.find(answers_.payoffs(0), answers_.payoffs(1));
  }

  /// Equilibria one by one.
  void answer(const GameBlock& block, BlockSolution& solution) {
    if (const auto undecided = planes_.undecided(); undecided.any()) {
      answers_.hand_over(twins_.solve(block, undecided, solution));
    }
    for (std::size_t profile = 0; profile < planes_.num_profiles(); ++profile) {
      planes_.for_each(profile, [&](std::size_t lane) {
        if (lane < block.num_lanes) {
          add_pure(profile / count_[1], profile % count_[1], lane);
        }
      });
    }
    add_mixed(block, solution);
    answers_.finish();
  }

  /// Notes where a pair's payoffs are; they are seated in this order.
  void add_places(SupportPlaces places) {
    for (std::size_t player = 0; player < 2; ++player) {
      auto& sources = sources_[player].emplace_back();
      for (std::size_t s = 0; s < count_[player]; ++s) {
        for (std::size_t t = 0; t < places.size; ++t) {
          std::uint32_t& place = places.of[player][s][t];
          const auto seated = static_cast<std::uint32_t>(sources.size() * kSupportLanes);
          sources.push_back(std::exchange(place, seated));
        }
      }
    }
    if (seated_.empty() || seated_.back().size != places.size) {
      seated_.push_back(places);
    }
  }

  /// Pure strategies: their certain signs leave no regret at all.
  void add_pure(std::size_t row, std::size_t column, std::size_t lane) {
    double* const equilibrium = answers_.next_equilibrium(lane);
    answers_.strategies(equilibrium, 0)[row * kBlockLanes] = 1.0;
    answers_.strategies(equilibrium, 1)[column * kBlockLanes] = 1.0;
  }

  [[nodiscard]] int size(std::size_t support) const {
    return std::popcount(planes_.table().supports[support].first);
  }

  /// Few lanes have an equilibrium on any one pair of supports. Those of all pairs of one size are
  /// seated side by side, strategies of the supports first, and solved together as soon as there
  /// are enough.
  void add_mixed(const GameBlock& block, BlockSolution& solution) {
    for (std::size_t s = planes_.num_profiles(); s < planes_.table().supports.size(); ++s) {
      planes_.for_each(s, [&](std::size_t lane) {
        if (lane >= block.num_lanes) {
          return;
        }
        if (num_seats_ == kSupportLanes || (num_seats_ > 0 && size(seats_[0].support) != size(s))) {
          add_seats(solution);
        }
        pack(s, lane);
      });
    }
    add_seats(solution);
  }

  void pack(std::size_t support, std::size_t lane) {
    for (std::size_t player = 0; player < 2; ++player) {
      const double* const from = answers_.payoffs(player) + lane;
      double* to = packed_[player].data() + num_seats_;
      for (const std::uint32_t source : sources_[player][support - planes_.num_profiles()]) {
        *to = from[source];
        to += kSupportLanes;
      }
      spreads_[player][num_seats_] = planes_.spread(player)[lane];
    }
    seats_[num_seats_++] = {support, lane};
  }

  void add_seats(BlockSolution& solution) {
    if (num_seats_ == 0) {
      return;
    }
    const auto num_played = static_cast<std::size_t>(size(seats_[0].support));
    solve_supports({LanePayoffs{packed_[0].data(), spreads_[0].data()},
                    LanePayoffs{packed_[1].data(), spreads_[1].data()}},
                   seated_[num_played - 2],
                   mixed_);
    for (std::size_t seat = 0; seat < num_seats_; ++seat) {
      const auto [support, lane] = seats_[seat];
      if (!(mixed_.relative_regret[seat] <= tolerance_)) {
        answers_.hand_over(lane);
      }
      const Certificates::Reference certificate = solution.certificates[lane];
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
  /// [player][mixed support]: where a seat's payoffs come from, those that the support is about.
  std::array<std::vector<std::vector<std::uint32_t>>, 2> sources_;
  std::vector<SupportPlaces> seated_;  ///< Of packed payoffs, by size of the supports from 2 on.
  std::array<Seat, kSupportLanes> seats_;
  std::size_t num_seats_ = 0;
  SupportSolution mixed_;
  PlanePlay play_;
  bool shares_equally_;  ///< Each equilibrium counts the same, and nothing else is played.
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
