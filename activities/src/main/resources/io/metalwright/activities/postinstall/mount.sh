# DEVICE: after unmount.sh, mounts its root file system, with what a chroot needs, at $target, and prints the partition's path.
mkdir -p "$target"

kind() { blkid -p -s TYPE -o value "$1" 2> /dev/null; }

try() {
  mount -t "$1" -o "$2" "$3" "$target" 2> /dev/null || return 1
  [ -d "$target/etc" ] && { [ -e "$target/etc/os-release" ] || [ -L "$target/etc/os-release" ]; } && return 0
  umount "$target"
  return 1
}

find_root() {
  # The largest first: a recovery system is smaller than what is meant.
  for part in $(lsblk -b -n -r -o SIZE,PATH "$1" | sort -rn | cut -d' ' -f2); do
    kind=$(kind "$part")
    case $kind in
      ext[234]) try "$kind" rw "$part" && return 0 ;;
      # A clone has the UUID of another that may be mounted.
      xfs) try xfs nouuid "$part" && return 0 ;;
      btrfs) for options in rw subvol=@ subvol=root; do try btrfs "$options" "$part" && return 0; done ;;
    esac
  done
  return 1
}

# The image's own /boot and EFI system partition, by what its fstab calls them; only this device's, since a mirror's members look alike.
mount_boot() {
  [ -r "$target/etc/fstab" ] || return 0
  while read -r what where kind _; do
    case $where in /boot | /boot/efi | /efi) ;; *) continue ;; esac
    for part in $(lsblk -n -r -o PATH "$1"); do
      case $what in
        UUID=* | LABEL=*) blkid -p -o export "$part" 2> /dev/null | grep -qxiF "$(echo "$what" | tr -d '"')" || continue ;;
        PARTUUID=*) blkid -p -o export "$part" 2> /dev/null | grep -qxiF "PART_ENTRY_UUID=${what#PARTUUID=}" || continue ;;
        *) continue ;;
      esac
      mount -t "$kind" "$part" "$target$where" && break
    done
  done < "$target/etc/fstab"
}

find_root "$1" || { echo "no partition of $1 holds an operating system (a file system with /etc/os-release)" >&2 && exit 3; }
root=$part
mount_boot "$1"
for folder in dev proc sys; do mkdir -p "$target/$folder" && mount --rbind "/$folder" "$target/$folder" && mount --make-rslave "$target/$folder" || exit 1; done
mkdir -p "$target/run" && mount -t tmpfs -o mode=0755 run "$target/run" || exit 1
echo "$root"
