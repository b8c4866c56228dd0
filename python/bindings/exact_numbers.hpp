// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "bindings.hpp"
#include "demarche/core/fraction.hpp"

namespace demarche::python {

/// A fractions.Fraction.
class FractionObject : public py::object {
 public:
  PYBIND11_OBJECT_DEFAULT(FractionObject, object, PyObject_Type)
};

}  // namespace demarche::python

namespace pybind11::detail {

template <>
struct handle_type_name<demarche::python::FractionObject> {
  static constexpr auto name = const_name("fractions.Fraction");
};

}  // namespace pybind11::detail

namespace demarche::python {

/// Numbers that may be exact, as arguments.
using NumberSequence = py::typing::Iterable<py::typing::Union<py::float_, FractionObject, py::str>>;
using FractionTuple = py::typing::Tuple<FractionObject, py::ellipsis>;

/// Numbers as Python gives them.
struct Numbers {
  std::vector<double> doubles;  ///< The nearest ones.
  /// The same exactly. Empty if one of the numbers is a float, since a float has been rounded.
  std::vector<Fraction> exact;
};

/// Reads a flat iterable of numbers. An int, a fractions.Fraction, a decimal.Decimal and a text
/// such as "1/3" or "0.1" are exact. `what` names the numbers in messages.
/// @throws InvalidArgument if something is no number.
[[nodiscard]] Numbers read_numbers(const py::handle& numbers, const char* what);

/// As fractions.Fraction objects.
[[nodiscard]] py::list to_fractions(const std::vector<Fraction>& values);

}  // namespace demarche::python
