// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "demarche/v1/result.pb.h"

namespace demarche {

/// How a result is written.
enum class ResultFormat {
  json,    ///< Text (UTF-8) with the names of the fields; null stands for NaN.
  binary,  ///< Protocol Buffers.
};

/// The format that a file's name asks for: .json or .pb.
/// @throws InvalidArgument for another ending.
[[nodiscard]] ResultFormat result_format(const std::filesystem::path& path);

/// A result as the bytes of a file. Equal results give equal bytes.
[[nodiscard]] std::string format_result(const v1::Result& result, ResultFormat format);
/// The results of several concepts in the same way.
[[nodiscard]] std::string format_result(const v1::ConceptComparison& comparison,
                                        ResultFormat format);
/// The comparison of two scenarios in the same way.
[[nodiscard]] std::string format_result(const v1::ScenarioComparison& comparison,
                                        ResultFormat format);

/// Writes what format_result() gives, in the format that the name's ending asks for; the file
/// appears whole or not at all.
/// @throws InvalidArgument for another ending, IoError if the file cannot be written.
void write_result(const v1::Result& result, const std::filesystem::path& path);
/// Writes the results of several concepts in the same way.
void write_result(const v1::ConceptComparison& comparison, const std::filesystem::path& path);
/// Writes the comparison of two scenarios in the same way.
void write_result(const v1::ScenarioComparison& comparison, const std::filesystem::path& path);

/// Reads what write_result() wrote; without an ending, as from a pipe, text that begins with a
/// brace is JSON.
/// @throws InvalidArgument for another ending, IoError if the file cannot be read or is no result.
[[nodiscard]] v1::Result read_result(const std::filesystem::path& path);

/// Reads the results of several concepts, or one result as a comparison of one.
/// @throws InvalidArgument for another ending, IoError if the file cannot be read or holds neither.
[[nodiscard]] v1::ConceptComparison read_results(const std::filesystem::path& path);

}  // namespace demarche
