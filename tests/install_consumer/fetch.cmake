# A stranger's project that takes Demarche's source tree in by FetchContent. Building the whole library
# again takes minutes, so that is asked for by PART=whole; else the project is configured, and its
# program compiled but not linked.
file(REMOVE_RECURSE ${WORK_DIR})
set(steps
  "${CMAKE_COMMAND}|-S|${SOURCE_DIR}/fetch|-B|${WORK_DIR}|-G|Ninja|-DDEMARCHE_SOURCE=${DEMARCHE_SOURCE}|-DCMAKE_BUILD_TYPE=Release")
if(PART STREQUAL "whole")
  list(APPEND steps
    "${CMAKE_COMMAND}|--build|${WORK_DIR}|--target|consumer"
    "${WORK_DIR}/consumer|${DEMARCHE_SOURCE}/scenarios/chicken")
else()
  list(APPEND steps "${CMAKE_COMMAND}|--build|${WORK_DIR}|--target|program")
endif()
foreach(step IN LISTS steps)
  string(REPLACE "|" ";" command "${step}")
  execute_process(COMMAND ${command} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
