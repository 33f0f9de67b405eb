# To be sourced: recorded starts (aot) of the program, each in a cache beside the jar.

is_recorded() { # the jar's folder, the cache's name: for this build
  [ "$1/$2.aot" -nt "$1/built" ]
}

recorded_options() { # the same: has in `recorded` by which JVM options a start is recorded, or goes by what was recorded
  recorded=()
  if [ -n "${METALWRIGHT_RECORD:-}" ]; then
    recorded=("-XX:AOTCacheOutput=$METALWRIGHT_RECORD")
  elif is_recorded "$1" "$2"; then
    recorded=("-XX:AOTCache=$1/$2.aot" -Xlog:aot=off -Xlog:cds=off)
  fi
}
