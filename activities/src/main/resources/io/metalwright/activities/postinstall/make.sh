# DEVICE BYTES WHOLE(true|false), then for each NAME UUID MIB(or rest) TYPE =LABEL: a partition of this name behind all others of the device's GPT, or
# in a new one when all of the device is to be had, with a file system of this UUID. What is there already is left as it is. Prints a line for each.
device=$1 bytes=$2 whole=$3 disk=${1##*/}
shift 3

# Until it is whole, a file system carries a label that nobody can wish for.
unfinished='~unfinished'

fail() {
  echo "$2" >&2
  exit "$1"
}

# do_or_fail PURPOSE PROGRAM …
do_or_fail() {
  purpose=$1
  shift
  said=$("$@" 2>&1) || fail 4 "$purpose: '$1' ended with status $?: $said"
}

all_there() {
  while [ $# -gt 0 ]; do
    node_of "$1" || return 1
    shift 5
  done
}

# The first full MiB behind all partitions, in $start.
free_from() {
  last=0
  for each in "$sys/class/block/$disk/$disk"*; do
    [ -e "$each/partition" ] || continue
    number "$each/start" && from=$number
    number "$each/size"
    [ $((from + number)) -le "$last" ] || last=$((from + number))
  done
  start=$(((last + 2047) / 2048))
}

# Lines for sfdisk(8), in $lines. The last MiB is left to the second copy of the GPT.
describe() {
  lines= room=$(((bytes >> 20) - 1))
  while [ $# -gt 0 ]; do
    size=$3
    [ "$size" != rest ] || size=$((room - start))
    [ "$size" -gt 0 ] && [ $((start + size)) -le "$room" ] \
      || fail 8 "make a $4 of $3 MiB on $device: from MiB $start on, $((room > start ? room - start : 0)) are free"
    case $4 in swap) kind=0657FD6D-A4AB-43C4-84E5-0933C84B4F4F ;; *) kind=0FC63DAF-8483-4772-8E79-3D69D8477DE4 ;; esac
    lines="${lines}start=${start}MiB, size=${size}MiB, type=$kind, name=\"$1\"
"
    start=$((start + size))
    shift 5
  done
}

write_table() {
  if [ "$whole" = true ]; then
    printf 'label: gpt\n%s' "$lines" | sfdisk -q --no-reread --no-tell-kernel --force --wipe always --wipe-partitions always "$device"
  else
    printf %s "$lines" | sfdisk -q --append --no-reread --no-tell-kernel --force --wipe-partitions always "$device"
  fi
}

reread() { blockdev --rereadpt "$device" 2> /dev/null || do_or_fail "have the kernel see the new partitions" partx -u "$device"; }

# is NODE UUID TYPE LABEL
is() {
  held=$(blkid -p -o export "$1" 2> /dev/null)
  has=
  for line in $held; do case $line in LABEL=*) has=${line#LABEL=} ;; esac; done
  echo "$held" | grep -qx "UUID=$2" && echo "$held" | grep -qx "TYPE=$3" && [ "$has" = "$4" ]
}

# make NODE UUID TYPE LABEL. Features are those that systems of the last ten years know, whatever BootOS itself is made of.
make() {
  case $3 in
    ext4)
      do_or_fail "make an ext4 on $1" mkfs.ext4 -q -F -U "$2" -L "$unfinished" -O ^orphan_file,^metadata_csum_seed "$1"
      do_or_fail "label $1" tune2fs -L "$4" "$1"
      ;;
    xfs)
      do_or_fail "make an xfs on $1" mkfs.xfs -q -f -L "$unfinished" -m "uuid=$2,bigtime=0,inobtcount=0" -i nrext64=0 "$1"
      do_or_fail "label $1" xfs_admin -L "${4:---}" "$1"
      ;;
    # Swap is one page.
    swap) do_or_fail "make swap on $1" "$(whole mkswap)" -U "$2" ${4:+-L "$4"} "$1" ;;
  esac
}

leave || exit 1
blockdev --rereadpt "$device" 2> /dev/null
if ! all_there "$@"; then
  if [ "$whole" = true ]; then
    start=1
    describe "$@"
    for place in $(places "$device" | cut -d' ' -f2 | sort -r); do do_or_fail "clear $place" wipefs -a -q -f "$place"; done
  else
    table=$(blkid -p -o value -s PTTYPE "$device" 2> /dev/null)
    [ "$table" = gpt ] || fail 7 "add partitions to $device: the image's partition table is '${table:-unknown}', and only a GPT has room for more"
    free_from
    describe "$@"
  fi
  do_or_fail "divide $device" write_table
  reread
  all_there "$@" || fail 5 "divide $device: the table was written, and reads as before"
fi

while [ $# -gt 0 ]; do
  node_of "$1"
  wanted=${5#=}
  if ! is "$node" "$2" "$4" "$wanted"; then
    make "$node" "$2" "$4" "$wanted"
    is "$node" "$2" "$4" "$wanted" || fail 5 "make a $4 on $node: it was made, and reads as $(echo $held)"
  fi
  number "$sys/class/block/$disk/${node##*/}/size"
  echo "$node $((number >> 11)) $4 $2"
  shift 5
done
# On the disk first: whoever is told that it is done may lose the power next.
sync
