// SPDX-License-Identifier: MIT
#include "demarche/scenario/parameter_sheet.hpp"

#include <pybind11/stl/filesystem.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../messages.hpp"
#include "compiled.hpp"
#include "core/csv.hpp"
#include "core/whole_file.hpp"
#include "demarche/core/error.hpp"
#include "scenario/sheet/columns.hpp"

namespace demarche::python {
namespace {

/// The cells of a CSV file with a line of headings; as many in each row as there are headings.
/// @throws IoError if the file cannot be read, InvalidArgument with every fault of its form.
SheetCells read_cells(const std::filesystem::path& path) {
  const CsvFile sheet = read_csv(read_whole_file(path, kMaxSheetFile, "a table"));
  std::vector<CsvFault> faults = sheet.faults;
  SheetCells cells;
  for (const std::vector<CsvCell>& row : sheet.rows) {
    std::vector<std::string>& texts = cells.emplace_back();
    for (const CsvCell& cell : row) {
      texts.push_back(cell.text);
      // Spreadsheets may end rows with separators.
      if (texts.size() > cells.front().size() && !cell.text.empty()) {
        faults.push_back({cell.line, cell.column, "this cell has no heading above it"});
      }
    }
    texts.resize(cells.front().size());
  }
  std::string message;
  for (const CsvFault& fault : faults) {
    const Problem problem{path.string(), {fault.line, fault.column}, "", fault.message};
    message += (message.empty() ? "" : "\n") + problem.to_string();
  }
  if (!message.empty()) {
    throw InvalidArgument(message);
  }
  return cells;
}

}  // namespace

void bind_parameter_sheet(py::module_& module) {
  module.def(
      "parameter_sheet",
      [](const std::string& json, const std::vector<std::string>& experts) {
        return parameter_sheet(from_json<v1::Scenario>(json), {.experts = experts});
      },
      py::arg("json"),
      py::arg("experts"),
      "The cells of the parameters as a table, the headings first.");
  module.def("sheet_csv", &sheet_csv, py::arg("cells"), "Cells as comma-separated values.");
  module.def("read_cells",
             &read_cells,
             py::arg("path"),
             "The cells of a CSV file, the headings first, and as many in each row.");
  module.def(
      "usual_heading",
      [](const std::string& heading) {
        std::string usual = usual_heading(heading);
        const std::optional<double> probability = probability_of_heading(usual);
        return std::pair(std::move(usual), probability);
      },
      py::arg("heading"),
      "A heading of a sheet as this project writes it, and the probability of a percentile.");
  module.def(
      "apply_parameter_sheet",
      [](const std::string& json, const SheetCells& cells, const std::string& file) {
        return interruptible([&] {
          return checked(apply_parameter_sheet(from_json<v1::Scenario>(json), cells, file));
        });
      },
      py::arg("json"),
      py::arg("cells"),
      py::arg("file"),
      "The scenario with the cells applied, compiled, or None and every problem.");
  module.def(
      "read_parameter_csv",
      [](const std::string& json, const std::filesystem::path& path) {
        return interruptible(
            [&] { return checked(read_parameter_csv(from_json<v1::Scenario>(json), path)); });
      },
      py::arg("json"),
      py::arg("path"),
      "The same for a CSV file.");
}

}  // namespace demarche::python
