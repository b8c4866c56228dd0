// SPDX-License-Identifier: MIT
// The program that count.py runs: it prepares a kernel's inputs and then does the counted work.
#include <algorithm>
#include <cstring>
#include <exception>
#include <iostream>

#include "demarche/core/instruction_set.hpp"
#include "instructions/kernels.hpp"

#if __has_include(<gnu/libc-version.h>)
#include <gnu/libc-version.h>
#endif

// The name that count.py has Callgrind look for.
extern "C" [[gnu::noinline]] void demarche_counted(const std::function<void()>& work) {
  work();
  asm volatile(
      "" ::
          : "memory");  // Keeps the call above from becoming a jump, which would end the function.
}

namespace {

constexpr auto kUsage =
    "demarche_instructions KERNEL INSTRUCTION_SET   does a kernel's work twice, the second time\n"
    "                                               in demarche_counted()\n"
    "demarche_instructions --list                   names of kernels\n"
    "demarche_instructions --build                  what the counts depend on\n"
    "demarche_instructions --simd                   instruction sets there are\n";

/// Compiler, C library and build type, on which counts depend besides the sources.
std::string build() {
  std::string text = DEMARCHE_BUILD;
#if __has_include(<gnu/libc-version.h>)
  text += std::string(", glibc ") + gnu_get_libc_version();
#endif
  return text;
}

int work(const std::string& name, const char* instruction_set) {
  const auto& all = demarche::bench::kernels();
  const auto kernel =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  if (kernel == all.end()) {
    std::cerr << "there is no kernel called " << name << "; see --list\n";
    return 2;
  }
  demarche::use_instruction_set(instruction_set);
  const auto prepared = kernel->prepare();
  prepared();  // The first call does what is done once only, so the second one is counted.
  demarche_counted(prepared);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc == 3) {
      return work(argv[1], argv[2]);
    }
    if (argc == 2 && std::strcmp(argv[1], "--list") == 0) {
      for (const auto& kernel : demarche::bench::kernels()) {
        std::cout << kernel.name << '\n';
      }
      return 0;
    }
    if (argc == 2 && std::strcmp(argv[1], "--simd") == 0) {
      for (const std::string& name : demarche::instruction_sets()) {
        std::cout << name << '\n';
      }
      return 0;
    }
    if (argc == 2 && std::strcmp(argv[1], "--build") == 0) {
      std::cout << build() << '\n';
      return 0;
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  std::cerr << kUsage;
  return 2;
}
