# SPDX-License-Identifier: MIT
# Makes faults of memory hard to exploit in release builds of the program and the Python module. Builds of type Debug
# have sanitizers instead.
set(DEMARCHE_IS_HARDENED OFF)
if(DEMARCHE_HARDENING AND CMAKE_SYSTEM_NAME STREQUAL "Linux" AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang"
   AND CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo|MinSizeRel)$")
  set(DEMARCHE_IS_HARDENED ON)
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES CXX)
endif()

# Code that lies at random addresses; symbols that are resolved at the start, in a table that is read-only from then on
# (full RELRO); no code on the stack.
function(demarche_harden target)
  if(DEMARCHE_IS_HARDENED)
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_link_options(${target} PRIVATE LINKER:-z,relro,-z,now,-z,noexecstack)
  endif()
endfunction()

# Functions with arrays on the stack check on return that nothing wrote past them, and calls of the C library check the
# size of their target where the compiler knows it. For code whose speed does not matter.
function(demarche_check_memory target)
  if(DEMARCHE_IS_HARDENED)
    target_compile_options(${target} PRIVATE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  endif()
endfunction()
