// SPDX-License-Identifier: MIT
// Per-target: included once for each instruction set, inside a foreach_target file.
#if defined(DEMARCHE_GAME_CONTRACT_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_GAME_CONTRACT_INL_
#undef DEMARCHE_GAME_CONTRACT_INL_
#else
#define DEMARCHE_GAME_CONTRACT_INL_
#endif

#include <hwy/highway.h>

#include <cstddef>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

/// Contracts the last axis of a tensor with a vector of weights, for one vector of lanes:
/// out[o] = sum over k of in(o * num_inner + k) * weights[k]. `in` gives the address of an
/// element's lanes. Rows of `weights` stand `weight_stride` doubles apart, rows of `out`
/// `out_stride`. The sum starts with the product for k = 0 and adds the others in the order of k by
/// fused multiply-adds.
/// @pre num_inner is at least 1.
template <class D, class Address>
HWY_INLINE void contract_last_axis(D d,
                                   const Address& in,
                                   std::size_t num_outer,
                                   std::size_t num_inner,
                                   const double* weights,
                                   std::size_t weight_stride,
                                   double* out,
                                   std::size_t out_stride) {
  namespace hn = hwy::HWY_NAMESPACE;
  for (std::size_t o = 0; o < num_outer; ++o) {
    auto sum = hn::Mul(hn::LoadU(d, in(o * num_inner)), hn::LoadU(d, weights));
    for (std::size_t k = 1; k < num_inner; ++k) {
      sum = hn::MulAdd(
          hn::LoadU(d, in(o * num_inner + k)), hn::LoadU(d, weights + k * weight_stride), sum);
    }
    hn::StoreU(sum, d, out + o * out_stride);
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
