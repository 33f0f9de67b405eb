# Ends a job with all that it started.
set -u
pid=$(cat "$job/pid" 2> /dev/null) || exit 0
kill -TERM "-$pid" 2> /dev/null || exit 0
sleep 3
kill -KILL "-$pid" 2> /dev/null || :
