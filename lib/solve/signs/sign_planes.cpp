// SPDX-License-Identifier: MIT
#include "solve/signs/sign_planes.hpp"

#include "solve/signs/sign_minors.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/signs/sign_planes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/lane_vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

/// Whether the signs of one player and support agree, for a vector of plane bytes.
template <int count, bool has_ties>
class Agreement {
 public:
  using V = hn::Vec<PlaneTag>;

  Agreement(const SidePlanes& planes, const std::uint16_t* literals, std::size_t first)
      : all_(hn::Set(PlaneTag(), 0xff)), any_(hn::Zero(PlaneTag())), tied_(hn::Zero(PlaneTag())) {
    const PlaneTag d;
    V can_be_negative = hn::Set(d, 0xff);
    V can_be_positive = can_be_negative;
    for (int i = 0; i < count; ++i) {
      const std::size_t place = (literals[i] / 2U) * kPlaneBytes + first;
      const auto flip = hn::Set(d, static_cast<std::uint8_t>(-(literals[i] & 1)));
      const auto negative = hn::Xor(hn::Load(d, planes.negative.bytes.get() + place), flip);
      if constexpr (has_ties) {
        const auto tied = hn::Load(d, planes.tied.bytes.get() + place);
        can_be_negative = hn::And(can_be_negative, hn::Or(negative, tied));
        can_be_positive = hn::And(can_be_positive, hn::Or(hn::Not(negative), tied));
        tied_ = hn::Or(tied_, tied);
      } else {
        all_ = hn::And(all_, negative);
        any_ = hn::Or(any_, negative);
      }
    }
    if constexpr (has_ties) {
      all_ = hn::Or(can_be_negative, can_be_positive);
    }
  }

  /// Lanes whose signs may agree: a tie counts as the sign that would agree.
  [[nodiscard]] V possible() const { return has_ties ? all_ : hn::Not(hn::Xor(all_, any_)); }
  /// Lanes with a tied sign. Computed only if there are ties.
  [[nodiscard]] V tied() const { return tied_; }

 private:
  V all_;   ///< Lanes in which all signs are negative; with ties, lanes in which signs may agree.
  V any_;   ///< Lanes in which some sign is negative.
  V tied_;  ///< Lanes in which some sign is tied.
};

/// Writes which lanes have an equilibrium on each pair of supports, and which are undecided.
template <int rows, int columns, bool has_ties>
void match(const SupportTable& table,
           const std::array<SidePlanes, 2>& sides,
           std::uint8_t* matches,
           std::uint8_t* undecided) {
  const PlaneTag d;
  // Bits of a byte beyond its lanes are 0 in the planes of minors. Flipped signs set them.
  const auto lanes = hn::Set(d, static_cast<std::uint8_t>((1U << kLanesPerVector) - 1U));
  for (std::size_t first = 0; first < kPlaneBytes; first += hn::Lanes(d)) {
    auto open = hn::Or(hn::Load(d, sides[0].unfit.bytes.get() + first),
                       hn::Load(d, sides[1].unfit.bytes.get() + first));
    for (std::size_t s = 0; s < table.supports.size(); ++s) {
      const Agreement<rows, has_ties> row(sides[0], table.literals[0].data() + s * rows, first);
      const Agreement<columns, has_ties> column(
          sides[1], table.literals[1].data() + s * columns, first);
      const auto possible = hn::And(hn::And(row.possible(), column.possible()), lanes);
      hn::Store(possible, d, matches + s * kPlaneBytes + first);
      if constexpr (has_ties) {
        open = hn::Or(open, hn::And(possible, hn::Or(row.tied(), column.tied())));
      }
    }
    hn::Store(open, d, undecided + first);
    for (std::size_t s = 0; s < table.supports.size(); ++s) {
      std::uint8_t* const plane = matches + s * kPlaneBytes + first;
      hn::Store(hn::AndNot(open, hn::Load(d, plane)), d, plane);
    }
  }
}

template <int rows, int columns>
void match_shape(const SupportTable& table,
                 const std::array<SidePlanes, 2>& sides,
                 std::uint8_t* matches,
                 std::uint8_t* undecided) {
  if (sides[0].has_ties || sides[1].has_ties) {
    match<rows, columns, true>(table, sides, matches, undecided);
  } else {
    match<rows, columns, false>(table, sides, matches, undecided);
  }
}

using MatchShape = void (*)(const SupportTable&,
                            const std::array<SidePlanes, 2>&,
                            std::uint8_t*,
                            std::uint8_t*);
constexpr std::array<std::array<MatchShape, 4>, 4> kMatchShape{
    {{match_shape<2, 2>, match_shape<2, 3>, match_shape<2, 4>, match_shape<2, 5>},
     {match_shape<3, 2>, match_shape<3, 3>, match_shape<3, 4>, match_shape<3, 5>},
     {match_shape<4, 2>, match_shape<4, 3>, match_shape<4, 4>, match_shape<4, 5>},
     {match_shape<5, 2>, match_shape<5, 3>, match_shape<5, 4>, match_shape<5, 5>}}};

/// Returns the number of bytes of a plane.
std::size_t match_supports(int rows,
                           int columns,
                           const SupportTable& table,
                           const std::array<SidePlanes, 2>& sides,
                           std::uint8_t* matches,
                           std::uint8_t* undecided) {
  kMatchShape[size_place(rows)][size_place(columns)](table, sides, matches, undecided);
  return kPlaneBytes;
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(match_supports);

SidePlanes::SidePlanes(std::size_t num_minors)
    : negative(num_minors + 1), tied(num_minors + 1), unfit(1), spread(kBlockLanes) {}

SignPlanes::SignPlanes(int num_rows, int num_columns)
    : num_rows_(num_rows),
      num_columns_(num_columns),
      table_(&support_table(num_rows, num_columns)),
      sides_{SidePlanes(table_->num_minors[0]), SidePlanes(table_->num_minors[1])},
      matches_(table_->supports.size()),
      undecided_(1) {
  assert(table_->supports.size() >= num_profiles());
}

void SignPlanes::find(const double* first, const double* second) {
  const auto columns = static_cast<std::size_t>(num_columns_);
  find_minor_signs(num_rows_, num_columns_, first, columns, 1, sides_[0]);
  find_minor_signs(num_columns_, num_rows_, second, 1, columns, sides_[1]);
  num_bytes_ = HWY_DYNAMIC_DISPATCH(match_supports)(
      num_rows_, num_columns_, *table_, sides_, matches_.bytes.get(), undecided_.bytes.get());
}

LaneSet SignPlanes::undecided() const {
  LaneSet lanes;
  for_each_lane(undecided_.bytes.get(), num_bytes_, [&](std::size_t lane) { lanes.set(lane); });
  return lanes;
}

}  // namespace demarche

#endif  // HWY_ONCE
