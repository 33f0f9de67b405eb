# DEVICE BYTES [WISH NAME …]: gives the last partition, and the file system in it, all room that the device has, or WISH bytes of it, where partitions
# of these names do not count as the last; leaves the system mounted for who comes next.
# Prints the partition, its bytes, and the file system with its bytes, which are 0 where it is none that grows. What fails is told in one line.
device=$1 bytes=$2 wish=${3-} name=${1##*/}
shift $(($# > 2 ? 3 : 2))
later=" $* "

# do_or_fail PURPOSE PROGRAM …
do_or_fail() {
  purpose=$1
  shift
  said=$("$@" 2>&1) || { echo "$purpose: '$1' ended with status $?: $said" >&2 && exit 4; }
}

# The partition that ends last, as the kernel has read it from the disk: $last, its $place in sectors of 512 bytes, whatever the disk's are.
# A logical one lies in another, whose end is not its own.
read_table() {
  last= end=0 logical=false
  for each in "$sys/class/block/$name/$name"*; do
    [ -e "$each/partition" ] || continue
    label "$each"
    case $later in *" ${label:-.} "*) continue ;; esac
    number "$each/start" && from=$number
    number "$each/size" && size=$number
    [ "$size" -gt 2 ] || logical=true
    [ $((from + size)) -gt "$end" ] || continue
    begin=$from end=$((from + size)) place=$each last=/dev/${each##*/} sectors=$size
  done
}

# Partitions begin and end at full MiB, and a GPT has its second copy at the device's end: less behind the last one is no room.
room_behind() { [ $((bytes - end * 512)) -ge 2097152 ]; }

to_be_grown() {
  [ -n "$wish" ] || { room_behind && return || return 1; }
  [ "$((sectors * 512))" -lt "$wish" ]
}

# What the superblock of ext4 says: blocks (their upper half, which old ones do not have, from byte 336 on), of 1 KiB shifted.
ext_bytes() {
  set -- $(od -An -tu4 -j1028 -N4 "$last") $(od -An -tu4 -j1048 -N4 "$last") $(od -An -tu4 -j1120 -N4 "$last") $(od -An -tu4 -j1360 -N4 "$last")
  [ $(($3 & 128)) -ne 0 ] || set -- "$1" "$2" "$3" 0
  grown=$((($1 + ($4 << 32)) * (1024 << $2)))
}

leave || exit 1
blockdev --rereadpt "$device" 2> /dev/null
read_table
[ -n "$last" ] || { echo "read the partition table: the kernel sees no partition on $device" >&2 && exit 4; }
if [ "$logical" = true ]; then
  echo "$last $((sectors * 512)) logical 0"
  exit 0
fi
if [ -n "$wish" ] && [ "$((sectors * 512))" -gt "$wish" ]; then
  echo "make $last $((wish >> 20)) MiB large: it has $((sectors >> 11)) MiB in the image, and nothing is made smaller" >&2
  exit 7
fi
if [ -n "$wish" ] && [ "$((begin * 512 + wish + 1048576))" -gt "$bytes" ]; then
  echo "make $last $((wish >> 20)) MiB large: $device has $((bytes >> 20)) MiB, and the partition begins at $((begin >> 11)) MiB" >&2
  exit 8
fi
if to_be_grown; then
  number "$place/partition"
  size=+
  [ -z "$wish" ] || size=$((wish >> 20))MiB
  # All but the size stays: type, GUID, name, attributes. The second copy of a GPT, which is where the image ended, sfdisk puts at the device's end
  # by itself whenever it writes.
  grow_partition() { echo ", $size" | sfdisk --no-reread --no-tell-kernel --force -q -N "$number" "$device"; }
  do_or_fail "grow $last" grow_partition
  blockdev --rereadpt "$device" 2> /dev/null || do_or_fail "have the kernel see the new size" partx -u "$device"
  read_table
  ! to_be_grown || { echo "grow $last: the table was written, and reads as before" >&2 && exit 5; }
fi

kind "$last"
held=$kind grown=0
mount_system "$device" 2> /dev/null
mounted=$?
case $held in
  ext4)
    # What is mounted the kernel grows itself, in a moment. Where it cannot (an old layout, or an error noted in the file system), it is done unmounted,
    # after a check. The inode tables, 1.6 % of a disk, are left to the installed system either way, given that the kernel knows ext4.
    if [ "$mounted" -ne 0 ] || [ "$root" != "$last" ] || ! resize2fs "$last" > /dev/null 2>&1; then
      leave || exit 1
      modprobe -q ext4
      said=$(e2fsck -f -p "$last" 2>&1)
      # 1: errors were found and corrected (e2fsck(8)).
      [ $? -le 1 ] || { echo "check the file system of $last: $said" >&2 && exit 6; }
      do_or_fail "grow the file system of $last" resize2fs "$last"
      mount_system "$device" 2> /dev/null
      mounted=$?
    fi
    ext_bytes
    ;;
  xfs | btrfs)
    if [ "$mounted" -eq 0 ] && [ "$root" = "$last" ]; then
      if [ "$held" = xfs ]; then
        do_or_fail "grow the file system of $last" xfs_growfs "$target"
      else
        do_or_fail "grow the file system of $last" chroot "$target" /bin/sh -c 'PATH=/usr/sbin:/usr/bin:/sbin:/bin btrfs filesystem resize max /'
      fi
      set -- $(stat -f -c '%b %S' "$target")
      grown=$(($1 * $2))
    fi
    ;;
esac
if [ "$mounted" -eq 0 ]; then
  # On the disk first: whoever is told that it is done may lose the power next.
  sync
  echo "$device $root" > "$target.mounted"
else
  leave
fi
echo "$last $((sectors * 512)) ${held:-none} $grown"
