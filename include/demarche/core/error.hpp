// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

namespace demarche {

/// The caller broke a documented contract: a shape, a range, a NaN. The message names the argument,
/// the rule and the value.
class InvalidArgument : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// The world failed: a file, a disk, a schema. The message names the path.
class IoError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace demarche
