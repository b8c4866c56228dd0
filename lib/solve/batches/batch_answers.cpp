// SPDX-License-Identifier: MIT
#include "solve/batches/batch_answers.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace demarche {

void BatchAnswers::reserve_for(std::size_t all_games, std::size_t num_strategies) {
  constexpr double kMargin = 1.1;  // A tenth more, since later games may have more equilibria.
  const double profiles = kMargin * static_cast<double>(weights.size()) *
                          static_cast<double>(all_games) /
                          static_cast<double>(std::max<std::size_t>(num_games, 1));
  weights.reserve(static_cast<std::size_t>(profiles));
  probabilities.reserve(static_cast<std::size_t>(profiles) * num_strategies);
}

BatchAnswers BatchCollector::make_answers() {
  const std::lock_guard lock(mutex_);
  if (spare_.empty()) {
    return {};
  }
  BatchAnswers answers = std::move(spare_.back());
  spare_.pop_back();
  answers.num_games = 0;
  answers.weights.resize(0);
  answers.probabilities.resize(0);
  return answers;
}

void BatchCollector::add(std::size_t c, BatchAnswers answers) {
  assert(answers.num_games <= chunk_games_);
  assert(answers.probabilities.size() == answers.weights.size() * num_strategies_);
  std::unique_lock lock(mutex_);
  early_.emplace(c, std::move(answers));
  // The condition holds as long as no chunk placed so far was cut short.
  while (placed_.num_games == next_chunk_ * chunk_games_) {
    const auto next = early_.find(next_chunk_);
    if (next == early_.end()) {
      return;
    }
    const std::size_t first = placed_.weights.size();
    if (!make_room(next->second)) {
      all_copied_.wait(lock, [&] { return num_copying_ == 0; });
      continue;  // While this thread waited, another one may have placed the chunk.
    }
    BatchAnswers ready = std::move(next->second);
    early_.erase(next);
    ++next_chunk_;
    ++num_copying_;
    // Copying needs no lock: the places are this chunk's alone, and nothing moves while
    // num_copying_ > 0.
    lock.unlock();
    std::copy_n(ready.weights.data(), ready.weights.size(), placed_.weights.data() + first);
    std::copy_n(ready.probabilities.data(),
                ready.probabilities.size(),
                placed_.probabilities.data() + first * num_strategies_);
    lock.lock();
    if (--num_copying_ == 0) {
      all_copied_.notify_all();
    }
    spare_.push_back(std::move(ready));
  }
}

bool BatchCollector::make_room(const BatchAnswers& more) {
  const std::size_t num_profiles = placed_.weights.size() + more.weights.size();
  const bool fits = num_profiles <= placed_.weights.capacity() &&
                    num_profiles * num_strategies_ <= placed_.probabilities.capacity();
  if (!fits && num_copying_ > 0) {
    return false;
  }
  placed_.num_games += more.num_games;
  placed_.weights.resize(num_profiles);
  placed_.probabilities.resize(num_profiles * num_strategies_);
  if (!fits) {
    placed_.reserve_for(num_games_, num_strategies_);
  }
  return true;
}

}  // namespace demarche
