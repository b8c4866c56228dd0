// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <type_traits>

#include "demarche/simulate/run.hpp"

namespace demarche::cli {

/// Watches a run: from start() to stop(), Ctrl-C asks the run to stop rather than ending the
/// program, and a terminal at the error stream shows progress on one line.
class WatchedRun {
 public:
  /// Starts unless scenarios are typed in: who types leaves with Ctrl-C at once. `scenarios` are
  /// arguments, of which "-" is the standard input.
  explicit WatchedRun(std::initializer_list<std::string_view> scenarios);
  WatchedRun(const WatchedRun&) = delete;
  WatchedRun& operator=(const WatchedRun&) = delete;
  ~WatchedRun() { stop(); }

  /// Starts to watch, unless that was done, and returns the function that the run has to call. The
  /// function must not be called once this object is gone.
  [[nodiscard]] std::function<bool(const Progress&)> progress();
  /// Removes the line of progress, and Ctrl-C ends the program again.
  void stop();

  /// Whether Ctrl-C was pressed while a run was watched.
  [[nodiscard]] static bool is_interrupted();

 private:
  void start();
  bool show(const Progress& progress);

  bool is_started_ = false;
  bool is_shown_;
  double next_ = 0.2;  ///< Seconds after the start until progress is shown again.
};

/// Calls `load`; false if Ctrl-C ended it while a run was watched. `is_late` says when
/// --max-seconds have passed.
/// @throws InputError as `load` does, also if `is_late` ended it.
[[nodiscard]] bool done_unless_interrupted(const std::function<bool()>& is_late,
                                           const std::function<void()>& load);

/// What `load` gives, such as a model; nothing where done_unless_interrupted() is false.
template <class Load>
[[nodiscard]] std::optional<std::invoke_result_t<Load>> load_unless_interrupted(
    const std::function<bool()>& is_late, const Load& load) {
  std::optional<std::invoke_result_t<Load>> loaded;
  (void)done_unless_interrupted(is_late, [&] { loaded = load(); });
  return loaded;
}

}  // namespace demarche::cli
