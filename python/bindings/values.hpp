// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "bindings.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {

namespace detail {

template <class T, class... Members, std::size_t... I>
void restore(T& made, const py::tuple& state, std::index_sequence<I...>, Members T::*... members) {
  ((made.*members = state[I].template cast<Members>()), ...);
}

}  // namespace detail

/// Pickles a struct by its members, which also makes it copyable in Python. The package compares
/// objects by what they are pickled by.
template <class T, class... Members>
auto pickled(Members T::*... members) {
  return py::pickle([=](const T& self) { return py::make_tuple((self.*members)...); },
                    [=](const py::tuple& state) {
                      if (state.size() != sizeof...(Members)) {
                        throw InvalidArgument("this was pickled by another version of demarche");
                      }
                      T made{};
                      detail::restore(
                          made, state, std::index_sequence_for<Members...>{}, members...);
                      return made;
                    });
}

/// As pickled(), of a class with attributes of Python's (`py::dynamic_attr`), which are kept.
template <class T, class... Members>
auto pickled_with_attributes(Members T::*... members) {
  return py::pickle(
      [=](const py::object& self) {
        const auto& value = self.cast<const T&>();
        return py::make_tuple(py::make_tuple((value.*members)...), self.attr("__dict__"));
      },
      [=](const py::tuple& state) {
        T made{};
        detail::restore(
            made, state[0].cast<py::tuple>(), std::index_sequence_for<Members...>{}, members...);
        return std::pair(std::move(made), state[1].cast<py::dict>());
      });
}

/// A solver with the options that it was made with, which the solver itself keeps private.
template <class Solver>
struct Kept : Solver {
  typename Solver::Options options;  ///< As given.

  explicit Kept(typename Solver::Options given) : Solver(given), options(std::move(given)) {}
};

/// Shows a solver's options as attributes, and pickles the solver by them.
template <class Solver, class... Members>
void bind_options(py::class_<Kept<Solver>>& bound,
                  const std::array<const char*, sizeof...(Members)>& names,
                  Members Solver::Options::*... members) {
  std::size_t place = 0;
  (bound.def_property_readonly(
       names[place++],
       [members](const Kept<Solver>& self) { return self.options.*members; },
       "As given to the constructor."),
   ...);
  bound.def(py::pickle(
      [=](const Kept<Solver>& self) { return py::make_tuple((self.options.*members)...); },
      [=](const py::tuple& state) {
        typename Solver::Options options;
        detail::restore(options, state, std::index_sequence_for<Members...>{}, members...);
        return Kept<Solver>(std::move(options));
      }));
}

}  // namespace demarche::python
