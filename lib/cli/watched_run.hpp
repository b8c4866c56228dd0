// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"

namespace demarche::cli {

/// While it lives, Ctrl-C asks a run to stop rather than ending the program, and a terminal at the
/// error stream shows progress on one line.
class WatchedRun {
 public:
  WatchedRun();
  WatchedRun(const WatchedRun&) = delete;
  WatchedRun& operator=(const WatchedRun&) = delete;
  /// Removes the line of progress.
  ~WatchedRun();

  /// To be called by the run; false once it should stop.
  bool show(const Progress& progress);

  /// Whether Ctrl-C was pressed while a run was watched.
  [[nodiscard]] static bool is_interrupted();

 private:
  bool is_shown_;
  double next_ = 0.2;  ///< Seconds after the start until progress is shown again.
};

/// The model that `load` gives; nothing if Ctrl-C ended loading it while a run was watched.
/// `is_late` says when --max-seconds have passed.
/// @throws InputError as `load` does, also if `is_late` ended it.
[[nodiscard]] std::optional<Model> load_unless_interrupted(const std::function<bool()>& is_late,
                                                           const std::function<Model()>& load);

}  // namespace demarche::cli
