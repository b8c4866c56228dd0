// SPDX-License-Identifier: MIT
#include "solve/signs/sign_planes.hpp"

#include "solve/signs/sign_minors.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/signs/sign_planes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

// As many bytes as a plane has where vectors are full; longer planes take several steps.
constexpr std::size_t kDoublesPerVector = HWY_MIN(8, HWY_LANES(double));
using Bytes = hn::CappedTag<std::uint8_t, kBlockLanes / kDoublesPerVector>;

std::size_t plane_bytes() {
  return kBlockLanes / hn::Lanes(hn::CappedTag<double, 8>());
}

/// One player's literals of one support, over one vector of lanes.
template <int count, bool has_ties>
class Agreement {
 public:
  using V = hn::Vec<Bytes>;

  Agreement(const SidePlanes& planes,
            const std::uint16_t* literals,
            std::size_t num_bytes,
            std::size_t first)
      : all_(hn::Set(Bytes(), 0xff)), any_(hn::Zero(Bytes())), tied_(hn::Zero(Bytes())) {
    const Bytes d;
    V can_be_negative = hn::Set(d, 0xff);
    V can_be_positive = can_be_negative;
    for (int i = 0; i < count; ++i) {
      const std::size_t place = (literals[i] / 2U) * num_bytes + first;
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

  /// Lanes whose signs may agree, ties being whatever suits.
  [[nodiscard]] V possible() const { return has_ties ? all_ : hn::Not(hn::Xor(all_, any_)); }
  [[nodiscard]] V tied() const { return tied_; }

 private:
  V all_;
  V any_;
  V tied_;
};

template <int rows, int columns, bool has_ties>
void match(const SupportTable& table,
           const std::array<SidePlanes, 2>& sides,
           std::size_t num_bytes,
           std::uint8_t* matches,
           std::uint8_t* undecided) {
  const Bytes d;
  // Bits beyond a byte's lanes are 0 in the planes, so flipped ones must be cleared.
  const auto lanes = hn::Set(d, static_cast<std::uint8_t>((1U << (kBlockLanes / num_bytes)) - 1U));
  for (std::size_t first = 0; first < num_bytes; first += hn::Lanes(d)) {
    auto open = hn::Or(hn::Load(d, sides[0].unfit.bytes.get() + first),
                       hn::Load(d, sides[1].unfit.bytes.get() + first));
    for (std::size_t s = 0; s < table.supports.size(); ++s) {
      const Agreement<rows, has_ties> row(
          sides[0], table.literals[0].data() + s * rows, num_bytes, first);
      const Agreement<columns, has_ties> column(
          sides[1], table.literals[1].data() + s * columns, num_bytes, first);
      const auto possible = hn::And(hn::And(row.possible(), column.possible()), lanes);
      hn::Store(possible, d, matches + s * num_bytes + first);
      if constexpr (has_ties) {
        open = hn::Or(open, hn::And(possible, hn::Or(row.tied(), column.tied())));
      }
    }
    hn::Store(open, d, undecided + first);
    for (std::size_t s = 0; s < table.supports.size(); ++s) {
      std::uint8_t* const plane = matches + s * num_bytes + first;
      hn::Store(hn::AndNot(open, hn::Load(d, plane)), d, plane);
    }
  }
}

template <int rows, int columns>
void match_shape(const SupportTable& table,
                 const std::array<SidePlanes, 2>& sides,
                 std::size_t num_bytes,
                 std::uint8_t* matches,
                 std::uint8_t* undecided) {
  if (sides[0].has_ties || sides[1].has_ties) {
    match<rows, columns, true>(table, sides, num_bytes, matches, undecided);
  } else {
    match<rows, columns, false>(table, sides, num_bytes, matches, undecided);
  }
}

using MatchShape = void (*)(const SupportTable&,
                            const std::array<SidePlanes, 2>&,
                            std::size_t,
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
  const std::size_t num_bytes = plane_bytes();
  kMatchShape[size_place(rows)][size_place(columns)](table, sides, num_bytes, matches, undecided);
  return num_bytes;
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
      undecided_(1) {}

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
