// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

#include "demarche/v1/result.pb.h"

namespace demarche {

/// Writes a result as binary (.pb) or JSON (.json), by the name's ending; the file appears whole or
/// not at all.
/// @throws InvalidArgument for another ending, IoError if the file cannot be written.
void write_result(const v1::Result& result, const std::filesystem::path& path);
/// Writes the results of several concepts in the same ways.
void write_result(const v1::ConceptComparison& comparison, const std::filesystem::path& path);

/// Reads what write_result() wrote. @throws InvalidArgument for another ending, IoError if the file
/// cannot be read or is no result.
[[nodiscard]] v1::Result read_result(const std::filesystem::path& path);

}  // namespace demarche
