# SPDX-License-Identifier: MIT
# Compiles through ccache where it is installed, so that a switch of branches or a second checkout does not
# compile anew what was compiled before.
if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(DEMARCHE_CCACHE ccache)
  if(DEMARCHE_CCACHE)
    # ccache asks for these two where there are precompiled headers; the base folder makes the paths of two
    # checkouts equal.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
      ${DEMARCHE_CCACHE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      add_compile_options(-fpch-preprocess)
    endif()
  endif()
endif()
