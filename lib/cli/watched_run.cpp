// SPDX-License-Identifier: MIT
#include "cli/watched_run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>

#include "cli/scenario_argument.hpp"
#include "demarche/core/interruption.hpp"

namespace demarche::cli {
namespace {

std::atomic<bool> was_interrupted = false;

extern "C" void interrupt(int /*signal*/) {
  was_interrupted = true;
  std::signal(SIGINT, SIG_DFL);  // A second Ctrl-C ends the program at once.
}

}  // namespace

WatchedRun::WatchedRun(std::initializer_list<std::string_view> scenarios)
    : is_shown_(isatty(STDERR_FILENO) == 1) {
  if (std::find(scenarios.begin(), scenarios.end(), "-") == scenarios.end()) {
    start();
  }
}

void WatchedRun::start() {
  if (!is_started_) {
    is_started_ = true;
    std::signal(SIGINT, interrupt);
  }
}

void WatchedRun::stop() {
  if (is_started_) {
    is_started_ = false;
    std::signal(SIGINT, SIG_DFL);
    if (is_shown_) {
      std::fputs("\r\033[K", stderr);
    }
  }
}

std::function<bool(const Progress&)> WatchedRun::progress() {
  start();
  return [this](const Progress& progress) { return show(progress); };
}

bool WatchedRun::show(const Progress& progress) {
  if (!is_shown_ || progress.seconds < next_) {
    return !was_interrupted;
  }
  constexpr double kEvery = 0.1;
  constexpr int kWidth = 40;
  next_ = progress.seconds + kEvery;
  const double share =
      static_cast<double>(progress.draws_done) / static_cast<double>(progress.draws_total);
  const double rate =
      progress.seconds > 0.0 ? static_cast<double>(progress.draws_done) / progress.seconds : 0.0;
  const double left =
      rate > 0.0 ? static_cast<double>(progress.draws_total - progress.draws_done) / rate : 0.0;
  const auto filled = static_cast<int>(share * kWidth);
  fmt::print(stderr,
             "\r\033[K[{:#<{}}{:.<{}}] {:3.0f} %  {:.3g} draws/s  {:.0f} s left",
             "",
             filled,
             "",
             kWidth - filled,
             100.0 * share,
             rate,
             left);
  std::fflush(stderr);
  return !was_interrupted;
}

bool WatchedRun::is_interrupted() {
  return was_interrupted;
}

bool done_unless_interrupted(const std::function<bool()>& is_late,
                             const std::function<void()>& load) {
  const InterruptionScope scope([&is_late] { return was_interrupted || is_late(); });
  try {
    load();
    return true;
  } catch (const InputError&) {
    if (was_interrupted) {
      fmt::print(stderr, "stopped before the first draw\n");
      return false;
    }
    throw;
  }
}

}  // namespace demarche::cli
