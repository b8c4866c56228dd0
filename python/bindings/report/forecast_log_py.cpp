// SPDX-License-Identifier: MIT
#include "demarche/report/forecast_log.hpp"

#include <optional>
#include <string>

#include "../bindings.hpp"
#include "../messages.hpp"
#include "core/calendar_date.hpp"

namespace demarche::python {

void bind_forecast_log(py::module_& module) {
  module.def(
      "append_forecasts",
      [](const std::string& path,
         const std::string& result,
         const std::string& scenario,
         const std::string& resolves,
         const std::optional<std::string>& stated) {
        v1::ConceptComparison results;
        *results.add_results() = from_json<v1::Result>(result);
        return append_forecasts(path,
                                results,
                                from_json<v1::Scenario>(scenario),
                                {.stated = stated.value_or(date_of_today()), .resolves = resolves})
            .added;
      },
      py::arg("path"),
      py::arg("result"),
      py::arg("scenario"),
      py::arg("resolves"),
      py::arg("stated"),
      "Appends the forecasts of a result to a log; returns how many lines were added.");
}

}  // namespace demarche::python
