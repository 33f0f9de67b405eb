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

# mount_system DEVICE: its root's partition then is $root; 3 when it has none.
mount_system() {
  mkdir -p "$target"
  find_root "$1" || { echo "no partition of $1 holds an operating system (a file system with /etc/os-release)" >&2 && return 3; }
  mount_boot "$1"
  for folder in dev proc sys; do mkdir -p "$target/$folder" && mount --rbind "/$folder" "$target/$folder" && mount --make-rslave "$target/$folder" || return 1; done
  mkdir -p "$target/run" && mount -t tmpfs -o mode=0755 run "$target/run" || return 1
}
