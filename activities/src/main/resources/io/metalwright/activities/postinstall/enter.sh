# DEVICE LINES POINTS, then for each UUID TYPE MOUNT: copies what the system holds there into the file system, mounts it, makes the other mount POINTS, and
# has fstab end in LINES; leaves the system mounted for who comes next. Done again it writes the same.
device=$1 lines=$2 points=$3
shift 3
fstab=$target/etc/fstab
tar=$(whole tar)

fail() {
  echo "$2" >&2
  exit "$1"
}

# What is not ours.
others() { [ ! -e "$fstab" ] || sed '/^# metalwright: begin/,/^# metalwright: end/d' "$fstab"; }

# copy FROM INTO: with owners, modes, links and attributes, of this file system alone.
copy() {
  rm -f "$target.failed"
  { "$tar" -C "$1" --one-file-system --xattrs --xattrs-include='*' --numeric-owner -cf - . || : > "$target.failed"; } \
    | "$tar" -C "$2" --xattrs --xattrs-include='*' --numeric-owner -xpf - && [ ! -e "$target.failed" ]
}

leave || exit 1
mount_system "$device" || exit
[ ! -L "$fstab" ] || fail 7 "write /etc/fstab: it is a link in the image, whose target something else writes"
for point in $points; do
  no_link "$point" || exit 7
  others | { while read -r what where _; do [ "$where" != "$point" ] || case $what in \#*) ;; *) exit 1 ;; esac; done; } \
    || fail 7 "mount at $point: the image mounts something there itself"
done

while [ $# -gt 0 ]; do
  if ! grep -q " $target$3 " /proc/mounts; then
    with_uuid "$device" "$1" || fail 5 "find the $2 for $3: no partition has UUID $1"
    mkdir -p "$target$3" "$target.new" && mount -t "$2" "$found" "$target.new" || fail 4 "mount the $2 for $3 of $found"
    copy "$target$3" "$target.new" 2> "$target.said"
    status=$?
    umount "$target.new" || fail 4 "unmount the $2 for $3"
    [ "$status" -eq 0 ] || fail 4 "copy what the image holds in $3: $(head -c 300 "$target.said")"
    mount -t "$2" "$found" "$target$3" || fail 4 "mount the $2 for $3 of $found"
  fi
  shift 3
done
for point in $points; do mkdir -p "$target$point" || fail 4 "make the mount point $point"; done

mkdir -p "$target/etc"
{
  others
  [ -z "$lines" ] || printf '# metalwright: begin\n%s\n# metalwright: end\n' "$lines"
} > "$fstab.metalwright" && chmod 644 "$fstab.metalwright" && mv "$fstab.metalwright" "$fstab" || fail 4 "write /etc/fstab"
sync
echo "$device $root" > "$target.mounted"
