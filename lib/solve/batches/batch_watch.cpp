// SPDX-License-Identifier: MIT
#include "solve/batches/batch_watch.hpp"

#include <cassert>
#include <exception>

#include "demarche/core/interruption.hpp"

namespace demarche {
namespace {

/// The time between two calls of the progress function.
constexpr std::chrono::milliseconds kBetweenReports{100};
/// How often the caller's thread checks for an interruption while it waits for the others.
constexpr std::chrono::milliseconds kBetweenLooks{20};

}  // namespace

BatchWatch::BatchWatch(const BatchSettings& settings, std::size_t num_games)
    : progress_(settings.progress), num_games_(num_games), due_(begin_ + kBetweenReports) {}

bool BatchWatch::report() {
  if (progress_ && !is_stopped() && is_caller()) {
    const auto now = Clock::now();
    if (now >= due_) {
      tell(now);
    }
  }
  return is_stopped();
}

void BatchWatch::wait_for_others() {
  if (!is_caller()) {
    return;
  }
  std::unique_lock lock(mutex_);
  while (!other_ended_.wait_for(lock, kBetweenLooks, [&] { return num_others_ == 0; })) {
    lock.unlock();  // is_interrupted() calls the caller's code, which may take long.
    if (is_interrupted()) {
      stop();
    }
    lock.lock();
  }
}

void BatchWatch::finish() {
  assert(done_ <= num_games_ && num_others_ == 0);
  if (progress_ && !is_stopped()) {
    tell(Clock::now());
  }
}

void BatchWatch::tell(Clock::time_point now) {
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  if (!progress_({.games_done = done_, .games_total = num_games_, .seconds = seconds})) {
    stop();
  }
  due_ = Clock::now() + kBetweenReports;
}

BatchWatch::WorkingThread::WorkingThread(BatchWatch& watch)
    : watch_(watch), num_exceptions_(std::uncaught_exceptions()) {
  if (!watch_.is_caller()) {
    const std::lock_guard lock(watch_.mutex_);
    ++watch_.num_others_;
  }
}

BatchWatch::WorkingThread::~WorkingThread() {
  if (std::uncaught_exceptions() > num_exceptions_) {
    watch_.stop();
  }
  if (!watch_.is_caller()) {
    const std::lock_guard lock(watch_.mutex_);
    --watch_.num_others_;
    watch_.other_ended_.notify_all();
  }
}

}  // namespace demarche
