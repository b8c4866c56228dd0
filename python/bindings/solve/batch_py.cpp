// SPDX-License-Identifier: MIT
#include "demarche/solve/batch.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {
namespace {

std::vector<int> checked_shape(const py::array& payoffs) {
  const py::ssize_t players = payoffs.ndim() - 2;
  if (players < 1 || payoffs.shape(1) != players) {
    throw InvalidArgument(
        fmt::format("payoffs must have the shape (games, players, s1, ..., sn) with as many s as "
                    "players, got ({})",
                    fmt::join(payoffs.shape(), payoffs.shape() + payoffs.ndim(), ", ")));
  }
  std::vector<int> num_strategies;
  for (py::ssize_t axis = 2; axis < payoffs.ndim(); ++axis) {
    const py::ssize_t size = payoffs.shape(axis);
    if (size < 1 || size > std::numeric_limits<int>::max()) {
      throw InvalidArgument(fmt::format(
          "payoffs have {} strategies of player {}; at least 1 is needed", size, axis - 2));
    }
    num_strategies.push_back(static_cast<int>(size));
  }
  return num_strategies;
}

/// Whether the array can be read where it lies.
template <class Real>
bool is_readable(const py::array& payoffs) {
  bool fits = py::isinstance<py::array_t<Real>>(payoffs) &&
              reinterpret_cast<std::uintptr_t>(payoffs.data()) % alignof(Real) == 0;
  for (py::ssize_t axis = 0; axis < payoffs.ndim(); ++axis) {
    fits = fits && payoffs.strides(axis) % static_cast<py::ssize_t>(sizeof(Real)) == 0;
  }
  return fits;
}

/// Calls `progress`; false if that says so or raises, and its exception is then set.
bool goes_on(const py::object& progress, const BatchProgress& now) {
  const py::gil_scoped_acquire acquire;
  try {
    return !progress(now).is(py::bool_(false));
  } catch (py::error_already_set& error) {
    error.restore();
    return false;
  }
}

template <class Real>
BatchSolution solve_as(const py::array& payoffs,
                       std::vector<int> num_strategies,
                       BatchSettings settings,
                       const py::object& progress) {
  GamesView<Real> games{.data = static_cast<const Real*>(payoffs.data()),
                        .num_games = static_cast<std::size_t>(payoffs.shape(0)),
                        .num_strategies = std::move(num_strategies)};
  const bool is_dense = (payoffs.flags() & py::array::c_style) != 0;
  for (py::ssize_t axis = 0; !is_dense && axis < payoffs.ndim(); ++axis) {
    games.strides.push_back(payoffs.strides(axis) / static_cast<py::ssize_t>(sizeof(Real)));
  }
  if (!progress.is_none()) {
    settings.progress = [&](const BatchProgress& now) { return goes_on(progress, now); };
  }
  return interruptible([&] { return solve_batch(games, settings); });
}

BatchSolution solve(const py::array& payoffs,
                    const std::string& concept_name,
                    const ConceptOptions& options,
                    int threads,
                    const py::object& progress) {
  const BatchSettings settings{
      .concept_name = concept_name, .concept_options = options, .threads = threads};
  std::vector<int> num_strategies = checked_shape(payoffs);
  if (is_readable<float>(payoffs)) {
    return solve_as<float>(payoffs, std::move(num_strategies), settings, progress);
  }
  if (is_readable<double>(payoffs)) {
    return solve_as<double>(payoffs, std::move(num_strategies), settings, progress);
  }
  const auto copy = DoubleArray::ensure(payoffs);
  if (!copy) {
    PyErr_Clear();
    throw InvalidArgument("payoffs cannot be read as an array of numbers");
  }
  return solve_as<double>(copy, std::move(num_strategies), settings, progress);
}

/// One field of all certificates.
template <class T, class Field>
auto certificate_field(Field Certificate::*field) {
  static_assert(sizeof(T) == sizeof(Field));
  return [field](const py::object& self) {
    const auto& certificates = self.cast<const BatchSolution&>().certificates;
    const auto size = static_cast<py::ssize_t>(certificates.size());
    const void* data = size == 0 ? nullptr : &(certificates.data()->*field);
    return view<T>(data, {size}, {static_cast<py::ssize_t>(sizeof(Certificate))}, self);
  };
}

void bind_certificates(py::class_<BatchSolution>& bound) {
  bound
      .def_property_readonly("status",
                             certificate_field<std::int32_t>(&Certificate::status),
                             "Values of `SolveStatus`.")
      .def_property_readonly("num_equilibria",
                             certificate_field<std::int32_t>(&Certificate::num_equilibria),
                             "How many were found.")
      .def_property_readonly("is_complete",
                             certificate_field<bool>(&Certificate::is_complete),
                             "They are known to be all there are.")
      .def_property_readonly(
          "is_degenerate", certificate_field<bool>(&Certificate::is_degenerate), "A tie was met.")
      .def_property_readonly("max_regret",
                             certificate_field<double>(&Certificate::max_regret),
                             "Largest gain of one player by deviating.")
      .def_property_readonly(
          "residual", certificate_field<double>(&Certificate::residual), "The concept's own error.")
      .def_property_readonly("iterations",
                             certificate_field<std::int32_t>(&Certificate::iterations),
                             "The concept's unit of work.");
}

}  // namespace

// demarche.BatchSolution holds this class's arrays and knows the shape of the games.
void bind_batch(py::module_& module) {
  const BatchSettings defaults;
  py::class_<BatchProgress>(module, "BatchProgress", "How far a batch of games is.")
      .def_readonly("games_done", &BatchProgress::games_done, "Games solved.")
      .def_readonly("games_total", &BatchProgress::games_total, "Games of the batch.")
      .def_readonly("seconds", &BatchProgress::seconds, "Since the batch began.")
      .def(pickled(
          &BatchProgress::games_done, &BatchProgress::games_total, &BatchProgress::seconds));
  py::class_<BatchSolution> bound(module, "BatchSolution", "The answers for many games.");
  bind_certificates(bound);
  bound
      .def_property_readonly(
          "first_profile",
          [](const py::object& self) {
            const auto& first = self.cast<const BatchSolution&>().first_profile;
            return view<std::uint64_t>(first.data(),
                                       {static_cast<py::ssize_t>(first.size())},
                                       {static_cast<py::ssize_t>(sizeof(std::uint64_t))},
                                       self);
          },
          "Per game, its first row among the profiles; and the number of profiles.")
      .def_property_readonly(
          "weights",
          [](const py::object& self) {
            const auto& weights = self.cast<const BatchSolution&>().weights;
            return view<double>(weights.data(),
                                {static_cast<py::ssize_t>(weights.size())},
                                {static_cast<py::ssize_t>(sizeof(double))},
                                self);
          },
          "Per profile.")
      .def_property_readonly(
          "probabilities",
          [](const py::object& self) {
            const auto& solution = self.cast<const BatchSolution&>();
            const auto columns = static_cast<py::ssize_t>(solution.num_strategies);
            const auto width = static_cast<py::ssize_t>(sizeof(double));
            return view<double>(solution.probabilities.data(),
                                {static_cast<py::ssize_t>(solution.weights.size()), columns},
                                {columns * width, width},
                                self);
          },
          "Per profile, strategy probabilities player by player.");
  module.def("solve_batch",
             &solve,
             py::arg("payoffs"),
             py::kw_only(),
             py::arg("concept_name") = defaults.concept_name,
             py::arg("concept_options") = defaults.concept_options,
             py::arg("threads") = defaults.threads,
             py::arg("progress") = py::none(),
             "Solves all games of an array, reading float32 and float64 where they lie.");
}

}  // namespace demarche::python
