// SPDX-License-Identifier: MIT
#include "cli/result_argument.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/scenario_argument.hpp"
#include "core/whole_file.hpp"
#include "demarche/core/error.hpp"
#include "demarche/report/result_file.hpp"
#include "demarche/report/result_table.hpp"
#include "report/text.hpp"

namespace demarche::cli {
namespace {

constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 31U;

std::string path_of(const std::string& file) {
  return file == "-" ? kStandardInput : file;
}

/// Whether the file holds results, be they damaged: they have the digest of a scenario, which JSON
/// names and which binary files have as field 3 of 39 bytes. No scenario has either.
bool has_digest_of_scenario(const std::string& file) {
  const std::string contents = read_whole_file(path_of(file), kMostBytes, "a result file");
  return contents.find("\"scenario_digest\":") != std::string::npos ||
         contents.find("\x1a\x27xxh128:") != std::string::npos;
}

}  // namespace

std::string read_more_than_once(const std::string& file) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_type type = fs::status(path_of(file), error).type();
  if (type != fs::file_type::fifo && type != fs::file_type::socket &&
      type != fs::file_type::character) {
    return file;
  }
  const std::string contents = read_whole_file(path_of(file), kMostBytes, "a pipe");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> copy(std::tmpfile(), &std::fclose);
  if (copy == nullptr ||
      std::fwrite(contents.data(), 1, contents.size(), copy.get()) != contents.size() ||
      std::fflush(copy.get()) != 0 || dup2(fileno(copy.get()), STDIN_FILENO) < 0) {
    throw IoError(fmt::format("{}: there is no room to copy what the pipe holds", file));
  }
  return "-";
}

std::optional<v1::ConceptComparison> find_results(const std::string& file) {
  std::error_code error;
  if (!std::filesystem::exists(path_of(file), error) ||
      std::filesystem::is_directory(path_of(file), error)) {
    return std::nullopt;
  }
  try {
    return read_results(path_of(file));
  } catch (const InvalidArgument&) {
    return std::nullopt;  // The name ends neither in .json nor in .pb.
  } catch (const IoError&) {
    if (has_digest_of_scenario(file)) {
      throw;
    }
    return std::nullopt;
  }
}

void add_scenario_of_result(CLI::App& command, std::string& scenario) {
  command.add_option("--scenario",
                     scenario,
                     "the scenario of the result, for the names of its elements; default: the "
                     "bundled one if it is the same, else ids are printed");
}

v1::Scenario scenario_of_result(const v1::Result& result, const std::string& argument) {
  if (!argument.empty()) {
    const Model model =
        load_changed(argument, what_if_of(result), Warnings::hidden, result.variant_id());
    if (model.digest != result.scenario_digest()) {
      throw InputError(
          fmt::format("{} is not the scenario of the result: its digest is {}, the "
                      "result's {}",
                      argument,
                      model.digest,
                      result.scenario_digest()));
    }
    return model.scenario;
  }
  if (const auto path = find_bundled(result.scenario_id())) {
    try {
      const Model model =
          load_changed(path->string(), what_if_of(result), Warnings::hidden, result.variant_id());
      if (model.digest == result.scenario_digest()) {
        return model.scenario;
      }
    } catch (const std::exception&) {
      // The bundled scenario is another one, in which the changes have no place.
    }
  }
  return scenario_of(result);
}

}  // namespace demarche::cli
