# Begins a job once, however often it is asked for. $job is its folder, $text its script in base64.
set -eu
umask 077
mkdir -p "${job%/*}"
find "${job%/*}" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -rf {} + 2> /dev/null || :
if [ ! -d "$job" ]; then
    rm -rf "$job.new"
    mkdir "$job.new"
    printf %s "$text" | base64 -d > "$job.new/script"
    cat /proc/sys/kernel/random/boot_id > "$job.new/boot"
    mv "$job.new" "$job"
fi
# Of several who come here one succeeds.
mkdir "$job/begun" 2> /dev/null || exit 0
setsid sh -c '
    cd /
    sh "$1/script" > "$1/output" 2>&1 < /dev/null
    echo $? > "$1/status.new"
    mv "$1/status.new" "$1/status"' sh "$job" > /dev/null 2>&1 < /dev/null &
echo $! > "$job/pid"
