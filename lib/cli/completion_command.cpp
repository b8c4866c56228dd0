// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/scenario_argument.hpp"
#include "demarche/core/version.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche::cli {
namespace {

std::vector<const CLI::App*> subcommands(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

/// Whether a value follows the option.
bool takes_value(const CLI::Option& option) {
  return option.get_items_expected_max() > 0;
}

/// The values that an option can have, if there are few: those that it checks, or the concepts.
std::vector<std::string> choices(const CLI::Option& option) {
  if (option.check_lname("concept")) {
    std::vector<std::string> names;
    for (const Concept& known : concepts()) {
      names.emplace_back(known.name);
    }
    return names;
  }
  // CLI11 keeps what an option checks in the name of its type alone: "TEXT:{text,json}".
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', std::min(open, type.size()));
  std::vector<std::string> names;
  if (close != std::string::npos) {
    names = CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
  }
  return names;
}

/// Whether the subcommand takes scenarios, which bundled names stand for, too.
bool takes_scenarios(const CLI::App& command) {
  const std::vector<const CLI::Option*> options = command.get_options();
  return std::any_of(options.begin(), options.end(), [](const CLI::Option* option) {
    return is_scenario(*option);
  });
}

/// What an argument can be besides a file: bundled scenarios, or the choices of the argument.
std::vector<std::string> argument_names(const CLI::App& command) {
  std::vector<std::string> names;
  if (takes_scenarios(command)) {
    names = bundled_names();
  }
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_lnames().empty() && option->get_snames().empty()) {
      const std::vector<std::string> own = choices(*option);
      names.insert(names.end(), own.begin(), own.end());
    }
  }
  return names;
}

/// Completes subcommands, then options and their values, and scenarios and file names elsewhere.
std::string bash(const CLI::App& app) {
  std::string cases;
  std::string values;
  for (const CLI::App* command : subcommands(app)) {
    cases += fmt::format("    {}) options='{}' names='{}' ;;\n",
                         command->get_name(),
                         fmt::join(option_names(*command), " "),
                         fmt::join(argument_names(*command), " "));
    for (const CLI::Option* option : command->get_options()) {
      const std::vector<std::string> own = choices(*option);
      for (const std::string& name : option->get_lnames()) {
        values += own.empty() ? ""
                              : fmt::format("    '{} --{}') choices='{}' ;;\n",
                                            command->get_name(),
                                            name,
                                            fmt::join(own, " "));
      }
    }
  }
  return fmt::format(R"(# Completion of demarche for bash; source it, or put it into
# ~/.local/share/bash-completion/completions/demarche
_demarche() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} options='' names='' choices=''
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W '{}' -- "$word")
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  case "${{COMP_WORDS[1]}} ${{COMP_WORDS[COMP_CWORD - 1]}}" in
{}  esac
  if [[ -n $choices ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
  elif [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -W "$names" -- "$word"; compgen -f -- "$word")
  fi
}}
complete -o filenames -F _demarche demarche
)",
                     fmt::join(subcommand_names(app), " "),
                     cases,
                     values);
}

/// The first part of a help text without characters that shells read.
std::string short_help(const std::string& text) {
  std::string result;
  for (const char c : text.substr(0, text.find_first_of(";\n"))) {
    result += c == ':' || c == '\'' || c == '[' || c == ']' || c == '"' || c == '`' || c == '\\'
                  ? ' '
                  : c;
  }
  return result;
}

/// How zsh completes the value of an option or an argument: names, files, or both.
std::string zsh_action(const std::vector<std::string>& names, bool has_files) {
  if (names.empty()) {
    return "_files";
  }
  return has_files ? fmt::format("{{_alternative \"names:name:({0})\" \"files:file:_files\"}}",
                                 fmt::join(names, " "))
                   : fmt::format("({})", fmt::join(names, " "));
}

std::string zsh(const CLI::App& app) {
  std::string commands;
  std::string cases;
  for (const CLI::App* command : subcommands(app)) {
    commands +=
        fmt::format("    '{}:{}'\n", command->get_name(), short_help(command->get_description()));
    cases += fmt::format("    {}) _arguments", command->get_name());
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        cases += fmt::format(
            " '--{}[{}]{}'",
            name,
            short_help(option->get_description()),
            takes_value(*option) ? ":value:" + zsh_action(choices(*option), false) : "");
      }
    }
    cases += fmt::format(" '*:argument:{}' ;;\n", zsh_action(argument_names(*command), true));
  }
  return fmt::format(R"(#compdef demarche
# Completion of demarche for zsh; put it into a folder of $fpath as _demarche
_demarche() {{
  local -a commands=(
{}  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
{}  esac
}}
_demarche "$@"
)",
                     commands,
                     cases);
}

std::string fish(const CLI::App& app) {
  std::string text =
      "# Completion of demarche for fish; put it into ~/.config/fish/completions/demarche.fish\n";
  for (const CLI::App* command : subcommands(app)) {
    const std::string of_command = fmt::format(
        "complete -c demarche -n '__fish_seen_subcommand_from {}'", command->get_name());
    text += fmt::format("complete -c demarche -n __fish_use_subcommand -f -a {} -d '{}'\n",
                        command->get_name(),
                        short_help(command->get_description()));
    if (const std::vector<std::string> names = argument_names(*command); !names.empty()) {
      text += fmt::format("{} -a '{}'\n", of_command, fmt::join(names, " "));
    }
    for (const CLI::Option* option : command->get_options()) {
      const std::vector<std::string> own = choices(*option);
      for (const std::string& name : option->get_lnames()) {
        text += fmt::format("{} -l {}{} -d '{}'\n",
                            of_command,
                            name,
                            !own.empty()           ? fmt::format(" -x -a '{}'", fmt::join(own, " "))
                            : takes_value(*option) ? " -r"
                                                   : "",
                            short_help(option->get_description()));
      }
    }
  }
  return text;
}

/// Text for roff, in which a line must not begin with a dot and a backslash escapes.
std::string roff(const std::string& text) {
  std::string result;
  bool is_at_start = true;
  for (const char c : text) {
    if (is_at_start && (c == '.' || c == '\'')) {
      result += "\\&";
    }
    result += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
    is_at_start = c == '\n';
  }
  return result;
}

std::string manual_of_option(const CLI::Option& option) {
  const std::string type = takes_value(option) ? " VALUE" : "";
  const std::string name =
      option.get_lnames().empty() ? option.get_name() : option.get_name(false, true);
  return fmt::format(".TP\n.B {}{}\n{}\n",
                     roff(name),
                     option.get_lnames().empty() ? "" : type,
                     roff(option.get_description()));
}

std::string manual(const CLI::App& app) {
  std::string text = fmt::format(
      ".TH DEMARCHE 1 \"\" \"demarche {}\" \"User commands\"\n"
      ".SH NAME\ndemarche \\- simulate strategic options under uncertainty\n"
      ".SH SYNOPSIS\n.B demarche\nSUBCOMMAND [OPTIONS] [ARGUMENTS]\n.SH DESCRIPTION\n{}\n",
      version(),
      roff(app.get_description()));
  for (const CLI::App* command : subcommands(app)) {
    text +=
        fmt::format(".SH {}\n{}\n", roff(command->get_name()), roff(command->get_description()));
    for (const CLI::Option* option : command->get_options()) {
      text += manual_of_option(*option);
    }
    if (!command->get_footer().empty()) {
      text += fmt::format(".PP\n.nf\n{}\n.fi\n", roff(command->get_footer()));
    }
  }
  text += ".SH EXIT STATUS\n";
  for (const ExitCode& exit : exit_codes()) {
    text += fmt::format(".TP\n{}\n{}\n", exit.code, roff(std::string(exit.meaning)));
  }
  return text;
}

}  // namespace

Command add_completion(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("completion", "Print completion for a shell, or the manual page");
  auto form = std::make_shared<std::string>();
  command->add_option("FORM", *form, "bash, zsh or fish; man: the manual page for man(1)")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish", "man"}));
  command->footer(
      "Examples:\n"
      "  source <(demarche completion bash)\n"
      "  demarche completion man | man -l -");
  return {command, [form, &app] {
            const auto text = *form == "bash"   ? bash(app)
                              : *form == "zsh"  ? zsh(app)
                              : *form == "fish" ? fish(app)
                                                : manual(app);
            fmt::print("{}", text);
            return kDone;
          }};
}

}  // namespace demarche::cli
