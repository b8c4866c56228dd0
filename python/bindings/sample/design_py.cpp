// SPDX-License-Identifier: MIT
#include "demarche/sample/design.hpp"

#include <fmt/format.h>
#include <pybind11/native_enum.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "../bindings.hpp"
#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"

namespace demarche::python {
namespace {

constexpr auto kMonteCarloDoc = R"doc(
Independent uniforms from Philox4x32-10, a pure function of seed, draw and stream.

Parameters
----------
seed : int
    64 bits.
purpose : Purpose
    What the numbers are for: streams of different purposes never meet.

Examples
--------
>>> design = demarche.make_monte_carlo(seed=1)
>>> points = design.points(num_draws=1000, num_dimensions=3)
>>> points.shape
(1000, 3)
>>> bool((design.points(first_draw=7, num_draws=1, num_dimensions=3) == points[7]).all())
True
)doc";

constexpr auto kPointsDoc = R"doc(
Points of the design.

Parameters
----------
first_draw : int
    Number of the first draw.
num_draws : int
    How many draws.
num_dimensions : int, optional
    How many dimensions: the streams 0, 1, 2 and so on.
streams : sequence of int, optional
    The stream of each dimension, below 2^48, in the place of `num_dimensions`.
    `ParameterSampler.streams` are those of a scenario's parameters.

Returns
-------
numpy.ndarray
    Shape ``(num_draws, num_dimensions)``, each number in the open interval (0, 1).
)doc";

constexpr auto kStreamOfDoc = R"doc(
The stream of random numbers of what is called `id`: the lower 48 bits of the hash XXH3 of the id.

Parameters
----------
id : str
    The id of a parameter, for example.

Returns
-------
int
    A number below 2^48, the same on every machine.

Examples
--------
>>> design = demarche.make_monte_carlo(seed=1)
>>> design.points(num_draws=2, streams=[demarche.stream_of("prize")]).shape
(2, 1)
)doc";

/// The streams 0, 1, 2 and so on, or those given.
std::vector<std::uint64_t> chosen_streams(std::optional<std::size_t> num_dimensions,
                                          std::optional<std::vector<std::uint64_t>> streams) {
  if (num_dimensions.has_value() == streams.has_value()) {
    throw InvalidArgument("points() takes either num_dimensions or streams");
  }
  if (!streams) {
    streams.emplace(*num_dimensions);
    std::iota(streams->begin(), streams->end(), std::uint64_t{0});
  }
  for (const std::uint64_t stream : *streams) {
    if (stream >> kStreamBits != 0) {
      throw InvalidArgument(fmt::format("streams must be below 2^48, got {}", stream));
    }
  }
  return std::move(*streams);
}

/// @throws InvalidArgument unless so many numbers fit and draws are below 2^48.
void check_points(std::uint64_t first_draw, std::size_t num_draws, std::size_t num_dimensions) {
  constexpr std::size_t kMost = std::size_t{1} << 32;
  if (num_dimensions > kMost || (num_dimensions > 0 && num_draws > kMost / num_dimensions)) {
    throw InvalidArgument(fmt::format(
        "num_draws x num_dimensions must be at most 2^32, got {} x {}", num_draws, num_dimensions));
  }
  constexpr std::uint64_t kMostDraws = std::uint64_t{1} << 48;
  if (num_draws > kMostDraws || first_draw > kMostDraws - num_draws) {
    throw InvalidArgument(
        fmt::format("draws must be below 2^48, got {} from {} on", num_draws, first_draw));
  }
}

std::vector<double> points(const Design& design,
                           std::uint64_t first_draw,
                           std::size_t num_draws,
                           const std::vector<std::uint64_t>& streams) {
  const std::size_t num_dimensions = streams.size();
  std::vector<double> all(num_draws * num_dimensions);
  std::vector<double> block(num_dimensions * kBlockLanes);
  const std::uint64_t start = first_draw - first_draw % kBlockLanes;
  for (std::uint64_t first = start; num_dimensions > 0 && first < first_draw + num_draws;
       first += kBlockLanes) {
    design.fill_block(first, streams, block.data());
    const std::uint64_t low = std::max(first, first_draw);
    const std::uint64_t high = std::min(first + kBlockLanes, first_draw + num_draws);
    for (std::uint64_t draw = low; draw < high; ++draw) {
      for (std::size_t d = 0; d < num_dimensions; ++d) {
        all[(draw - first_draw) * num_dimensions + d] = block[d * kBlockLanes + (draw - first)];
      }
    }
  }
  return all;
}

/// A design with what it was made from, by which it is pickled.
struct MonteCarlo {
  std::uint64_t seed;
  Purpose purpose;
  std::unique_ptr<const Design> design;

  MonteCarlo(std::uint64_t given_seed, Purpose given_purpose)
      : seed(given_seed),
        purpose(given_purpose),
        design(make_monte_carlo(given_seed, given_purpose)) {}
};

}  // namespace

void bind_design(py::module_& module) {
  py::native_enum<Purpose>(
      module, "Purpose", "enum.Enum", "What a stream of random numbers is for.")
      .value("parameters", Purpose::parameters)
      .value("profile", Purpose::profile)
      .finalize();
  py::class_<MonteCarlo>(
      module, "Design", "Points of the unit cube, a pure function of seed, draw and stream.")
      .def_property_readonly(
          "name",
          [](const MonteCarlo& self) { return self.design->name(); },
          "As recorded in results.")
      .def_readonly("seed", &MonteCarlo::seed, "What the random numbers start from.")
      .def_readonly("purpose", &MonteCarlo::purpose, "What the random numbers are for.")
      .def(
          py::pickle([](const MonteCarlo& self) { return py::make_tuple(self.seed, self.purpose); },
                     [](const py::tuple& state) {
                       return MonteCarlo(state[0].cast<std::uint64_t>(), state[1].cast<Purpose>());
                     }))
      .def(
          "points",
          [](const MonteCarlo& self,
             std::uint64_t first_draw,
             std::size_t num_draws,
             std::optional<std::size_t> num_dimensions,
             std::optional<std::vector<std::uint64_t>> streams) {
            check_points(
                first_draw, num_draws, streams ? streams->size() : num_dimensions.value_or(0));
            const auto chosen = chosen_streams(num_dimensions, std::move(streams));
            std::vector<double> values;
            {
              const py::gil_scoped_release release;
              values = points(*self.design, first_draw, num_draws, chosen);
            }
            return take_array(
                std::move(values),
                {static_cast<py::ssize_t>(num_draws), static_cast<py::ssize_t>(chosen.size())});
          },
          py::kw_only(),
          py::arg("first_draw") = 0,
          py::arg("num_draws"),
          py::arg("num_dimensions") = std::nullopt,
          py::arg("streams") = std::nullopt,
          kPointsDoc);
  module.def("stream_of", &stream_of, py::arg("id"), kStreamOfDoc);
  module.def(
      "make_monte_carlo",
      [](std::uint64_t seed, Purpose purpose) { return MonteCarlo(seed, purpose); },
      py::kw_only(),
      py::arg("seed") = 0,
      py::arg("purpose") = Purpose::parameters,
      kMonteCarloDoc);
}

}  // namespace demarche::python
