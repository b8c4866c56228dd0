// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace demarche::bench {

/// A piece of work on fixed inputs, so that its count of instructions repeats exactly.
struct Kernel {
  std::string name;
  /// Makes the inputs; the function that it returns does the work, any number of times.
  std::function<std::function<void()>()> prepare;
};

[[nodiscard]] const std::vector<Kernel>& kernels();

}  // namespace demarche::bench
