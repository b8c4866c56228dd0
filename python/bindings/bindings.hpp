// SPDX-License-Identifier: MIT
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <string>
#include <variant>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche::python {

namespace py = pybind11;

/// An argument that becomes a C-ordered array of doubles, by a copy where it is not one already.
using DoubleArray = py::array_t<double, py::array::c_style | py::array::forcecast>;
/// One probability vector per player.
using ArrayList = py::typing::List<py::array_t<double>>;

[[nodiscard]] py::array_t<double> to_array(const std::vector<double>& values);
[[nodiscard]] ArrayList to_arrays(const MixedProfile& profile);
[[nodiscard]] py::typing::List<ArrayList> to_arrays(const std::vector<MixedProfile>& profiles);
/// An array of this shape that takes over `values`, row-major.
[[nodiscard]] py::array_t<double> take_array(std::vector<double> values,
                                             const std::vector<py::ssize_t>& shape);

/// A read-only view of memory that `owner` keeps; `strides` are in bytes, row-major if empty.
template <class T>
[[nodiscard]] py::array_t<T> view(const void* data,
                                  const std::vector<py::ssize_t>& shape,
                                  const std::vector<py::ssize_t>& strides,
                                  const py::object& owner) {
  py::array_t<T> array(shape, strides, static_cast<const T*>(data), owner);
  array.attr("setflags")(py::arg("write") = false);
  return array;
}

/// A list that nobody can take for a place to write to.
template <class T>
[[nodiscard]] py::typing::Tuple<T, py::ellipsis> to_tuple(const std::vector<T>& values) {
  return py::tuple(py::cast(values));
}

/// A player by number, from 0, or by name.
using PlayerArgument = std::variant<py::ssize_t, std::string>;
/// @throws InvalidArgument naming those there are if this is none of them.
[[nodiscard]] std::size_t player_number(const PlayerArgument& player,
                                        const std::vector<std::string>& names);

/// @throws InvalidArgument unless `profile` has a probability for each of a player's strategies, of
/// which there are `sizes`, and they sum to 1.
void check_profile(const MixedProfile& profile,
                   const std::vector<std::size_t>& sizes,
                   const std::vector<std::string>& player_names);
void check_profile(const NormalFormGame& game, const MixedProfile& profile);  ///< The same.

}  // namespace demarche::python
