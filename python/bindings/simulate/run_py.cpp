// SPDX-License-Identifier: MIT
#include "demarche/simulate/check.hpp"
#include "demarche/simulate/run.hpp"

#include <google/protobuf/stubs/logging.h>

#include <string>
#include <tuple>
#include <utility>

#include "../bindings.hpp"
#include "../messages.hpp"
#include "../values.hpp"
#include "demarche/analyze/analysis.hpp"
#include "demarche/analyze/behaviours.hpp"
#include "demarche/analyze/options_study.hpp"
#include "demarche/simulate/slice.hpp"
#include "interruptible_run.hpp"

namespace demarche::python {
namespace {

constexpr auto kSettingsDoc = R"doc(
What to run. Only `threads` and `max_memory` leave the result as it is; `keeps_sums` adds to it.

Parameters
----------
concept_name : str
    A name from `concepts`.
seed : int
    64 bits.
draws : int
    At least 1, at most 2^48.
threads : int
    0: all that the machine offers.
max_memory : int
    The most bytes that the run may need; 0: half of the machine's memory.
keeps_sums : bool
    Whether a run is analysed: what its numbers hinge on.
concept_options : ConceptOptions
    What concepts may be told; an empty `start` becomes the scenario's status quo, if it has one.

Examples
--------
>>> demarche.RunSettings(draws=1000).draws
1000
)doc";

void bind_settings(py::module_& module) {
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_concept_name,
              default_seed,
              default_draws,
              default_threads,
              default_max_memory,
              default_concept_options,
              no_progress,
              default_keeps_sums,
              no_code] = RunSettings{};
  (void)no_progress;  // Given to run() instead.
  (void)no_code;      // Given by use_code().
  py::class_<Progress>(module, "Progress", "How far a run is.")
      .def(py::init([](std::uint64_t draws_done, std::uint64_t draws_total, double seconds) {
             return Progress{draws_done, draws_total, seconds};
           }),
           py::kw_only(),
           py::arg("draws_done"),
           py::arg("draws_total"),
           py::arg("seconds"))
      .def_readonly("draws_done", &Progress::draws_done, "Draws finished.")
      .def_readonly("draws_total", &Progress::draws_total, "Draws of the run.")
      .def_readonly("seconds", &Progress::seconds, "Since the run began.")
      .def(pickled(&Progress::draws_done, &Progress::draws_total, &Progress::seconds));
  py::class_<RunSettings>(module, "RunSettings", kSettingsDoc)
      .def(py::init([](const std::string& concept_name,
                       std::uint64_t seed,
                       std::uint64_t draws,
                       int threads,
                       std::uint64_t max_memory,
                       bool keeps_sums,
                       const ConceptOptions& concept_options) {
             return RunSettings{.concept_name = concept_name,
                                .seed = seed,
                                .draws = draws,
                                .threads = threads,
                                .max_memory = max_memory,
                                .concept_options = concept_options,
                                .keeps_sums = keeps_sums};
           }),
           py::kw_only(),
           py::arg("concept_name") = default_concept_name,
           py::arg("seed") = default_seed,
           py::arg("draws") = default_draws,
           py::arg("threads") = default_threads,
           py::arg("max_memory") = default_max_memory,
           py::arg("keeps_sums") = default_keeps_sums,
           py::arg("concept_options") = default_concept_options)
      .def_readwrite("concept_name", &RunSettings::concept_name, "A name from `concepts`.")
      .def_readwrite("seed", &RunSettings::seed, "64 bits.")
      .def_readwrite("draws", &RunSettings::draws, "How many.")
      .def_readwrite("threads", &RunSettings::threads, "0: all that the machine offers.")
      .def_readwrite("max_memory",
                     &RunSettings::max_memory,
                     "The most bytes; 0: half of the machine's memory.")
      .def_readwrite("keeps_sums", &RunSettings::keeps_sums, "Whether a run is analysed.")
      .def_readwrite("concept_options", &RunSettings::concept_options, "What concepts may be told.")
      // What use_code() put in is not kept: a run puts its own code into settings again.
      .def(pickled(&RunSettings::concept_name,
                   &RunSettings::seed,
                   &RunSettings::draws,
                   &RunSettings::threads,
                   &RunSettings::max_memory,
                   &RunSettings::keeps_sums,
                   &RunSettings::concept_options));
}

void bind_studies(py::module_& module) {
  module.def(
      "check_behaviours",
      [](const std::vector<std::string>& names) { check_behaviours(names); },
      py::arg("names"),
      "Raises if a behaviour has a wrong name.");
  module.def(
      "add_behaviours",
      [](const Model& model,
         const RunSettings& settings,
         const std::vector<std::string>& names,
         const std::string& result,
         const py::object& progress) {
        auto message = from_json<v1::Result>(result);
        const std::vector<std::string> wanted =
            names.empty() ? stated_behaviours(model.scenario) : names;
        const bool interrupted = run_interruptibly(settings, progress, [&](const RunSettings& own) {
          add_behaviours(model, own, {.behaviours = wanted}, message);
        });
        return std::pair(to_json(message), interrupted);
      },
      py::arg("model"),
      py::arg("settings"),
      py::arg("names"),
      py::arg("result"),
      py::arg("progress"),
      "The result with what other behaviours make of it, and whether Ctrl-C stopped that.");
  module.def(
      "add_option_studies",
      [](const Model& model,
         const RunSettings& settings,
         const std::string& result,
         const py::object& progress) {
        auto message = from_json<v1::Result>(result);
        const bool interrupted = run_interruptibly(settings, progress, [&](const RunSettings& own) {
          add_option_studies(model, own, {}, message);
        });
        return std::pair(to_json(message), interrupted);
      },
      py::arg("model"),
      py::arg("settings"),
      py::arg("result"),
      py::arg("progress"),
      "The result with what its options are worth, and whether Ctrl-C stopped that.");
}

}  // namespace

// Python's run() and compare_concepts() are made of these; messages come as JSON, slices as bytes.
void bind_run(py::module_& module) {
  bind_settings(module);
  bind_studies(module);
  module.def(
      "default_settings",
      [](const Model& model) { return default_settings(model.scenario); },
      py::arg("model"),
      "The settings that a scenario asks for.");
  module.def(
      "run",
      [](const Model& model, const RunSettings& settings, const py::object& progress) {
        v1::Result result;
        const bool interrupted = run_interruptibly(settings, progress, [&](const RunSettings& own) {
          result = own.keeps_sums ? run_and_analyze(model, own) : run(model, own);
        });
        return std::pair(to_json(result), interrupted);
      },
      py::arg("model"),
      py::arg("settings"),
      py::arg("progress"),
      "Samples, solves and accumulates: the result, and whether Ctrl-C stopped it.");
  module.def(
      "compare_concepts",
      [](const Model& model,
         const RunSettings& settings,
         const std::vector<std::string>& names,
         const py::object& progress) {
        v1::ConceptComparison comparison;
        const bool interrupted = run_interruptibly(settings, progress, [&](const RunSettings& own) {
          comparison = compare_concepts(model, own, names);
        });
        return std::pair(to_json(comparison), interrupted);
      },
      py::arg("model"),
      py::arg("settings"),
      py::arg("names"),
      py::arg("progress"),
      "The same draws under several concepts.");
  module.def(
      "run_slice",
      [](const Model& model, const RunSettings& settings, int index, int count) {
        std::string bytes;
        (void)run_interruptibly(settings, py::none(), [&](const RunSettings& own) {
          bytes = run_slice(model, own, index, count).SerializeAsString();
        });
        return py::bytes(bytes);
      },
      py::arg("model"),
      py::arg("settings"),
      py::arg("index"),
      py::arg("count"),
      "What one slice of a run accumulated.");
  module.def(
      "merge_slices",
      [](const Model& model, const RunSettings& settings, const std::vector<py::bytes>& states) {
        std::vector<v1::RunSlice> slices(states.size());
        const google::protobuf::LogSilencer silencer;  // Protobuf prints what it cannot read.
        for (std::size_t i = 0; i < states.size(); ++i) {
          if (!slices[i].ParseFromString(std::string(states[i]))) {
            throw InvalidArgument("these bytes are not a slice of a run");
          }
        }
        const py::gil_scoped_release release;
        return to_json(settings.keeps_sums ? merge_and_analyze(model, settings, slices)
                                           : merge_slices(model, settings, slices));
      },
      py::arg("model"),
      py::arg("settings"),
      py::arg("states"),
      "The result of slices, which are given as bytes.");
}

}  // namespace demarche::python
