# Leaves the folder $target, and $target.new beside it, which a copying that was cut off has left; everything written to them is on the disk then.
leave() {
  rm -f "$target.mounted"
  grep -q " $target[ /.]" /proc/mounts || return 0
  sync
  tries=0
  while grep -q " $target[ /.]" /proc/mounts; do
    # What was mounted last lies on top. (busybox has no "umount -R".)
    for place in $(sed -n "s|^[^ ]* \($target[^ ]*\) .*|\1|p" /proc/mounts | sort -r); do umount "$place" 2> /dev/null; done
    grep -q " $target[ /.]" /proc/mounts || break
    # What a script left running in there is ended: nothing may write after this.
    for process in /proc/[0-9]*; do
      case $(readlink "$process/root") in "$target" | "$target"/*) kill -9 "${process#/proc/}" 2> /dev/null ;; esac
    done
    tries=$((tries + 1))
    [ "$tries" -lt 10 ] || { echo "$(grep " $target" /proc/mounts | head -n 1) stays in use" >&2 && return 1; }
    sleep 0.5
  done
  sync
}
