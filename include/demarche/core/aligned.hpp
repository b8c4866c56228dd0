// SPDX-License-Identifier: MIT
#pragma once

#include <hwy/aligned_allocator.h>

#include <cassert>
#include <cstddef>
#include <span>

namespace demarche {

/// A fixed array of doubles aligned for every vector instruction set. Contents start at zero.
class AlignedArray {
 public:
  AlignedArray() = default;
  /// All numbers are 0.
  explicit AlignedArray(std::size_t size)
      : data_(hwy::AllocateAligned<double>(size == 0 ? 1 : size)), size_(size) {
    for (std::size_t i = 0; i < size_; ++i) {
      data_[i] = 0.0;
    }
  }

  /// The first number.
  [[nodiscard]] double* data() noexcept { return data_.get(); }
  /// The same, to read.
  [[nodiscard]] const double* data() const noexcept { return data_.get(); }
  /// How many numbers.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// One number. @pre i < size()
  [[nodiscard]] double& operator[](std::size_t i) noexcept {
    assert(i < size_);
    return data_[i];
  }
  /// The same, to read.
  [[nodiscard]] double operator[](std::size_t i) const noexcept {
    assert(i < size_);
    return data_[i];
  }
  /// All of them.
  [[nodiscard]] std::span<double> span() noexcept { return {data_.get(), size_}; }
  /// The same, to read.
  [[nodiscard]] std::span<const double> span() const noexcept { return {data_.get(), size_}; }

 private:
  hwy::AlignedFreeUniquePtr<double[]> data_;  // NOLINT(modernize-avoid-c-arrays): Highway's type.
  std::size_t size_ = 0;
};

}  // namespace demarche
