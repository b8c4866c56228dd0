// SPDX-License-Identifier: MIT
#include "demarche/analyze/robustness.hpp"

#include <fmt/format.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "../bindings.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {

void bind_robustness(py::module_& module) {
  module.def(
      "robustness",
      [](const DoubleArray& values,
         double threshold,
         bool accepts_threshold,
         double pessimism,
         double regret_percentile) {
        if (values.ndim() != 2) {
          throw InvalidArgument(
              fmt::format("values must have 2 dimensions, got {}", values.ndim()));
        }
        const auto length = static_cast<std::size_t>(values.shape(1));
        std::vector<std::span<const double>> rows;
        for (py::ssize_t row = 0; row < values.shape(0); ++row) {
          rows.emplace_back(values.data() + static_cast<std::size_t>(row) * length, length);
        }
        std::vector<std::vector<double>> found;
        std::vector<std::vector<double>> agreement;
        {
          const py::gil_scoped_release release;
          found = robustness(rows,
                             {.threshold = threshold,
                              .accepts_threshold = accepts_threshold,
                              .pessimism = pessimism,
                              .regret_percentile = regret_percentile});
          agreement = rank_agreement(found);
        }
        std::vector<std::string> names;
        for (const RobustnessRule& rule : robustness_rules()) {
          names.emplace_back(rule.name);
        }
        return std::tuple(names, found, agreement, preferred_options(found));
      },
      py::arg("values"),
      py::arg("threshold"),
      py::arg("accepts_threshold"),
      py::arg("pessimism"),
      py::arg("regret_percentile"),
      "Rules, the value of each option under each, their agreement, and what each prefers.");
}

}  // namespace demarche::python
