// SPDX-License-Identifier: MIT
// Compiled once per instruction set: vectors of a block's lanes, and vectors of the planes that
// hold one bit per lane.
#if defined(DEMARCHE_CORE_LANE_VECTORS_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_CORE_LANE_VECTORS_INL_
#undef DEMARCHE_CORE_LANE_VECTORS_INL_
#else
#define DEMARCHE_CORE_LANE_VECTORS_INL_
#endif

#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>

#include "core/lane_bits.hpp"
#include "demarche/core/types.hpp"

// Types and numbers only: no function needs the attributes of an instruction set.
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

/// Tag of a vector with one number per lane. The cap makes its mask fit one byte of a plane.
using LaneTag = hn::CappedTag<double, kMaxVectorLanes>;

/// hn::Lanes(LaneTag()), known at compile time.
constexpr std::size_t kLanesPerVector = HWY_MIN(kMaxVectorLanes, HWY_LANES(double));

/// Bytes of a plane.
constexpr std::size_t kPlaneBytes = kBlockLanes / kLanesPerVector;

/// Tag of a vector of plane bytes, each of which belongs to one vector of lanes. Never longer than
/// a plane; a plane of an instruction set with short vectors takes several.
using PlaneTag = hn::CappedTag<std::uint8_t, kPlaneBytes>;

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
#endif
