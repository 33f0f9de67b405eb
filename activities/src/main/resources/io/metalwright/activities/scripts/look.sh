# How a job stands, in its first line; then the end of what it printed.
set -u
status() {
    [ -f "$job/status" ] && echo "ended $(cat "$job/status")"
}
lives() {
    [ "$(cat "$job/boot")" = "$(cat /proc/sys/kernel/random/boot_id)" ] && kill -0 "$(cat "$job/pid" 2> /dev/null)" 2> /dev/null
}
if [ ! -d "$job/begun" ]; then
    echo absent
elif status; then
    :
elif lives; then
    echo "running $(($(date +%s) - $(stat -c %Y "$job/begun")))"
else
    # It may have ended, or only begun, between two looks.
    sleep 2
    status || { lives && echo running 0; } || echo gone
fi
[ ! -f "$job/output" ] || tail -c 65536 "$job/output"
