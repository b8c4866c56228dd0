// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace demarche {

struct LargeFraction;

/// A rational number, exactly, in lowest terms. A double cannot hold 1/3 or 0.1; this can.
class Fraction {
 public:
  /// The largest power of ten, up or down, that parse() takes after an e.
  static constexpr int kMaxExponent = 400;

  /// 0.
  Fraction() noexcept = default;
  /// numerator / denominator. @throws InvalidArgument if the denominator is 0.
  explicit Fraction(std::int64_t numerator, std::int64_t denominator = 1);

  /// Reads an integer ("-2"), a decimal (".5", "1e-3") or a quotient of two such numbers ("1/3").
  /// Nothing else may stand in the text. Returns nothing if something else does, if an exponent is
  /// beyond kMaxExponent, or if the number divides by 0.
  [[nodiscard]] static std::optional<Fraction> parse(std::string_view text);
  /// Exactly the number that a double stores: 0.1 gives 3602879701896397/36028797018963968.
  /// @throws InvalidArgument if the double is not finite.
  [[nodiscard]] static Fraction from_double(double value);

  /// The nearest double; of two equally near ones, the even one. Beyond the largest double it is
  /// infinite, and close to 0 it is 0.
  [[nodiscard]] double to_double() const;
  /// "-1/3", or "2" for an integer.
  [[nodiscard]] std::string to_string() const;

  /// Whether two numbers are equal.
  [[nodiscard]] bool operator==(const Fraction& other) const;
  /// Compares by size.
  [[nodiscard]] std::strong_ordering operator<=>(const Fraction& other) const;

 private:
  friend struct LargeFraction;

  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;  ///< Above 0, and prime to the numerator.
  /// The number, if the two integers above cannot hold it.
  std::shared_ptr<const LargeFraction> large_;
};

}  // namespace demarche
