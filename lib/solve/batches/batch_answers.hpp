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

/// The profiles of consecutive games.
struct BatchAnswers {
  std::size_t num_games = 0;
  Buffer<double> weights;
  Buffer<double> probabilities;

  /// Room for `all_games`, if those to come have as many profiles as those that are here.
  void reserve_for(std::size_t all_games, std::size_t num_strategies);
};

/// Puts the answers of chunks of games, which come in any order, one behind the other. Each is
/// copied as soon as all before it are there, while it is still in a cache, and its memory goes to
/// a chunk to come: fresh pages would cost as much time as small games do. For many threads.
class BatchCollector {
 public:
  BatchCollector(std::size_t num_games, std::size_t chunk_games, std::size_t num_strategies)
      : num_games_(num_games), chunk_games_(chunk_games), num_strategies_(num_strategies) {}

  /// Empty, with memory to use again where there is some.
  [[nodiscard]] BatchAnswers make_answers();
  /// Takes the answers of chunk `c`. One that is not whole ends the batch: those after it are lost.
  void add(std::size_t c, BatchAnswers answers);
  /// All that could be put together; to be called once nothing is added any more.
  [[nodiscard]] BatchAnswers take() { return std::move(placed_); }

 private:
  /// Sizes the whole for `more`; false if it would have to move while somebody copies.
  bool make_room(const BatchAnswers& more);

  std::size_t num_games_;
  std::size_t chunk_games_;
  std::size_t num_strategies_;
  std::mutex mutex_;
  std::condition_variable all_copied_;
  int num_copying_ = 0;
  std::size_t next_chunk_ = 0;
  BatchAnswers placed_;
  std::map<std::size_t, BatchAnswers> early_;  ///< By chunk: those before it are missing.
  std::vector<BatchAnswers> spare_;
};

}  // namespace demarche
