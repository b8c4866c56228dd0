// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace demarche {

/// What a stream of random numbers is for. Streams of different purposes share no numbers.
enum class Purpose : std::uint32_t { parameters = 0, profile = 1 };

/// A design: points of the unit cube, one for each draw. A coordinate is a pure function of (seed,
/// draw, dimension), so draws can be computed in any order and on any machine.
class Design {
 public:
  virtual ~Design() = default;
  /// The design's name, as results record it.
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;
  /// Fills `uniforms`, [num_dimensions][kBlockLanes], with the points of draws first_draw ...
  /// first_draw + kBlockLanes - 1. Coordinates lie in the open interval (0, 1).
  virtual void fill_block(std::uint64_t first_draw,
                          std::size_t num_dimensions,
                          double* uniforms) const = 0;
};

/// Independent uniforms from Philox4x32-10: key = seed, counter = (draw, dimension / 2, purpose).
[[nodiscard]] std::unique_ptr<Design> make_monte_carlo(std::uint64_t seed,
                                                       Purpose purpose = Purpose::parameters);

}  // namespace demarche
