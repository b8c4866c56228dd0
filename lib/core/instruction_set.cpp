// SPDX-License-Identifier: MIT
#include "demarche/core/instruction_set.hpp"

#include <fmt/format.h>
#include <hwy/highway.h>
#include <hwy/targets.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

struct Named {
  std::string_view name;
  std::int64_t target;
};

/// The best instruction set comes first. "avx512" means what the first machines with AVX-512 had,
/// because later additions differ between machines.
#if HWY_ARCH_X86
constexpr std::array<Named, 3> kNamed = {
    {{"avx512", HWY_AVX3}, {"avx2", HWY_AVX2}, {"baseline", HWY_STATIC_TARGET}}};
#else
constexpr std::array<Named, 1> kNamed = {{{"baseline", HWY_STATIC_TARGET}}};
#endif

/// What the processor offers, whatever use_instruction_set() has chosen.
std::int64_t supported() {
  static const std::int64_t targets = hwy::SupportedTargets();
  return targets;
}

const Named*& forced() {
  static const Named* entry = nullptr;
  return entry;
}

bool is_here(const Named& entry) {
  return (entry.target & HWY_TARGETS & (supported() | HWY_STATIC_TARGET)) != 0;
}

}  // namespace

std::vector<std::string> instruction_sets() {
  std::vector<std::string> names;
  for (const Named& entry : kNamed) {
    if (is_here(entry)) {
      names.emplace_back(entry.name);
    }
  }
  std::reverse(names.begin(), names.end());
  return names;
}

std::string instruction_set() {
  if (forced() != nullptr) {
    return std::string(forced()->name);
  }
  // A better target of Highway has a lower bit.
  const std::int64_t here = (supported() & HWY_TARGETS) | HWY_STATIC_TARGET;
  const std::int64_t best = here & -here;
  for (const Named& entry : kNamed) {
    if (entry.target == best) {
      return std::string(entry.name);
    }
  }
  return hwy::TargetName(best);
}

void use_instruction_set(std::string_view name) {
  (void)supported();  // Ask the processor before the choice hides its other targets.
  for (const Named& entry : kNamed) {
    if ((entry.name == name || name == "best") && is_here(entry)) {
      forced() = &entry;
      hwy::SetSupportedTargetsForTest(entry.target);
      return;
    }
  }
  throw InvalidArgument(fmt::format("there is no instruction set '{}' here; there are best, {}",
                                    name,
                                    fmt::join(instruction_sets(), ", ")));
}

}  // namespace demarche
