// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "demarche/scenario/model.hpp"
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

  /// Starts, unless it has, and returns what the run has to call. This has to outlive that.
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

/// The model that `load` gives; nothing if Ctrl-C ended loading it while a run was watched.
/// `is_late` says when --max-seconds have passed.
/// @throws InputError as `load` does, also if `is_late` ended it.
[[nodiscard]] std::optional<Model> load_unless_interrupted(const std::function<bool()>& is_late,
                                                           const std::function<Model()>& load);

}  // namespace demarche::cli
