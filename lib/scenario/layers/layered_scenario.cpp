// SPDX-License-Identifier: MIT
#include "scenario/layers/layered_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "core/paths.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/load.hpp"
#include "scenario/check/encoding.hpp"
#include "scenario/check/expansion.hpp"
#include "scenario/compile/digest.hpp"
#include "scenario/layers/variant_steps.hpp"

namespace demarche {
namespace {

namespace fs = std::filesystem;

/// How the remark begins that a problem is not of the file in which it has its place.
constexpr std::string_view kInAnother = " (in ";

/// The file of a base, or a message that says why there is none. Bundled scenarios are looked for
/// last, so that what lies beside a scenario means the same on every machine.
std::pair<fs::path, std::string> find_base(const std::string& base,
                                           const fs::path& folder,
                                           const std::vector<fs::path>& bundled_folders) {
  const fs::path path = base;
  if (!lies_below(path)) {
    return {{}, fmt::format("the base '{}' must lie in the scenario's folder or below", base)};
  }
  if (is_scenario_folder(folder / path)) {
    return {folder / path / kFileOfFolder, ""};
  }
  std::error_code error;
  if (fs::is_regular_file(folder / path, error)) {
    return {folder / path, ""};
  }
  if (const auto bundled = find_bundled(base, bundled_folders)) {
    return {*bundled / kFileOfFolder, ""};
  }
  return {{},
          fmt::format("there is no file or folder '{}' beside this scenario, and no bundled "
                      "scenario of this name{}",
                      base,
                      close_hint(base, bundled_names(bundled_folders)))};
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) ||
         fs::path(a).lexically_normal() == fs::path(b).lexically_normal();
}

/// The digest that results of the scenario have; empty if it has texts that nothing can be done
/// with.
std::string digest_of(v1::Scenario scenario) {
  if (!check_encoding(scenario).empty()) {
    return "";
  }
  (void)expand(scenario);
  return scenario_digest(scenario);
}

/// What the base's own message says behind that of the problem; nothing if the base does not have
/// the problem.
std::optional<std::string> remark_of_base(const Problem& problem,
                                          const std::vector<Problem>& problems_of_base) {
  for (const Problem& known : problems_of_base) {
    if (is_same_place(known, problem) && known.message.starts_with(problem.message)) {
      std::string rest = known.message.substr(problem.message.size());
      if (rest.empty() || rest.starts_with(kInAnother)) {
        return rest;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

LayeredScenario::LayeredScenario(ScenarioFile file, const std::vector<fs::path>& bundled_folders) {
  files_.push_back(std::make_shared<const ScenarioFile>(std::move(file)));
  read_bases(bundled_folders);
  put_together();
}

LayeredScenario::LayeredScenario(Files files) : files_(std::move(files)) {
  put_together();
}

void LayeredScenario::put_together() {
  for (const auto& read : files_) {
    is_understood_ = is_understood_ && read->is_understood();
    problems_.insert(problems_.end(), read->problems().begin(), read->problems().end());
  }
  if (is_understood_) {
    for (auto read = files_.rbegin(); read != files_.rend(); ++read) {
      add(*read);
    }
  }
}

void LayeredScenario::read_bases(const std::vector<fs::path>& bundled_folders) {
  while (files_.back()->is_understood() && !files_.back()->scenario().base().empty()) {
    const ScenarioFile& last = *files_.back();
    auto [path, message] = find_base(last.scenario().base(), last.folder(), bundled_folders);
    const std::string name = path.string();  // Clang 14 captures no structured binding.
    const bool is_circle =
        message.empty() && std::any_of(files_.begin(), files_.end(), [&](const auto& read) {
          return is_same_file(read->name(), name);
        });
    if (is_circle) {
      message = fmt::format(
          "a scenario cannot start from itself: {} is among those that start "
          "from this one",
          path.string());
    }
    if (message.empty()) {
      try {
        files_.push_back(std::make_shared<const ScenarioFile>(ScenarioFile::read(path)));
        continue;
      } catch (const IoError& error) {
        message = error.what();
      }
    }
    problems_.push_back({last.name(), last.position({{"base"}}, 0), "base", std::move(message)});
    is_understood_ = false;
    return;
  }
}

void LayeredScenario::add(std::shared_ptr<const ScenarioFile> file) {
  Layer layer{.file = file, .root = {}, .given = file->scenario(), .whole = {}, .payoffs = {}};
  const auto fail = [&](const FieldPath& field, std::size_t offset, std::string message) {
    problems_.push_back({file->name(),
                         file->position(field, offset),
                         describe(field, layer.given),
                         std::move(message)});
  };
  if (layers_.empty()) {
    layer.whole = layer.given;
    layer.whole.clear_remove();
    if (!layer.given.remove().empty()) {
      fail({{"remove", 0}}, 0, "this scenario has no base that anything could be removed from");
    }
  } else {
    const v1::Scenario& below = layers_.back()->whole;
    layer.whole = below;
    for (FieldProblem& problem : apply_changes(layer.given, layer.whole)) {
      fail(problem.field, problem.offset, std::move(problem.message));
    }
    for (FieldProblem& problem : file->empty_values({})) {
      if (counterpart(problem.field, layer.given, below).matched == problem.field.size()) {
        fail(problem.field, 0, std::move(problem.message));
      }
    }
    const std::string digest = digest_of(below);
    if (!layer.given.base_digest().empty() && layer.given.base_digest() != digest) {
      fail({{"base_digest"}},
           0,
           fmt::format("the base is another one than this was written for: its digest is {}",
                       digest));
    }
    layer.whole.set_base_digest(digest);
    layer.whole.clear_variant_id();
  }
  add_payoffs(layer, problems_);
  layers_.push_back(std::make_shared<const Layer>(std::move(layer)));
}

void LayeredScenario::add_payoffs(Layer& layer, std::vector<Problem>& problems) const {
  layer.payoffs = read_payoff_files(layer.whole, layer.file->folder());
  problems.insert(problems.end(), layer.payoffs.problems.begin(), layer.payoffs.problems.end());
  for (const FieldProblem& problem : layer.payoffs.unreadable) {
    const FieldPath field = counterpart(problem.field, layer.whole, layer.given).path;
    problems.push_back({layer.file->name(),
                        layer.file->position(extended(layer.root, field), 0),
                        describe(problem.field, layer.whole),
                        problem.message});
  }
}

PlaceInFile LayeredScenario::place(const FieldPath& field,
                                   std::size_t offset,
                                   const Layers& layers) {
  const v1::Scenario& whole = layers.back()->whole;
  if (layers.size() == 1) {
    const auto row = layers.back()->payoffs.place(field);
    const ScenarioFile& file = *layers.back()->file;
    return row ? *row : PlaceInFile{file.name(), file.position(field, offset)};
  }
  const Layer* best = nullptr;
  Counterpart own;
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
    Counterpart found = counterpart(field, whole, (*layer)->given);
    if (best == nullptr || found.matched > own.matched) {
      best = layer->get();
      own = std::move(found);
    }
    if (own.matched == field.size()) {
      break;
    }
    if (const auto row = (*layer)->payoffs.place(counterpart(field, whole, (*layer)->whole).path)) {
      return *row;
    }
  }
  return {best->file->name(), best->file->position(extended(best->root, own.path), offset)};
}

std::vector<Problem> LayeredScenario::problems_of_base(const std::string& variant) const {
  const LayeredScenario base(Files(files_.begin() + 1, files_.end()));
  for (int v = 0; v < base.whole().variants_size(); ++v) {
    if (base.whole().variants(v).id() == variant) {
      return base.compile_variant(v).problems;
    }
  }
  return base.compile().problems;
}

bool LayeredScenario::is_in_base(const Problem& problem) const {
  return std::any_of(files_.begin() + 1, files_.end(), [&](const auto& file) {
    return file->name() == problem.file;
  });
}

CompiledScenario LayeredScenario::compiled(const Layers& layers, ScenarioSource source) const {
  const v1::Scenario& whole = layers.back()->whole;
  for (const auto& layer : layers) {
    for (const TableNumber& table : layer->payoffs.incomplete) {
      const Counterpart own = counterpart(
          {{"actors", table.first}, {"payoff_tables", table.second}}, layer->whole, whole);
      if (own.matched == 2) {
        source.incomplete.emplace(own.path[0].index, own.path[1].index);
      }
    }
  }
  source.file = files_.front()->name();
  std::optional<std::vector<Problem>> known;  // Those of the base, once they are needed.
  source.remark = [&](const Problem& problem) -> std::string {
    if (!is_in_base(problem)) {
      return "";
    }
    if (!known) {
      known = problems_of_base(whole.variant_id());
    }
    const auto remark = remark_of_base(problem, *known);
    return remark ? *remark
                  : fmt::format(
                        "{}{}, which starts from this file)", kInAnother, files_.front()->name());
  };
  return check_and_compile(whole, {}, std::move(source));
}

CompiledScenario LayeredScenario::compile() const {
  if (is_understood_) {
    return compiled(layers_,
                    {.file = {},
                     .place = [this](const FieldPath& field,
                                     std::size_t offset) { return place(field, offset, layers_); },
                     .problems = problems_});
  }
  CompiledScenario unread;
  unread.problems = sorted_and_limited(problems_);
  unread.file = files_.front()->name();
  return unread;
}

std::pair<const LayeredScenario::Layer*, Counterpart> LayeredScenario::source_of(
    const FieldPath& field) const {
  std::pair<const Layer*, Counterpart> source(layers_.back().get(), {field});
  for (const auto& layer : layers_) {
    Counterpart found = counterpart(field, whole(), layer->given);
    if (found.matched >= source.second.matched) {
      source = {layer.get(), std::move(found)};
    }
  }
  return source;
}

CompiledScenario LayeredScenario::compile_variant(int number) const {
  const v1::Variant variant = whole().variants(number);
  std::vector<Problem> problems = problems_;
  const auto fail = [&](FieldProblem problem) {
    PlaceInFile at = place(problem.field, problem.offset, layers_);
    problems.push_back({std::move(at.file),
                        at.position,
                        describe(problem.field, whole()),
                        std::move(problem.message)});
  };
  const FieldPath changes = {{"variants", number}, {"changes"}};
  const auto [source, root] = source_of(changes);
  Layer layer{.file = source->file,
              .root = root.path,
              .given = variant.changes(),
              .whole = whole(),
              .payoffs = {}};
  for (FieldProblem& problem : apply_variant_changes(number, layer.whole)) {
    fail(std::move(problem));
  }
  if (root.matched == root.path.size()) {
    for (FieldProblem& problem : source->file->empty_values(root.path)) {
      const auto own = problem.field.begin() + static_cast<std::ptrdiff_t>(root.path.size());
      const FieldPath field(own, problem.field.end());
      if (counterpart(field, layer.given, whole()).matched == field.size()) {
        fail({extended(changes, field), 0, std::move(problem.message)});
      }
    }
  }
  add_payoffs(layer, problems);
  AppliedWhatIf applied = apply_variant_what_if(variant, number, layer.whole);
  for (FieldProblem& problem : applied.problems) {
    fail(std::move(problem));
  }
  Layers layers = layers_;
  layers.push_back(std::make_shared<const Layer>(std::move(layer)));
  const auto place_in_any = [&](const FieldPath& field, std::size_t offset) {
    const auto text = origin_of(field, offset, applied.origins);
    return text ? place({{"variants", number}, text->field}, text->offset, layers_)
                : place(field, offset, layers);
  };
  return compiled(layers,
                  {.file = {},
                   .place = place_in_any,
                   .part = describe({{"variants", number}}, whole()),
                   .problems = std::move(problems)});
}

}  // namespace demarche
