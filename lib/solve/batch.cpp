// SPDX-License-Identifier: MIT
#include "demarche/solve/batch.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <utility>

#include "core/limits.hpp"
#include "demarche/core/error.hpp"
#include "demarche/core/interruption.hpp"
#include "solve/batches/batch_answers.hpp"
#include "solve/batches/batch_watch.hpp"

namespace demarche {
namespace {

/// Blocks that a thread takes at a time: few enough for their answers to stay in its cache.
constexpr std::size_t kMostChunkBlocks = 8;
/// A batch with enough games is cut into at least this many blocks: a few for each thread of a
/// desktop computer, so that no thread waits long for the last block of another.
constexpr std::size_t kFewestBlocks = 16;
/// Answers of this many lanes are written together: a cache line holds as many doubles.
constexpr std::size_t kLineLanes = 8;

int num_threads(int threads) {
  check_threads(threads);
  const int most = tbb::this_task_arena::max_concurrency();
  return threads == 0 ? most : std::min(threads, most);
}

FactoredShape shape_of(const std::vector<int>& num_strategies) {
  return factored_form(NormalFormGame(num_strategies)).shape;
}

/// The place of each cell of a block, [player][profile], among the numbers of a game.
template <class Real>
std::vector<std::ptrdiff_t> cell_offsets(const GamesView<Real>& games, std::size_t num_cells) {
  std::vector<std::ptrdiff_t> offsets(num_cells);
  if (games.strides.empty()) {
    std::iota(offsets.begin(), offsets.end(), std::ptrdiff_t{0});
    return offsets;
  }
  const std::size_t num_players = games.num_strategies.size();
  if (games.strides.size() != num_players + 2) {
    throw InvalidArgument(
        fmt::format("strides must be {} (of games, of players and of each player's strategies), "
                    "got {}",
                    num_players + 2,
                    games.strides.size()));
  }
  for (std::size_t cell = 0; cell < num_cells; ++cell) {
    std::size_t rest = cell;
    for (std::size_t k = num_players; k-- > 0;) {
      const auto count = static_cast<std::size_t>(games.num_strategies[k]);
      offsets[cell] += games.strides[k + 2] * static_cast<std::ptrdiff_t>(rest % count);
      rest /= count;
    }
    offsets[cell] += games.strides[1] * static_cast<std::ptrdiff_t>(rest);
  }
  return offsets;
}

/// Many games make whole blocks. Few games may be slow ones, so they make smaller blocks that
/// spread over the threads. The size does not depend on the number of threads, so neither do the
/// answers.
std::size_t block_size(std::size_t num_games) {
  const std::size_t share = (num_games + kFewestBlocks - 1) / kFewestBlocks;
  const std::size_t lines = (share + kLineLanes - 1) / kLineLanes;
  return std::clamp<std::size_t>(lines * kLineLanes, 2 * kLineLanes, kBlockLanes);
}

/// The games and settings that all threads share.
template <class Real>
struct Batch {
  Batch(const GamesView<Real>& view, const BatchSettings& settings)
      : games(view),
        solution_concept(find_concept(settings.concept_name)),
        options(settings.concept_options),
        shape(shape_of(view.num_strategies)),
        offsets(cell_offsets(view, shape.num_cells)),
        stride(view.strides.empty() ? static_cast<std::ptrdiff_t>(shape.num_cells)
                                    : view.strides[0]),
        block_games(block_size(view.num_games)) {
    check_options_for(options, solution_concept);
    check_players(options, view.num_strategies);
    if (view.data == nullptr && view.num_games > 0) {
      throw InvalidArgument("games must have data");
    }
    if (const auto reason = solution_concept.refusal(shape)) {
      throw InvalidArgument(
          fmt::format("concept {} cannot solve these games: {}", solution_concept.name, *reason));
    }
  }

  const GamesView<Real>& games;
  const Concept& solution_concept;
  const ConceptOptions& options;
  FactoredShape shape;
  std::vector<std::ptrdiff_t> offsets;
  std::ptrdiff_t stride;
  std::size_t block_games;
};

/// Solves ranges of games. Each thread has a solver of its own.
template <class Real>
class Worker {
 public:
  explicit Worker(const Batch<Real>& batch)
      : batch_(batch),
        solver_(batch.solution_concept.make_block_solver(batch.shape, batch.options)),
        num_strategies_(batch.shape.num_strategies()),
        cells_(batch.shape.num_cells * kBlockLanes) {}

  /// Writes certificates, and the number of profiles of game g to first_profile[g + 1]. Once the
  /// batch is stopped, this ends early and drops the block that is being solved.
  void solve(std::size_t first,
             std::size_t last,
             BatchWatch& watch,
             BatchSolution& result,
             BatchAnswers& answers) {
    for (; first < last; first += batch_.block_games) {
      const std::size_t count = std::min(batch_.block_games, last - first);
      read(first, count);
      solver_->solve({.shape = &batch_.shape, .num_lanes = count, .cells = cells_.data()},
                     solution_);
      if (is_interrupted()) {
        watch.stop();
        return;
      }
      for (std::size_t lane = 0; lane < count; ++lane) {
        result.certificates[first + lane] = solution_.certificates[lane];
      }
      write(count, answers, result.first_profile.data() + first + 1);
      answers.num_games += count;
      watch.add(count);
    }
  }

 private:
  void read(std::size_t first, std::size_t count) {
    const std::size_t num_cells = batch_.offsets.size();
    const std::size_t num_dense =
        batch_.games.strides.empty() ? batch_.games.num_games * num_cells : 0;
    for (std::size_t begin = 0; begin < count; begin += kLineLanes) {
      // Eight games are read side by side, so the games after them are prefetched by hand. This is
      // not a function, because GCC drops calls of one that only prefetches.
      const std::size_t ahead = (first + begin + 2 * kLineLanes) * num_cells;
      const std::size_t end = std::min(ahead + kLineLanes * num_cells, num_dense);
      for (std::size_t k = ahead; k < end; k += 64 / sizeof(Real)) {
        __builtin_prefetch(batch_.games.data + k);
      }
      std::array<const Real*, kLineLanes> games{};
      for (std::size_t i = 0; i < kLineLanes; ++i) {
        // Lanes beyond the last game repeat that game, so that they hold finite numbers.
        const std::size_t game = first + std::min(begin + i, count - 1);
        games[i] = batch_.games.data + static_cast<std::ptrdiff_t>(game) * batch_.stride;
      }
      for (std::size_t cell = 0; cell < num_cells; ++cell) {
        double* const out = cells_.data() + cell * kBlockLanes + begin;
        for (std::size_t i = 0; i < kLineLanes; ++i) {
          out[i] = static_cast<double>(games[i][batch_.offsets[cell]]);
        }
      }
    }
  }

  /// Appends the profiles of all lanes and writes how many each has. The loops run row by row. A
  /// loop lane by lane would step from row to row of one lane, 1024 bytes at a time, and such
  /// addresses share few sets of the cache.
  void write(std::size_t num_lanes, BatchAnswers& answers, std::size_t* counts) {
    std::array<std::size_t, kBlockLanes> next{};
    for (std::size_t c = 0; c < solution_.num_components; ++c) {
      for (std::size_t lane = 0; lane < num_lanes; ++lane) {
        next[lane] += solution_.weights[c][lane] != 0.0 ? 1 : 0;
      }
    }
    std::copy_n(next.begin(), num_lanes, counts);
    const std::size_t total = std::accumulate(next.begin(), next.end(), std::size_t{0});
    std::exclusive_scan(next.begin(), next.end(), next.begin(), answers.weights.size());
    answers.weights.extend(total);
    answers.probabilities.extend(total * num_strategies_);
    for (std::size_t c = 0; c < solution_.num_components; ++c) {
      write_component(c, num_lanes, next, answers);
    }
  }

  /// Moves each lane's place for its next profile past those that are written.
  void write_component(std::size_t c,
                       std::size_t num_lanes,
                       std::array<std::size_t, kBlockLanes>& next,
                       BatchAnswers& answers) {
    const auto& weights = solution_.weights[c];
    std::array<std::uint8_t, kBlockLanes> lanes;
    std::size_t count = 0;
    for (std::size_t lane = 0; lane < num_lanes; ++lane) {
      // The list is written without a branch on the weight, which differs from lane to lane.
      lanes[count] = static_cast<std::uint8_t>(lane);
      count += weights[lane] != 0.0 ? 1 : 0;
    }
    std::array<double*, kBlockLanes> targets;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t profile = next[lanes[i]]++;
      answers.weights[profile] = weights[lanes[i]];
      targets[i] = answers.probabilities.data() + profile * num_strategies_;
    }
    const double* row = solution_.probabilities[c].data();
    std::size_t s = 0;
    for (; s + 4 <= num_strategies_; s += 4) {
      move_rows<4>(row + s * kBlockLanes, s, std::span(lanes).first(count), targets);
    }
    for (; s < num_strategies_; ++s) {
      move_rows<1>(row + s * kBlockLanes, s, std::span(lanes).first(count), targets);
    }
  }

  /// Copies `n` rows, from that of strategy `s` on, to the targets of the lanes. The numbers of one
  /// lane are neighbours in its target, so they are written together.
  template <std::size_t n>
  static void move_rows(const double* rows,
                        std::size_t s,
                        std::span<const std::uint8_t> lanes,
                        const std::array<double*, kBlockLanes>& targets) {
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      std::array<double, n> numbers;
      for (std::size_t k = 0; k < n; ++k) {
        numbers[k] = rows[k * kBlockLanes + lanes[i]];
      }
      std::copy_n(numbers.begin(), n, targets[i] + s);
    }
  }

  const Batch<Real>& batch_;
  std::unique_ptr<BlockSolver> solver_;
  std::size_t num_strategies_;
  AlignedArray cells_;
  BlockSolution solution_;
};

/// Runs work(i) for i in [0, count), each on a thread of its own.
template <class Work>
void on_threads(int count, Work work) {
  tbb::task_arena arena(count);
  arena.execute([&] { tbb::parallel_for(0, count, work, tbb::simple_partitioner()); });
}

/// Solves on this thread and writes straight into the solution.
template <class Real>
BatchAnswers solve_here(const Batch<Real>& batch, BatchWatch& watch, BatchSolution& result) {
  const InterruptionScope scope([&] { return watch.report(); });
  Worker<Real> worker(batch);
  BatchAnswers answers;
  const std::size_t num_games = batch.games.num_games;
  const std::size_t first_games = std::min(num_games, kMostChunkBlocks * batch.block_games);
  worker.solve(0, first_games, watch, result, answers);
  if (answers.num_games == first_games) {
    answers.reserve_for(num_games, result.num_strategies);
    worker.solve(first_games, num_games, watch, result, answers);
  }
  return answers;
}

template <class Real>
BatchAnswers solve_on_threads(int threads,
                              const Batch<Real>& batch,
                              BatchWatch& watch,
                              BatchSolution& result) {
  constexpr std::size_t kChunksPerThread = 8;
  const std::size_t num_games = batch.games.num_games;
  const std::size_t num_blocks = (num_games + batch.block_games - 1) / batch.block_games;
  const std::size_t chunk_games =
      batch.block_games *
      std::clamp<std::size_t>(
          num_blocks / (kChunksPerThread * static_cast<std::size_t>(threads)), 1, kMostChunkBlocks);
  BatchCollector collector(num_games, chunk_games, result.num_strategies);
  std::atomic<std::size_t> next_game{0};
  on_threads(threads, [&](int) {
    const InterruptionScope scope([&] { return watch.report(); });
    const BatchWatch::WorkingThread working(watch);
    Worker<Real> worker(batch);
    while (!watch.is_stopped()) {
      const std::size_t first = next_game.fetch_add(chunk_games);
      if (first >= num_games) {
        break;
      }
      BatchAnswers answers = collector.make_answers();
      worker.solve(first, std::min(num_games, first + chunk_games), watch, result, answers);
      collector.add(first / chunk_games, std::move(answers));
    }
    watch.wait_for_others();
  });
  return collector.take();
}

template <class Real>
BatchSolution solve(const GamesView<Real>& games, const BatchSettings& settings) {
  const int threads = num_threads(settings.threads);
  const Batch<Real> batch(games, settings);
  BatchWatch watch(settings, games.num_games);
  BatchSolution result;
  result.num_strategies = batch.shape.num_strategies();
  result.certificates.resize(games.num_games);
  result.first_profile.resize(games.num_games + 1);
  result.first_profile[0] = 0;
  BatchAnswers answers = threads == 1 || games.num_games <= batch.block_games
                             ? solve_here(batch, watch, result)
                             : solve_on_threads(threads, batch, watch, result);
  watch.finish();
  result.certificates.resize(answers.num_games);
  result.first_profile.resize(answers.num_games + 1);
  std::partial_sum(result.first_profile.data(),
                   result.first_profile.data() + result.first_profile.size(),
                   result.first_profile.data());
  result.weights = std::move(answers.weights);
  result.probabilities = std::move(answers.probabilities);
  return result;
}

}  // namespace

BatchSolution solve_batch(const GamesView<double>& games, const BatchSettings& settings) {
  return solve(games, settings);
}

BatchSolution solve_batch(const GamesView<float>& games, const BatchSettings& settings) {
  return solve(games, settings);
}

}  // namespace demarche
