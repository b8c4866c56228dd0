// SPDX-License-Identifier: MIT
// The C++ side of batch_rate.py: times solve_batch() on the numbers of a file, once for each line
// that it is sent, and answers with seconds, seconds of processor time and page faults.
#include <fmt/core.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "demarche/solve/batch.hpp"

namespace {

using demarche::GamesView;

/// The program's arguments: a file of numbers and how the games lie in it.
struct Task {
  std::string path;
  bool is_single = false;
  std::size_t num_games = 0;
  std::vector<int> num_strategies;
  std::vector<std::ptrdiff_t> strides;
  demarche::BatchSettings settings;
};

template <class Number>
std::vector<Number> numbers(const std::string& text) {
  std::vector<Number> all;
  std::stringstream stream(text);
  for (std::string item; std::getline(stream, item, ',');) {
    all.push_back(static_cast<Number>(std::stoll(item)));
  }
  return all;
}

long page_faults() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

template <class Real>
int serve(const Task& task) {
  std::ifstream file(task.path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::vector<Real> data(bytes.size() / sizeof(Real));
  std::copy_n(bytes.data(), data.size() * sizeof(Real), reinterpret_cast<char*>(data.data()));
  const GamesView<Real> games{data.data(), task.num_games, task.num_strategies, task.strides};
  for (std::string line; std::getline(std::cin, line);) {
    const long faults = page_faults();
    const std::clock_t cpu_begin = std::clock();
    const auto begin = std::chrono::steady_clock::now();
    const auto solution = solve_batch(games, task.settings);
    const auto end = std::chrono::steady_clock::now();
    const double cpu = static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC;
    fmt::print("{} {} {} {}\n",
               std::chrono::duration<double>(end - begin).count(),
               cpu,
               page_faults() - faults,
               solution.weights.size());
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 8) {
    fmt::print(
        stderr, "usage: {} FILE float|double GAMES SIZES STRIDES CONCEPT THREADS\n", argv[0]);
    return 2;
  }
  try {
    Task task;
    task.path = argv[1];
    task.is_single = std::string(argv[2]) == "float";
    task.num_games = std::stoull(argv[3]);
    task.num_strategies = numbers<int>(argv[4]);
    task.strides = numbers<std::ptrdiff_t>(argv[5]);
    task.settings.concept_name = argv[6];
    task.settings.threads = std::stoi(argv[7]);
    return task.is_single ? serve<float>(task) : serve<double>(task);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
