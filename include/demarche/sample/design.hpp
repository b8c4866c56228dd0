// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "demarche/sample/stream.hpp"

namespace demarche {

/// What streams of random numbers are for. Streams of different purposes share no numbers.
enum class Purpose : std::uint32_t { parameters = 0, profile = 1 };

/// A design: points of the unit cube, one for each draw. A coordinate is a pure function of (seed,
/// draw, stream), so draws can be computed in any order and on any machine.
class Design {
 public:
  virtual ~Design() = default;
  /// The design's name, as results record it.
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;
  /// Fills `uniforms`, [streams.size()][kBlockLanes], with the numbers of draws first_draw ...
  /// first_draw + kBlockLanes - 1, a row for each stream. Numbers lie in the open interval (0, 1).
  /// @pre `first_draw` is a multiple of kBlockLanes below 2^48, and streams are below 2^48.
  virtual void fill_block(std::uint64_t first_draw,
                          std::span<const std::uint64_t> streams,
                          double* uniforms) const = 0;
};

/// Independent uniforms from Philox4x32-10. The key is the seed; a counter, which gives the numbers
/// of draws 128 b + k and 128 b + k + 64, consists of 64 b + k, the stream and the purpose.
[[nodiscard]] std::unique_ptr<Design> make_monte_carlo(std::uint64_t seed,
                                                       Purpose purpose = Purpose::parameters);

}  // namespace demarche
