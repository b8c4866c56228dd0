// SPDX-License-Identifier: MIT
#include "solve/signs/sign_minors.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/signs/sign_minors.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "solve/signs/sign_planes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

using FindSigns = void (*)(const double*, std::size_t, std::size_t, SidePlanes&);
constexpr std::array<std::array<FindSigns, 4>, 4> kFindSigns{
    {{find_signs<2, 2>, find_signs<2, 3>, find_signs<2, 4>, find_signs<2, 5>},
     {find_signs<3, 2>, find_signs<3, 3>, find_signs<3, 4>, find_signs<3, 5>},
     {find_signs<4, 2>, find_signs<4, 3>, find_signs<4, 4>, find_signs<4, 5>},
     {find_signs<5, 2>, find_signs<5, 3>, find_signs<5, 4>, find_signs<5, 5>}}};

void find_signs_of_shape(int own,
                         int other,
                         const double* payoffs,
                         std::size_t own_stride,
                         std::size_t other_stride,
                         SidePlanes& planes) {
  kFindSigns[size_place(own)][size_place(other)](payoffs, own_stride, other_stride, planes);
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(find_signs_of_shape);

void find_minor_signs(int own,
                      int other,
                      const double* payoffs,
                      std::size_t own_stride,
                      std::size_t other_stride,
                      SidePlanes& planes) {
  HWY_DYNAMIC_DISPATCH(find_signs_of_shape)(own, other, payoffs, own_stride, other_stride, planes);
}

}  // namespace demarche

#endif  // HWY_ONCE
