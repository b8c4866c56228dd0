// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <type_traits>

#include "demarche/core/error.hpp"

namespace demarche {

/// The one wording for an argument that breaks a rule: "NAME must be RULE, got VALUE".
/// @throws InvalidArgument unless the rule holds.
template <class Value>
void require(bool holds, std::string_view name, std::string_view rule, const Value& value) {
  if (!holds) [[unlikely]] {
    throw InvalidArgument(fmt::format("{} must be {}, got {}", name, rule, value));
  }
}

/// @throws InvalidArgument unless `value` is a number above 0.
template <class Value>
void require_positive(std::string_view name, const Value& value) {
  require(value > Value{0}, name, "above 0", value);
}

/// @throws InvalidArgument unless `value` is a number of at least `least`.
template <class Value>
void require_at_least(std::string_view name,
                      const Value& value,
                      const std::type_identity_t<Value>& least) {
  if (!(value >= least)) [[unlikely]] {
    throw InvalidArgument(fmt::format("{} must be at least {}, got {}", name, least, value));
  }
}

/// @throws InvalidArgument unless `value` is in [low, high].
template <class Value>
void require_in(std::string_view name, const Value& value, const Value& low, const Value& high) {
  if (!(value >= low && value <= high)) [[unlikely]] {
    throw InvalidArgument(fmt::format("{} must be in [{}, {}], got {}", name, low, high, value));
  }
}

/// @throws InvalidArgument unless `index` is in [0, size).
inline void require_below(std::string_view name, int index, int size) {
  if (index < 0 || index >= size) [[unlikely]] {
    throw InvalidArgument(fmt::format("{} must be in [0, {}), got {}", name, size, index));
  }
}

/// @throws InvalidArgument unless `value` is a finite number of at least `least`.
inline void require_finite(std::string_view name, double value, double least) {
  if (!(value >= least) || std::isinf(value)) [[unlikely]] {
    throw InvalidArgument(
        fmt::format("{} must be finite and at least {}, got {}", name, least, value));
  }
}

}  // namespace demarche
