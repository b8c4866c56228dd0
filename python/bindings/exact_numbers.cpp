// SPDX-License-Identifier: MIT
#include "exact_numbers.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "demarche/core/error.hpp"

namespace demarche::python {
namespace {

[[noreturn]] void refuse(const py::handle& value, const char* what) {
  throw InvalidArgument(fmt::format(
      "{} must be numbers or texts like '1/3', got {}", what, py::repr(value).cast<std::string>()));
}

Fraction quotient(const py::handle& numerator, const py::handle& denominator) {
  return Fraction::parse(py::str(numerator).cast<std::string>() + "/" +
                         py::str(denominator).cast<std::string>())
      .value();
}

/// The number if it is exact, or nothing if it is a float or anything else.
std::optional<Fraction> exact_number(const py::handle& value, const char* what) {
  if (py::isinstance<py::str>(value)) {
    const auto fraction = Fraction::parse(value.cast<std::string>());
    if (!fraction) {
      refuse(value, what);
    }
    return fraction;
  }
  // Integers of Python and NumPy and fractions.Fraction have these; floats have not.
  if (py::hasattr(value, "numerator") && py::hasattr(value, "denominator")) {
    return quotient(value.attr("numerator"), value.attr("denominator"));
  }
  if (py::isinstance(value, py::module_::import("decimal").attr("Decimal")) &&
      value.attr("is_finite")().cast<bool>()) {
    const py::tuple ratio = value.attr("as_integer_ratio")();
    return quotient(ratio[0], ratio[1]);
  }
  return std::nullopt;
}

}  // namespace

Numbers read_numbers(const py::handle& numbers, const char* what) {
  Numbers read;
  bool is_exact = true;
  for (const py::handle value : numbers) {
    const auto fraction = exact_number(value, what);
    if (fraction) {
      read.doubles.push_back(fraction->to_double());
      read.exact.push_back(*fraction);
      continue;
    }
    is_exact = false;
    const double rounded = PyFloat_AsDouble(value.ptr());
    if (PyErr_Occurred() != nullptr) {
      PyErr_Clear();
      refuse(value, what);
    }
    read.doubles.push_back(rounded);
  }
  if (!is_exact) {
    read.exact.clear();
  }
  return read;
}

py::list to_fractions(const std::vector<Fraction>& values) {
  const py::object make = py::module_::import("fractions").attr("Fraction");
  py::list list;
  for (const Fraction& value : values) {
    list.append(make(value.to_string()));
  }
  return list;
}

}  // namespace demarche::python
