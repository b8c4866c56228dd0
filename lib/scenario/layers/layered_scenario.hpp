// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "scenario/check/check_and_compile.hpp"
#include "scenario/check/payoff_files.hpp"
#include "scenario/layers/merge.hpp"
#include "scenario/layers/scenario_file.hpp"

namespace demarche {

/// A scenario put together from its file and those of its base, the base of the base, and so on.
class LayeredScenario {
 public:
  /// Reads the bases of a file that was read, and puts all together.
  /// @param bundled_folders hold the folders of the scenarios that a base may name.
  LayeredScenario(ScenarioFile file, const std::vector<std::filesystem::path>& bundled_folders);

  /// The scenario with all that its bases have; not compiled, so nothing has been checked.
  [[nodiscard]] const v1::Scenario& whole() const { return layers_.back()->whole; }
  /// Whether all files were understood. If not, compile() gives what is wrong with them.
  [[nodiscard]] bool is_understood() const { return is_understood_; }

  /// Compiles the scenario. Problems have the places of the file that says what is wrong; if that
  /// is a base which does not have the problem by itself, the message names the file that makes it.
  [[nodiscard]] CompiledScenario compile() const;
  /// Compiles the variant of this number. @pre is_understood()
  [[nodiscard]] CompiledScenario compile_variant(int number) const;

 private:
  /// What one file, or a variant in it, makes of what is below.
  struct Layer {
    std::shared_ptr<const ScenarioFile> file;
    FieldPath root;      // Where in the file's scenario `given` is.
    v1::Scenario given;  // What the layer says.
    v1::Scenario whole;  // What the layers up to this one say together.
    PayoffFiles payoffs;
  };
  using Layers = std::vector<std::shared_ptr<const Layer>>;
  using Files = std::vector<std::shared_ptr<const ScenarioFile>>;

  /// Puts a file together with its bases, which follow it.
  explicit LayeredScenario(Files files);

  [[nodiscard]] static PlaceInFile place(const FieldPath& field,
                                         std::size_t offset,
                                         const Layers& layers);
  /// Compiles what the layers say together; `source` lacks the file and the incomplete tables.
  [[nodiscard]] CompiledScenario compiled(const Layers& layers, ScenarioSource source) const;
  /// The layer of a file that gives a field of whole(), or most of the way to it; the uppermost of
  /// several.
  [[nodiscard]] std::pair<const Layer*, Counterpart> source_of(const FieldPath& field) const;
  /// What is wrong with the base alone, or with its variant of this id if it has one.
  [[nodiscard]] std::vector<Problem> problems_of_base(const std::string& variant) const;
  /// Whether the problem has its place in a base.
  [[nodiscard]] bool is_in_base(const Problem& problem) const;
  void read_bases(const std::vector<std::filesystem::path>& bundled_folders);
  void put_together();
  void add(std::shared_ptr<const ScenarioFile> file);
  void add_payoffs(Layer& layer, std::vector<Problem>& problems) const;

  Files files_;    // The scenario's own first.
  Layers layers_;  // That of the last base first.
  std::vector<Problem> problems_;
  bool is_understood_ = true;
};

}  // namespace demarche
