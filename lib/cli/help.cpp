// SPDX-License-Identifier: MIT
#include "cli/help.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "core/byte_count.hpp"
#include "core/grouped.hpp"
#include "demarche/core/closest_name.hpp"
#include "report/text.hpp"

namespace demarche::cli {
namespace {

constexpr std::size_t kOptionColumn = 28;

/// Options in two columns, the right one wrapped.
class WrappedFormatter : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    return two_columns(make_option_name(option, is_positional) + make_option_opts(option),
                       make_option_desc(option));
  }

  std::string make_subcommand(const CLI::App* command) const override {
    return two_columns(command->get_name(), command->get_description());
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    // A list of names to choose from is in the help text, where it can be wrapped.
    std::string type = option->get_type_name();
    type = type.substr(0, type.find_first_of(":{"));
    std::string text = option->get_type_size() != 0 && !type.empty() ? " " + type : "";
    if (!option->get_default_str().empty()) {
      text += " =" + option->get_default_str();
    }
    return text + (option->get_required() ? " (required)" : "");
  }

 private:
  static std::string two_columns(const std::string& name, const std::string& text) {
    const std::size_t width = output_width();
    std::string lines = "  " + name;
    std::string right = wrapped(text, kOptionColumn, width);
    if (text_width(lines) + 2 <= kOptionColumn && right.size() > kOptionColumn) {
      return fitted(lines, kOptionColumn) + right.substr(kOptionColumn);
    }
    return lines + "\n" + (text.empty() ? "" : right);
  }
};

/// What was typed and not understood, in the order typed.
std::string unknown_arguments(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  const std::vector<std::string> rest = app.remaining(true);
  std::string text;
  if (chosen.empty()) {
    for (const std::string& word : rest) {
      if (word.empty() || word.front() == '-') {
        continue;
      }
      return fmt::format(
          "there is no subcommand '{}'; {}\n", word, name_hint(word, subcommand_names(app)));
    }
    return "";
  }
  const std::vector<std::string> known = option_names(*chosen.front());
  for (const std::string& word : rest) {
    if (word.starts_with("-") && word.size() > 1) {
      const std::string name = word.substr(0, word.find('='));
      text += fmt::format(
          "{} has no option {}{}\n", chosen.front()->get_name(), name, close_hint(name, known));
    } else if (text.empty()) {
      text += fmt::format("{} does not take '{}'\n", chosen.front()->get_name(), word);
    }
  }
  return text;
}

std::string failure(const CLI::App* app, const CLI::Error& error) {
  std::string text = unknown_arguments(*app);
  if (text.empty()) {
    text = std::string(error.what()) + "\n";
  }
  const auto chosen = app->get_subcommands();
  const std::string command = chosen.empty() ? "" : chosen.front()->get_name() + " ";
  return text + fmt::format("demarche {}--help says what fits\n", command);
}

/// Digits without grouping, if the text is a whole number that may be grouped in threes.
std::optional<std::string> ungrouped(const std::string& text) {
  std::string digits;
  std::size_t in_group = 0;
  bool is_grouped = false;
  for (const char c : text) {
    if (c == '_' || c == ',') {
      if (in_group == 0 || in_group > 3 || (is_grouped && in_group != 3)) {
        return std::nullopt;
      }
      is_grouped = true;
      in_group = 0;
    } else if (c >= '0' && c <= '9') {
      digits += c;
      ++in_group;
    } else {
      return std::nullopt;
    }
  }
  return digits.empty() || (is_grouped && in_group != 3) ? std::nullopt : std::optional(digits);
}

/// The number, if the text is one and a 64-bit number holds it.
std::optional<std::uint64_t> parsed(const std::string& text) {
  if (const auto digits = ungrouped(text)) {
    std::uint64_t value = 0;
    const auto [end, problem] =
        std::from_chars(digits->data(), digits->data() + digits->size(), value);
    return problem == std::errc() ? std::optional(value) : std::nullopt;
  }
  double value = 0.0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr double kEnd = 18446744073709551616.0;  // 2^64
  const bool is_whole = problem == std::errc() && end == text.data() + text.size() &&
                        value >= 0.0 && value < kEnd && value == std::floor(value);
  return is_whole ? std::optional(static_cast<std::uint64_t>(value)) : std::nullopt;
}

}  // namespace

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  return names;
}

std::vector<std::string> subcommand_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::size_t output_width(std::FILE* stream) {
  constexpr std::size_t kMost = 120;
  constexpr std::size_t kOfFiles = 100;
  if (const char* columns = std::getenv("COLUMNS"); columns != nullptr) {
    const long given = std::strtol(columns, nullptr, 10);
    if (given > 0) {
      return std::clamp(static_cast<std::size_t>(given), kLeastWidth, kMost);
    }
  }
  winsize size{};
  const int file = fileno(stream);
  if (isatty(file) == 1 && ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return std::clamp(static_cast<std::size_t>(size.ws_col), kLeastWidth, kMost);
  }
  return kOfFiles;
}

void add_words(CLI::App& command, WordScale& words) {
  command
      .add_option_function<std::string>(
          "--words",
          [&words](const std::string& name) { words = word_scale(name); },
          "scale of the phrases for probabilities: icd203 (the default), phia or ipcc")
      ->check(CLI::IsMember({"icd203", "phia", "ipcc"}));
}

void set_help(CLI::App& app) {
  app.formatter(std::make_shared<WrappedFormatter>());
  app.failure_message(failure);
}

CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
  return CLI::Validator(
      [least, most](std::string& text) -> std::string {
        const auto value = parsed(text);
        if (!value || *value < least || *value > most) {
          return fmt::format("must be a whole number from {} to {}, got {}",
                             grouped(least),
                             most == ~std::uint64_t{0} ? "2^64 - 1" : grouped(most),
                             text);
        }
        text = std::to_string(*value);
        return "";
      },
      "");
}

CLI::Validator byte_count() {
  return CLI::Validator(
      [](std::string& text) -> std::string {
        const std::optional<std::uint64_t> bytes = parse_byte_count(text);
        if (!bytes) {
          return fmt::format("must be a number of bytes such as 512M or 4G, got {}", text);
        }
        text = std::to_string(*bytes);
        return "";
      },
      "");
}

std::vector<std::string> trimmed(std::vector<std::string> names) {
  for (std::string& name : names) {
    name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
    name.erase(name.find_last_not_of(' ') + 1);
  }
  return names;
}

}  // namespace demarche::cli
