# Leaves the folder $target, and everything written to it on the disk.
sync
tries=0
while grep -q " $target[ /]" /proc/mounts; do
  umount -R "$target" 2> /dev/null && continue
  # What a script left running in there is ended: nothing may write after this.
  for process in /proc/[0-9]*; do
    case $(readlink "$process/root") in "$target" | "$target"/*) kill -9 "${process#/proc/}" 2> /dev/null ;; esac
  done
  tries=$((tries + 1))
  [ "$tries" -lt 10 ] || { echo "$(grep " $target" /proc/mounts | head -n 1) stays in use" >&2 && exit 1; }
  sleep 0.5
done
sync
