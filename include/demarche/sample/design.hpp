// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace demarche {

/// What a stream of random numbers is for: streams of different purposes never meet.
enum class Purpose : std::uint32_t { parameters = 0, profile = 1 };

/// Points of the unit cube, a pure function of (seed, draw, dimension).
class Design {
 public:
  virtual ~Design() = default;
  /// As recorded in results.
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;
  /// Fills `uniforms`, [num_dimensions][kBlockLanes], with the points of draws first_draw ...
  /// first_draw + kBlockLanes - 1; each in the open interval (0, 1).
  virtual void fill_block(std::uint64_t first_draw,
                          std::size_t num_dimensions,
                          double* uniforms) const = 0;
};

/// Independent uniforms from Philox4x32-10: key = seed, counter = (draw, dimension / 2, purpose).
[[nodiscard]] std::unique_ptr<Design> make_monte_carlo(std::uint64_t seed,
                                                       Purpose purpose = Purpose::parameters);

}  // namespace demarche
