// SPDX-License-Identifier: MIT
#include "demarche/analyze/robustness.hpp"

#include <string>
#include <utility>
#include <vector>

#include "../bindings.hpp"
#include "../rows.hpp"

namespace demarche::python {

void bind_robustness(py::module_& module) {
  module.def(
      "robustness",
      [](const DoubleArray& values,
         double threshold,
         bool accepts_threshold,
         double pessimism,
         double regret_percentile) {
        const auto rows = rows_of("values", values);
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
