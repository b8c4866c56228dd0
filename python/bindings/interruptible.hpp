// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <utility>

#include "bindings.hpp"
#include "demarche/core/interruption.hpp"

namespace demarche::python {

/// Asks Python for signals, at most some ten times a second; from the thread that the work is on.
class SignalCheck {
 public:
  /// Whether a signal raised an exception, which is then set; without the interpreter's lock.
  bool operator()();

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point due_ = Clock::now() + kPause;
  bool is_raised_ = false;

  static constexpr std::chrono::milliseconds kPause{50};
};

/// Does work on this thread, without the interpreter's lock. Ctrl-C makes the library's searches
/// end early; what they give is dropped, and KeyboardInterrupt raised.
template <class Work>
auto interruptible(Work work) {
  SignalCheck check;
  bool is_interrupted_by_signal = false;
  auto result = [&] {
    const py::gil_scoped_release release;
    const InterruptionScope scope([&] { return is_interrupted_by_signal = check(); });
    return work();
  }();
  if (is_interrupted_by_signal) {
    throw py::error_already_set();
  }
  return result;
}

/// A solver's solve() as a function that Ctrl-C ends.
template <class Solver, class Game, class Result>
auto solving(Result (Solver::*solve)(const Game&) const) {
  return [solve](const Solver& self, const Game& game) {
    return interruptible([&] { return (self.*solve)(game); });
  };
}

/// What the caller's thread knows of work on other threads that reports how far it is.
template <class Report>
class Watch {
 public:
  /// `progress` is a callable or None.
  explicit Watch(const py::object& progress) : progress_(progress) {}

  /// From the work's threads; false to stop.
  bool report(const Report& report) {
    const std::lock_guard lock(mutex_);
    news_ = report;
    return !is_stopped_.load();
  }

  /// Waits for the work, without the interpreter's lock; ten times a second looks for signals and,
  /// if there is news, calls `progress` with it. Ctrl-C, an answer of False and an exception stop
  /// the work; an exception, of the work too, is raised when it has ended.
  void wait(std::future<void> done) {
    bool is_done = false;
    while (!is_done) {
      {
        const py::gil_scoped_release release;
        is_done = done.wait_for(kPoll) == std::future_status::ready;
      }
      look();
    }
    if (error_) {
      throw std::move(*error_);
    }
    done.get();
  }

 private:
  void look() {
    std::optional<Report> news;
    {
      const std::lock_guard lock(mutex_);
      news.swap(news_);
    }
    if (PyErr_CheckSignals() != 0) {
      fail();
    } else if (news && !progress_.is_none() && !is_stopped_) {
      try {
        if (progress_(*news).is(py::bool_(false))) {
          is_stopped_ = true;
        }
      } catch (py::error_already_set& error) {
        error.restore();
        fail();
      }
    }
  }

  void fail() {
    error_.emplace();
    is_stopped_ = true;
  }

  static constexpr std::chrono::milliseconds kPoll{100};
  const py::object& progress_;
  std::mutex mutex_;
  std::optional<Report> news_;
  std::atomic<bool> is_stopped_{false};
  std::optional<py::error_already_set> error_;
};

/// Runs `work`, which gets a progress function of ours, on a thread of its own while the caller's
/// waits: see Watch::wait().
template <class Report>
void work_interruptibly(
    const py::object& progress,
    const std::function<void(const std::function<bool(const Report&)>&)>& work) {
  Watch<Report> watch(progress);
  std::future<void> done;
  {
    const py::gil_scoped_release release;
    done = std::async(std::launch::async,
                      [&] { work([&](const Report& report) { return watch.report(report); }); });
  }
  watch.wait(std::move(done));
}

}  // namespace demarche::python
