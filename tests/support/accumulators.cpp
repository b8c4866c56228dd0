// SPDX-License-Identifier: MIT
#include "support/accumulators.hpp"

#include "simulate/accumulator_state.hpp"

namespace demarche::testing {

std::string state_of(const Accumulator& accumulator) {
  v1::RunSlice slice;
  store(accumulator, slice);
  return slice.DebugString();
}

}  // namespace demarche::testing
