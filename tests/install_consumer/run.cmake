# Installs into an empty prefix, then builds and runs a stranger's project against it.
file(REMOVE_RECURSE ${WORK_DIR})
set(prefix ${WORK_DIR}/prefix)
set(steps
  "${CMAKE_COMMAND}|--install|${BUILD_DIR}|--prefix|${prefix}"
  "${CMAKE_COMMAND}|-S|${SOURCE_DIR}|-B|${WORK_DIR}/build|-G|${GENERATOR}|-DCMAKE_PREFIX_PATH=${prefix}|-DCMAKE_CXX_FLAGS=${CXX_FLAGS}"
  "${CMAKE_COMMAND}|--build|${WORK_DIR}/build"
  "${WORK_DIR}/build/consumer|${prefix}/share/demarche/scenarios/chicken"
  "${prefix}/bin/demarche|check|chicken")
foreach(step IN LISTS steps)
  string(REPLACE "|" ";" command "${step}")
  execute_process(COMMAND ${command} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
