// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

namespace demarche {

/// A growing array of plain values for large results. Growing leaves new values undefined, touches
/// no memory that it need not, and moves whole pages where the system can.
template <class T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  Buffer() = default;
  /// @throws std::bad_alloc
  explicit Buffer(std::size_t size) { resize(size); }
  /// Leaves `other` empty.
  Buffer(Buffer&& other) noexcept { swap(other); }
  /// Leaves `other` empty.
  Buffer& operator=(Buffer&& other) noexcept {
    Buffer(std::move(other)).swap(*this);
    return *this;
  }

  /// How many values.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// How many values fit without a move of memory.
  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
  /// The first value.
  [[nodiscard]] T* data() noexcept { return data_.get(); }
  /// The same, to read.
  [[nodiscard]] const T* data() const noexcept { return data_.get(); }
  /// One value. @pre i < size()
  [[nodiscard]] T& operator[](std::size_t i) noexcept {
    assert(i < size_);
    return data_.get()[i];
  }
  /// The same, to read.
  [[nodiscard]] const T& operator[](std::size_t i) const noexcept {
    assert(i < size_);
    return data_.get()[i];
  }
  /// All of them.
  [[nodiscard]] std::span<const T> span() const noexcept { return {data(), size_}; }

  /// Changes the size; values beyond it are lost. @throws std::bad_alloc
  void resize(std::size_t size) {
    reserve(size);
    size_ = size;
  }

  /// Makes room for `capacity` values; never shrinks. @throws std::bad_alloc
  void reserve(std::size_t capacity) {
    if (capacity > capacity_) {
      grow(capacity);
    }
  }

  /// Adds `count` undefined values at the end and returns the first of them.
  /// @throws std::bad_alloc
  T* extend(std::size_t count) {
    if (size_ + count > capacity_) {
      grow(2 * (size_ + count));
    }
    size_ += count;
    return data() + size_ - count;
  }

 private:
  struct Free {
    void operator()(T* data) const noexcept { std::free(data); }
  };

  void swap(Buffer& other) noexcept {
    data_.swap(other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  void grow(std::size_t capacity) {
    auto* const grown = static_cast<T*>(std::realloc(data_.get(), capacity * sizeof(T)));
    if (grown == nullptr) {
      throw std::bad_alloc();
    }
    (void)data_.release();
    data_.reset(grown);
    capacity_ = capacity;
  }

  std::unique_ptr<T, Free> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace demarche
