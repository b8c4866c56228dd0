// SPDX-License-Identifier: MIT
// The linear solve of one step of Newton's method, for a vector of small games. Per-target:
// included once for each instruction set, inside a foreach_target file.
#if defined(DEMARCHE_SOLVE_SMALL_LOGIT_NEWTON_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_SMALL_LOGIT_NEWTON_INL_
#undef DEMARCHE_SOLVE_SMALL_LOGIT_NEWTON_INL_
#else
#define DEMARCHE_SOLVE_SMALL_LOGIT_NEWTON_INL_
#endif

#include <array>
#include <cstddef>

#include "solve/small_logit/paired_lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

/// Newton's correction at a fixed position. `system` has the rows of the logit equation: a row's
/// first elements are its derivatives in the unknowns, its last one is H. The last row is
/// not read, and the last column but one, which only the bordered system needs, is overwritten.
template <std::size_t order>
[[nodiscard]] HWY_INLINE std::array<Doubles, order - 1> solve_unbordered(
    std::array<std::array<Doubles, order + 1>, order>& system) {
  constexpr std::size_t kUnknowns = order - 1;
  std::array<Doubles, kUnknowns> x;
  if constexpr (kUnknowns == 2) {
    // Cramer's rule takes one division where elimination takes two, one after the other.
    const auto& first = system[0];
    const auto& second = system[1];
    const Doubles inverse = set(1.0) / subtract_product(first[1], second[0], first[0] * second[1]);
    x[0] = inverse * subtract_product(first[1], second[order], second[1] * first[order]);
    x[1] = inverse * subtract_product(second[0], first[order], first[0] * second[order]);
  } else {
    for (std::size_t k = 0; k < kUnknowns; ++k) {
      const Doubles inverse = set(1.0) / system[k][k];
      system[k][kUnknowns] = system[k][order] * inverse;
      for (std::size_t j = k + 1; j < kUnknowns; ++j) {
        system[k][j] = system[k][j] * inverse;
      }
      for (std::size_t i = k + 1; i < kUnknowns; ++i) {
        for (std::size_t j = k + 1; j < kUnknowns; ++j) {
          system[i][j] = subtract_product(system[i][k], system[k][j], system[i][j]);
        }
        system[i][order] = subtract_product(system[i][k], system[k][kUnknowns], system[i][order]);
      }
    }
    for (std::size_t i = kUnknowns; i-- > 0;) {
      x[i] = system[i][kUnknowns];
      for (std::size_t j = i + 1; j < kUnknowns; ++j) {
        x[i] = subtract_product(system[i][j], x[j], x[i]);
      }
    }
  }
  return x;
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
