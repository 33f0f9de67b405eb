# JOBS MARK: ends each job in the folder JOBS that has a file MARK, with all that it started, and waits until it is gone. What waits for a disk goes
# only when that answers.
jobs=$1 mark=$2

# Its processes, by the session that it was started in.
living() {
  for folder in "$jobs"/*; do
    [ -e "$folder/$mark" ] && read -r session < "$folder/pid" || continue
    words=$({ tr '\000' '\n' < "/proc/$session/cmdline"; } 2> /dev/null)
    # The number may be another's by now: a job is told its folder.
    [ -z "$words" ] || echo "$words" | grep -qxF "$folder" || continue
    cat /proc/[0-9]*/stat 2> /dev/null | sed -n "s/^\([0-9]*\) (.*) [^ZX] [0-9]* [0-9]* $session .*/\1/p"
  done 2> /dev/null
}

until=$(($(date +%s) + 90))
processes=$(living)
while [ -n "$processes" ]; do
  kill $processes 2> /dev/null
  [ "$(date +%s)" -lt "$until" ] || {
    echo "still at work: $(for each in $processes; do tr '\000' ' ' < "/proc/$each/cmdline" | head -c 100; done 2> /dev/null)" >&2
    exit 1
  }
  sleep 0.1
  processes=$(living)
done
