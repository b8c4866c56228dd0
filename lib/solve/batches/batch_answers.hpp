// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "demarche/core/buffer.hpp"

namespace demarche {

/// The answers of consecutive games, one profile after the other.
struct BatchAnswers {
  std::size_t num_games = 0;
  Buffer<double> weights;
  Buffer<double> probabilities;

  /// Reserves memory for `all_games`, assuming that the games to come have as many profiles per
  /// game as those that are here.
  void reserve_for(std::size_t all_games, std::size_t num_strategies);
};

/// Puts together the answers to chunks of games, which several threads add in any order. A chunk is
/// copied to its place as soon as all chunks before it are there, while it is still in a cache, and
/// its memory is used again for a later chunk. Without that, each chunk would be written to fresh
/// pages, and the system takes about as long to provide them as a small game takes to solve.
class BatchCollector {
 public:
  BatchCollector(std::size_t num_games, std::size_t chunk_games, std::size_t num_strategies)
      : num_games_(num_games), chunk_games_(chunk_games), num_strategies_(num_strategies) {}

  /// Empty answers, with the memory of a chunk placed before if there is one.
  [[nodiscard]] BatchAnswers make_answers();
  /// Adds the answers of chunk `c`. A chunk with fewer games than chunk_games ends the batch:
  /// chunks after it are dropped.
  void add(std::size_t c, BatchAnswers answers);
  /// All answers up to the first gap. Must be called after the last add().
  [[nodiscard]] BatchAnswers take() { return std::move(placed_); }

 private:
  /// Makes room for `more` behind the answers placed. Returns false, and does nothing, if the
  /// memory would have to move while another thread copies into it.
  bool make_room(const BatchAnswers& more);

  std::size_t num_games_;
  std::size_t chunk_games_;
  std::size_t num_strategies_;
  std::mutex mutex_;
  std::condition_variable all_copied_;
  int num_copying_ = 0;
  std::size_t next_chunk_ = 0;
  BatchAnswers placed_;
  std::map<std::size_t, BatchAnswers> early_;  ///< By number, chunks that wait for one before them.
  std::vector<BatchAnswers> spare_;            ///< Memory of chunks that have been placed.
};

}  // namespace demarche
