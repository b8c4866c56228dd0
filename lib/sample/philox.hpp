// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "demarche/sample/design.hpp"

namespace demarche {

/// The uniform number of one (seed, purpose, draw, stream), computed by Random123. It has the
/// bits of what make_monte_carlo()'s fill_block() gives.
/// @pre `draw` and `stream` are below 2^48.
[[nodiscard]] double philox_uniform(std::uint64_t seed,
                                    Purpose purpose,
                                    std::uint64_t draw,
                                    std::uint64_t stream) noexcept;

}  // namespace demarche
