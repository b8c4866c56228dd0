// SPDX-License-Identifier: MIT
#include "demarche/sample/distribution.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "../bindings.hpp"
#include "../messages.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/parameters.hpp"

namespace demarche::python {
namespace {

Distribution checked(const std::string& json) {
  UnderstoodDistribution read = understood(from_json<v1::Distribution>(json));
  if (!read.problems.empty()) {
    throw InvalidArgument(fmt::format("{}", fmt::join(read.problems, "; ")));
  }
  return std::move(read.distribution);
}

}  // namespace

// Python's Distribution is the scenario's message; these serve its methods.
void bind_distribution(py::module_& module) {
  module.def(
      "distribution_problems",
      [](const std::string& json) {
        return understood(from_json<v1::Distribution>(json)).problems;
      },
      py::arg("json"),
      "What is wrong with a distribution, one sentence each.");
  module.def(
      "distribution_quantile",
      [](const std::string& json, const DoubleArray& u) {
        const Distribution distribution = checked(json);
        py::array_t<double> result(std::vector<py::ssize_t>(u.shape(), u.shape() + u.ndim()));
        for (py::ssize_t i = 0; i < u.size(); ++i) {
          const double probability = u.data()[i];
          if (!(probability > 0.0 && probability < 1.0)) {
            throw InvalidArgument(fmt::format("u must be in (0, 1), got {}", probability));
          }
          result.mutable_data()[i] = distribution.quantile(probability);
        }
        return result;
      },
      py::arg("json"),
      py::arg("u"),
      "The exact quantile function of a valid distribution, elementwise.");
  module.def(
      "distribution_bounds",
      [](const std::string& json) {
        const Distribution distribution = checked(json);
        return std::pair(distribution.lower_bound(), distribution.upper_bound());
      },
      py::arg("json"),
      "Smallest and largest possible values of a valid distribution.");
  module.def(
      "distribution_mean",
      [](const std::string& json) { return checked(json).mean(); },
      py::arg("json"),
      "The mean of a valid distribution, NaN if there is none.");
}

}  // namespace demarche::python
