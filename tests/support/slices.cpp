// SPDX-License-Identifier: MIT
#include "support/slices.hpp"

#include <stdexcept>
#include <string>

#include "demarche/simulate/slice.hpp"

namespace demarche::testing {

std::vector<v1::RunSlice> run_in_slices(const Model& model,
                                        const RunSettings& settings,
                                        int count) {
  std::vector<v1::RunSlice> slices;
  for (int i = count; i-- > 0;) {
    const std::string bytes = run_slice(model, settings, i, count).SerializeAsString();
    if (!slices.emplace_back().ParseFromString(bytes)) {
      throw std::runtime_error("a slice cannot be read back");
    }
  }
  return slices;
}

}  // namespace demarche::testing
