// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "bindings.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {

/// The rows of an array, which must live as long as they.
/// @throws InvalidArgument, with the argument's name, unless there are two dimensions.
[[nodiscard]] inline std::vector<std::span<const double>> rows_of(std::string_view name,
                                                                  const DoubleArray& array) {
  if (array.ndim() != 2) {
    throw InvalidArgument(fmt::format("{} must have 2 dimensions, got {}", name, array.ndim()));
  }
  const auto length = static_cast<std::size_t>(array.shape(1));
  std::vector<std::span<const double>> rows;
  for (py::ssize_t row = 0; row < array.shape(0); ++row) {
    rows.emplace_back(array.data() + static_cast<std::size_t>(row) * length, length);
  }
  return rows;
}

}  // namespace demarche::python
