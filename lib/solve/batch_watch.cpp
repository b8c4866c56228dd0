// SPDX-License-Identifier: MIT
#include "solve/batch_watch.hpp"

namespace demarche {
namespace {

constexpr std::chrono::milliseconds kBetweenReports{100};

}  // namespace

BatchWatch::BatchWatch(const BatchSettings& settings, std::size_t num_games)
    : progress_(settings.progress),
      num_games_(num_games),
      due_((begin_ + kBetweenReports).time_since_epoch().count()) {}

bool BatchWatch::report() {
  if (progress_ && !is_stopped()) {
    const auto now = Clock::now();
    if (now.time_since_epoch().count() >= due_.load(std::memory_order_relaxed)) {
      const std::unique_lock only(mutex_, std::try_to_lock);
      if (only && now.time_since_epoch().count() >= due_.load()) {
        tell(now);
      }
    }
  }
  return is_stopped();
}

void BatchWatch::finish() {
  if (progress_ && !is_stopped()) {
    tell(Clock::now());
    is_stopped_ = false;  // There was nothing left to stop.
  }
}

void BatchWatch::tell(Clock::time_point now) {
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  if (!progress_({.games_done = done_, .games_total = num_games_, .seconds = seconds})) {
    stop();
  }
  due_ = (Clock::now() + kBetweenReports).time_since_epoch().count();
}

}  // namespace demarche
