// SPDX-License-Identifier: MIT
#include "demarche/sample/parameter_sampler.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../bindings.hpp"
#include "../messages.hpp"
#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "demarche/scenario/parameters.hpp"

namespace demarche::python {
namespace {

/// Points of the unit cube in rows, each mapped to parameters (or, without marginals, percentiles).
std::vector<double> transform(const ParameterSampler& sampler,
                              const DoubleArray& points,
                              bool by_copula_alone) {
  const auto num_parameters = static_cast<py::ssize_t>(sampler.num_parameters());
  if (points.ndim() != 2 || points.shape(1) != num_parameters) {
    throw InvalidArgument(
        fmt::format("points must have the shape (draws, {}), got ({})",
                    num_parameters,
                    fmt::join(points.shape(), points.shape() + points.ndim(), ", ")));
  }
  const double* given = points.data();
  const py::ssize_t num_draws = points.shape(0);
  const auto lanes = static_cast<py::ssize_t>(kBlockLanes);
  const py::gil_scoped_release release;
  if (!std::all_of(given, given + points.size(), [](double u) { return u > 0.0 && u < 1.0; })) {
    throw InvalidArgument("points must lie in the open interval (0, 1)");
  }
  std::vector<double> result(static_cast<std::size_t>(num_draws * num_parameters));
  AlignedArray block(static_cast<std::size_t>(num_parameters * lanes));
  for (py::ssize_t first = 0; first < num_draws; first += lanes) {
    std::fill_n(block.data(), block.size(), 0.5);
    const py::ssize_t count = std::min(lanes, num_draws - first);
    for (py::ssize_t i = 0; i < count * num_parameters; ++i) {
      block.data()[i % num_parameters * lanes + i / num_parameters] =
          given[first * num_parameters + i];
    }
    by_copula_alone ? sampler.correlate(block.data()) : sampler.transform(block.data());
    for (py::ssize_t i = 0; i < count * num_parameters; ++i) {
      result[static_cast<std::size_t>(first * num_parameters + i)] =
          block.data()[i % num_parameters * lanes + i / num_parameters];
    }
  }
  return result;
}

}  // namespace

// Python's ParameterSampler takes a Scenario; this is what it holds.
void bind_parameter_sampler(py::module_& module) {
  py::class_<ParameterSampler>(
      module, "ScenarioSampler", "Turns points of the unit cube into a scenario's parameters.")
      .def(py::init([](const std::string& json) {
             auto scenario = from_json<v1::Scenario>(json);
             add_expert_parameter(scenario);
             return make_sampler(scenario);
           }),
           py::arg("json"))
      .def_property_readonly(
          "num_parameters", &ParameterSampler::num_parameters, "Number of parameters.")
      .def_property_readonly("was_repaired",
                             &ParameterSampler::was_repaired,
                             "Whether the correlation matrix had to be repaired.")
      .def_property_readonly("max_table_error",
                             &ParameterSampler::max_table_error,
                             "Largest error of the tabulated quantile functions in use.")
      .def(
          "transform",
          [](const ParameterSampler& self, const DoubleArray& points) {
            return take_array(transform(self, points, false), {points.shape(0), points.shape(1)});
          },
          py::arg("points"),
          "Parameters of points of shape ``(draws, parameters)``, each in (0, 1).")
      .def(
          "correlate",
          [](const ParameterSampler& self, const DoubleArray& points) {
            return take_array(transform(self, points, true), {points.shape(0), points.shape(1)});
          },
          py::arg("points"),
          "Percentiles behind the parameters: the copula alone.");
}

}  // namespace demarche::python
