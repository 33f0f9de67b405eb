# Functions that mount the root file system of a device, with what a chroot needs, at $target. Built-ins and busybox's own programs wherever
# they do: on an emulated processor the start of another costs a tenth of a second.
sys=${METALWRIGHT_SYS:-/sys}

# number FILE: its first line, in $number; 0 when it is not there.
number() {
  number=0
  [ ! -r "$1" ] || read -r number < "$1"
}

# Of a device with its partitions: size and path, a line each.
places() {
  number "$sys/class/block/${1##*/}/size"
  echo "$number $1"
  for place in "$sys/class/block/${1##*/}/${1##*/}"*; do
    [ -e "$place/partition" ] || continue
    number "$place/size"
    echo "$number /dev/${place##*/}"
  done
}

# kind PLACE: the file system in it, in $kind, by the marks that mount(8) goes by too; empty when it is none that roots lie on.
kind() {
  kind=
  # ext4 drives ext2 and ext3 as well.
  case $(od -An -tx2 -j1080 -N2 "$1" 2> /dev/null) in *ef53) kind=ext4 && return ;; esac
  case $(od -An -tx1 -N4 "$1" 2> /dev/null) in *'58 46 53 42') kind=xfs && return ;; esac
  case $(od -An -tx1 -j65600 -N8 "$1" 2> /dev/null) in *'5f 42 48 52 66 53 5f 4d') kind=btrfs ;; esac
}

try() {
  mount -t "$1" -o "$2" "$3" "$target" 2> /dev/null || return 1
  [ -d "$target/etc" ] && { [ -e "$target/etc/os-release" ] || [ -L "$target/etc/os-release" ]; } && return 0
  umount "$target"
  return 1
}

find_root() {
  # The largest first: a recovery system is smaller than what is meant.
  for root in $(places "$1" | sort -rn | cut -d' ' -f2); do
    kind "$root"
    case $kind in
      ext4) try ext4 rw "$root" && return 0 ;;
      # A clone has the UUID of another that may be mounted.
      xfs) try xfs nouuid "$root" && return 0 ;;
      btrfs) for options in rw subvol=@ subvol=root; do try btrfs "$options" "$root" && return 0; done ;;
    esac
  done
  return 1
}

# The image's own /boot and EFI system partition, by what its fstab calls them; only this device's, since a mirror's members look alike.
mount_boot() {
  [ -r "$target/etc/fstab" ] || return 0
  while read -r what where kind _; do
    case $where in /boot | /boot/efi | /efi) ;; *) continue ;; esac
    for part in $(places "$1" | cut -d' ' -f2); do
      case $what in
        UUID=* | LABEL=*) blkid -p -o export "$part" 2> /dev/null | grep -qxiF "$(echo "$what" | tr -d '"')" || continue ;;
        PARTUUID=*) blkid -p -o export "$part" 2> /dev/null | grep -qxiF "PART_ENTRY_UUID=${what#PARTUUID=}" || continue ;;
        *) continue ;;
      esac
      mount -t "$kind" "$part" "$target$where" && break
    done
  done < "$target/etc/fstab"
}

# whole NAME: the path of the program itself, where busybox has a smaller one of that name, which comes first in BootOS.
whole() {
  for way in $(echo "$PATH" | tr ':' ' '); do
    [ ! -x "$way/$1" ] || [ "$way/$1" -ef /busybox ] || { echo "$way/$1" && return; }
  done
  echo "$1"
}

# label PLACE: the name that a partition has in its GPT, in $label.
label() {
  label=
  [ ! -r "$1/uevent" ] || while IFS='=' read -r key value; do [ "$key" != PARTNAME ] || label=$value; done < "$1/uevent"
}

# node_of NAME: the partition of $disk with that name in its GPT, in $node.
node_of() {
  node=
  for each in "$sys/class/block/$disk/$disk"*; do
    [ -e "$each/partition" ] || continue
    label "$each"
    [ "$label" != "$1" ] || { node=/dev/${each##*/} && return 0; }
  done
  return 1
}

# no_link PATH: whether no part of it is a link in the system, which would lead out of it now.
no_link() {
  rest=${1#/} way=
  while [ -n "$rest" ]; do
    way=$way/${rest%%/*}
    case $rest in */*) rest=${rest#*/} ;; *) rest= ;; esac
    [ ! -L "$target$way" ] || { echo "$way is a link in the installed system: name the folder that it leads to" >&2 && return 1; }
  done
}

# with_uuid DEVICE UUID: the partition with this file system, in $found; on the device before any other, since a mirror's members look alike.
with_uuid() {
  for found in $(places "$1" | cut -d' ' -f2) $(for each in "$sys"/class/block/*/partition; do each=${each%/partition} && echo "/dev/${each##*/}"; done); do
    [ "$(blkid -p -o value -s UUID "$found" 2> /dev/null)" != "$2" ] || return 0
  done
  found=
  return 1
}

# What enter.sh has put into fstab, between its marks. What is not there now is left out, as the system itself will say.
mount_further() {
  ours=false
  [ -r "$target/etc/fstab" ] || return 0
  while read -r what where kind _; do
    case "$what $where $kind" in
      '# metalwright: begin') ours=true ;;
      '# metalwright: end') ours=false ;;
      UUID=*' swap') ;;
      UUID=*)
        [ "$ours" = true ] && with_uuid "$1" "${what#UUID=}" || continue
        no_link "$where" && mkdir -p "$target$where" && mount -t "$kind" "$found" "$target$where" || return 1
        ;;
    esac
  done < "$target/etc/fstab"
}

# mount_system DEVICE: its root's partition then is $root; 3 when it has none.
mount_system() {
  mkdir -p "$target"
  find_root "$1" || { echo "no partition of $1 holds an operating system (a file system with /etc/os-release)" >&2 && return 3; }
  mount_boot "$1"
  mount_further "$1" || return 1
  for folder in dev proc sys; do mkdir -p "$target/$folder" && mount --rbind "/$folder" "$target/$folder" && mount --make-rslave "$target/$folder" || return 1; done
  mkdir -p "$target/run" && mount -t tmpfs -o mode=0755 run "$target/run" || return 1
}
