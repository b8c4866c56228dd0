// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "../bindings.hpp"
#include "demarche/core/fraction.hpp"

namespace demarche::python {

/// One player's payoffs: an array, and the same exactly, row by row, if none is a float.
struct PlayerPayoffs {
  DoubleArray array;
  std::vector<Fraction> exact;
};

/// One array per player, of equal shapes.
/// @throws InvalidArgument if something is no number, or shapes do not fit.
[[nodiscard]] std::vector<PlayerPayoffs> per_player(const py::object& payoffs);

}  // namespace demarche::python
