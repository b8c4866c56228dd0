// SPDX-License-Identifier: MIT
#include "interruptible_run.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <future>
#include <mutex>
#include <optional>

namespace demarche::python {
namespace {

constexpr std::chrono::milliseconds kPoll{100};

/// What the caller's thread knows of the work.
class Watch {
 public:
  explicit Watch(const py::object& progress) : progress_(progress) {}

  /// From the work's threads; false to stop.
  bool report(const Progress& progress) {
    const std::lock_guard lock(mutex_);
    news_ = progress;
    return !is_stopped_.load();
  }

  /// From the caller's thread, with the interpreter's lock.
  void look() {
    if (PyErr_CheckSignals() != 0) {
      take_error();
    }
    std::optional<Progress> news;
    {
      const std::lock_guard lock(mutex_);
      news.swap(news_);
    }
    if (!news || progress_.is_none() || error_) {
      return;
    }
    try {
      if (progress_(*news).is(py::bool_(false))) {
        is_stopped_ = true;
      }
    } catch (py::error_already_set& error) {
      error.restore();
      take_error();
    }
  }

  void rethrow() {
    if (error_) {
      throw std::move(*error_);
    }
  }
  [[nodiscard]] bool was_interrupted() const { return was_interrupted_; }

 private:
  /// The first Ctrl-C asks for what there is; any other error is raised later.
  void take_error() {
    if (PyErr_ExceptionMatches(PyExc_KeyboardInterrupt) != 0 && !was_interrupted_) {
      PyErr_Clear();
      was_interrupted_ = true;
    } else {
      error_.emplace();
    }
    is_stopped_ = true;
  }

  const py::object& progress_;
  std::mutex mutex_;
  std::optional<Progress> news_;
  std::atomic<bool> is_stopped_{false};
  bool was_interrupted_ = false;
  std::optional<py::error_already_set> error_;
};

}  // namespace

bool run_interruptibly(RunSettings settings,
                       const py::object& progress,
                       const std::function<void(const RunSettings&)>& work) {
  Watch watch(progress);
  settings.progress = [&](const Progress& now) { return watch.report(now); };
  std::future<void> done;
  {
    const py::gil_scoped_release release;
    done = std::async(std::launch::async, [&] { work(settings); });
  }
  bool is_done = false;
  while (!is_done) {
    {
      const py::gil_scoped_release release;
      is_done = done.wait_for(kPoll) == std::future_status::ready;
    }
    watch.look();
  }
  watch.rethrow();
  done.get();
  return watch.was_interrupted();
}

}  // namespace demarche::python
