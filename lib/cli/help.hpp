// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#include "demarche/report/probability_words.hpp"

namespace demarche::cli {

/// The columns of the terminal that a stream goes to, between 60 and 120. $COLUMNS counts where it
/// is set; what goes to a file or a pipe has 100.
[[nodiscard]] std::size_t output_width(std::FILE* stream = stdout);

/// Adds --words, the scale of the phrases for probabilities.
void add_words(CLI::App& command, WordScale& words);

/// Gives the program's help wrapped lines, and errors on the command line the closest known name.
void set_help(CLI::App& app);

/// A whole number as people type it: digits, which "_" or "," may group in threes, or 1e6. The
/// option's argument becomes digits, which CLI11 reads; what is no number from `least` to `most` is
/// refused as it was typed.
[[nodiscard]] CLI::Validator whole_number(std::uint64_t least, std::uint64_t most);

/// A number of bytes, as parse_byte_count() reads it. The option's argument becomes digits.
[[nodiscard]] CLI::Validator byte_count();

/// The long names of a subcommand's options: "--draws", ...
[[nodiscard]] std::vector<std::string> option_names(const CLI::App& command);

/// The names of all subcommands.
[[nodiscard]] std::vector<std::string> subcommand_names(const CLI::App& app);

/// The names in a list with commas, without blanks around them.
[[nodiscard]] std::vector<std::string> trimmed(std::vector<std::string> names);

}  // namespace demarche::cli
