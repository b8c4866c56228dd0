// SPDX-License-Identifier: MIT
#ifndef DEMARCHE_TESTS_SUPPORT_SANITIZERS_HPP_
#define DEMARCHE_TESTS_SUPPORT_SANITIZERS_HPP_

namespace demarche::testing {

/// Whether a sanitizer slows the library down, by 10 to 60 times: tests over many random games take
/// fewer of them then, since a sanitizer looks at the code that runs and not at the numbers that
/// come out.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)  // As g++ says it.
inline constexpr bool kIsSanitized = true;
#elif defined(__has_feature)  // As clang++ says it.
inline constexpr bool kIsSanitized =
    __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool kIsSanitized = false;
#endif

}  // namespace demarche::testing

#endif  // DEMARCHE_TESTS_SUPPORT_SANITIZERS_HPP_
