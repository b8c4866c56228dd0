// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <utility>

namespace demarche {

/// Merges each accumulator of `source` into that of `target` in the same place. What `source` holds
/// may be taken over.
template <class Container>
void merge_all(Container& target, Container& source) {
  assert(target.size() == source.size());
  for (std::size_t i = 0; i < target.size(); ++i) {
    target[i].merge(std::move(source[i]));
  }
}

}  // namespace demarche
