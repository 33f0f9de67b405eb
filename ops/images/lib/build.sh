# The life of a build: options, a work folder that goes away, and the stamp that makes a second call a no-op.
# Sourced by the build scripts, which set `program`, `usage` and `format_default` before.

say() { printf '%s: %s\n' "$program" "$*" >&2; }
die() { say "$*"; exit 1; }
wrong_usage() { say "$* (see $program --help)"; exit 2; }

require_tools() {
    local tool missing=()
    for tool in "$@"; do command -v "$tool" >/dev/null || missing+=("$tool"); done
    ((${#missing[@]} == 0)) || die "missing on this machine: ${missing[*]}. Install the packages of ops/images/packages.txt."
}

require_root() { ((EUID == 0)) || die 'files of the image belong to root: run this as root.'; }

# Sets out, kernel, force from the command line.
parse_options() {
    out='' kernel=cloud force=no
    while (($#)); do
        case $1 in
            -h | --help) printf '%s\n' "$usage"; exit 0 ;;
            --out) out=${2:-}; shift ;;
            --kernel) kernel=${2:-}; shift ;;
            --force) force=yes ;;
            *) wrong_usage "unknown option '$1'" ;;
        esac
        shift || wrong_usage 'an option lacks its value'
    done
    [[ $out ]] || wrong_usage 'where to? give --out FILE'
    [[ $kernel == cloud || $kernel == generic ]] || wrong_usage "--kernel is cloud or generic, not '$kernel'"
    case $out in
        *.qcow2 | *.raw | *.img) ;;
        *) wrong_usage "--out ends in .qcow2, .raw or .img, not '$out'" ;;
    esac
    mkdir -p "$(dirname "$out")"
    out=$(realpath "$out")
}

# A work folder beside the image (same file system, so that the finished image is moved in one step).
open_work_folder() {
    work=$(mktemp -d "$(dirname "$out")/.$program.XXXXXX")
    trap 'rm -rf --one-file-system "$work"' EXIT
    trap 'exit 1' INT TERM
}

# inputs_sum FILE... <facts: SHA-256 of the files' bytes and of the facts on standard input.
inputs_sum() { { cat; cat "$@"; } | sha256sum | cut -d' ' -f1; }

# Leaves the script when the image was made from exactly these inputs before.
stop_if_built_from() {
    [[ $force == no && -s $out && $(cat "$out.inputs" 2>/dev/null) == "$1" ]] || return 0
    say "$out is up to date"
    exit 0
}

# finish RAW SUM: puts the image in its place in the wanted format and remembers its inputs.
finish() {
    local raw=$1 sum=$2
    rm -f "$out.inputs"
    case $out in
        *.qcow2) qemu-img convert -q -f raw -O qcow2 -c "$raw" "$work/finished" ;;
        *) mv "$raw" "$work/finished" ;;
    esac
    mv "$work/finished" "$out"
    printf '%s\n' "$sum" >"$out.inputs"
    say "$out: $(du -k "$out" | cut -f1) KiB on disk, $(qemu-img info --output=json "$out" | sed -n 's/.*"virtual-size": \([0-9]*\).*/\1/p' | head -n1) bytes as a disk"
}
