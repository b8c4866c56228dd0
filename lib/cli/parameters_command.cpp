// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/problem_list.hpp"
#include "cli/scenario_argument.hpp"
#include "core/small_letters.hpp"
#include "core/whole_file.hpp"
#include "demarche/report/parameter_changes.hpp"
#include "demarche/scenario/parameter_sheet.hpp"
#include "demarche/scenario/save.hpp"

namespace demarche::cli {
namespace {

/// Spreadsheet programs take a CSV file without it for one of an older encoding.
constexpr auto kByteOrderMark = "\xEF\xBB\xBF";

struct Arguments {
  std::string action;
  std::string scenario;
  std::string sheet;
  std::string out;
  ParameterSheetSettings settings;
};

/// @throws InputError if the name is that of a spreadsheet program's own format.
void require_csv(const std::string& file) {
  const std::string ending = small_letters(std::filesystem::path(file).extension().string());
  if (ending == ".xlsx" || ending == ".xls" || ending == ".ods") {
    throw InputError(
        fmt::format("{}: a sheet is a .csv file here, which spreadsheet programs open and save; "
                    "the Python package reads and writes .xlsx",
                    file));
  }
}

int export_sheet(const Arguments& arguments) {
  if (!arguments.sheet.empty()) {
    throw InputError(
        fmt::format("export writes to the file of --out; did you mean --out {}?", arguments.sheet));
  }
  require_csv(arguments.out);
  const Model model = load_model(arguments.scenario);
  const std::string text = sheet_csv(parameter_sheet(model.scenario, arguments.settings));
  if (arguments.out.empty()) {
    fmt::print("{}", text);
  } else {
    write_whole_file(arguments.out, kByteOrderMark + text);
  }
  return kDone;
}

int import_sheet(const Arguments& arguments) {
  if (arguments.sheet.empty()) {
    throw InputError("import needs a sheet: demarche parameters import SCENARIO SHEET");
  }
  require_csv(arguments.sheet);
  if (!arguments.settings.experts.empty()) {
    throw InputError("--expert is for export; the column 'expert' of the sheet says who spoke");
  }
  const Model model = load_model(arguments.scenario);
  const CompiledScenario changed =
      read_parameter_csv(model.scenario, arguments.sheet == "-" ? kStandardInput : arguments.sheet);
  if (!changed.model) {
    throw InputError(problem_lines(changed.problems) +
                     count_text(count_problems(changed.problems)));
  }
  fmt::print(stderr, "{}", problem_lines(changed.problems));
  fmt::print("{}", parameter_changes(model.scenario, changed.model->scenario, output_width()));
  if (!arguments.out.empty()) {
    write_scenario(changed.model->scenario, arguments.out);
  }
  return kDone;
}

}  // namespace

Command add_parameters(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("parameters", "Write parameters to a spreadsheet, or read them from one");
  auto arguments = std::make_shared<Arguments>();
  command
      ->add_option("ACTION",
                   arguments->action,
                   "export: write the parameters as a table; import: apply a table, and tell what "
                   "it changes")
      ->required()
      ->check(CLI::IsMember({"export", "import"}));
  add_scenario(*command, "SCENARIO", arguments->scenario);
  command->add_option("SHEET", arguments->sheet, "import: a .csv file, or - for standard input");
  command->add_option(
      "--out",
      arguments->out,
      "export: a .csv file to write, instead of standard output; import: a scenario "
      "to write (.txtpb, .json, .pb), without which nothing is written");
  command
      ->add_option("--expert",
                   arguments->settings.experts,
                   "export: id of an expert to be asked, who gets a blank row for each parameter; "
                   "may be given again")
      ->allow_extra_args(false);
  command->footer(
      "Examples:\n"
      "  demarche parameters export chicken --out sheet.csv\n"
      "  demarche parameters export chicken --expert anna --out anna.csv\n"
      "  demarche parameters import chicken sheet.csv --out new.txtpb");
  return {command, [arguments] {
            return arguments->action == "export" ? export_sheet(*arguments)
                                                 : import_sheet(*arguments);
          }};
}

}  // namespace demarche::cli
