# DEVICE MODE(bios|uefi): has the system on a device that was laid out for the image of a partition boot by itself: its fstab names the root by its UUID, its
# own GRUB is installed, with a menu of its kernels. Prints what was seen of it. Done again, it leaves the same.
device=$1 mode=$2 disk=${1##*/}

fail() {
  rm -f "$target/dev/disk/by-uuid/${uuid:-none}"
  leave
  echo "$2" >&2
  exit "$1"
}

# do_or_fail PURPOSE PROGRAM …
do_or_fail() {
  purpose=$1
  shift
  said=$("$@" 2>&1) || fail 4 "$purpose: '$1' ended with status $?: $(echo "$said" | tail -n 5)"
}

inside() {
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C DEBIAN_FRONTEND=noninteractive GRUB_DISABLE_OS_PROBER=true \
    chroot "$target" "$@"
}

# has NAME …: the first of these programs that the system has, in $program.
has() {
  for program in "$@"; do inside /bin/sh -c 'command -v "$1" > /dev/null' sh "$program" && return 0; done
  return 1
}

# enter ROOT: its line of fstab, by UUID and else as it was, and in UEFI mode one for the EFI system partition. Those of another disk are gone.
enter() {
  no_link /etc/fstab 2> /dev/null || fail 9 "/etc/fstab of the image is a link, or lies in one"
  [ -e "$target/etc/fstab" ] || : > "$target/etc/fstab"
  set -f
  set -- $(awk '$1 !~ /^#/ && $2 == "/" { print; exit }' "$target/etc/fstab")
  set +f
  {
    echo "UUID=$uuid / ${3:-$kind} ${4:-defaults} ${5:-0} ${6:-1}"
    [ "$mode" = bios ] || echo "UUID=$(blkid -p -o value -s UUID "$esp") /boot/efi vfat umask=0077 0 1"
    awk '$1 ~ /^#/ || ($2 != "/" && $2 != "/boot/efi" && $2 != "/efi")' "$target/etc/fstab"
  } > "$target/etc/fstab.metalwright" && chmod 644 "$target/etc/fstab.metalwright" && mv "$target/etc/fstab.metalwright" "$target/etc/fstab" \
    || fail 4 "write /etc/fstab of the installed system"
}

# for_uefi: to the path that firmware goes to by itself (UEFI 2.10, section 3.5.1.1), since the boot entries of the machine are not touched.
for_uefi() {
  if inside "$1" --help 2> /dev/null | grep -q force-extra-removable; then
    # Of Debian: signed loaders look for their menu in the folder of the distribution, too.
    set -- "$1" --force-extra-removable
  else
    set -- "$1" --removable
  fi
  # A signed GRUB looks in the folder that its distribution is called by, whatever the image's settings say.
  id=$(inside /bin/sh -c '. /etc/os-release && echo "${ID:-grub}"')
  do_or_fail "install GRUB into the EFI system partition" \
    inside "$1" --target="$platform" --efi-directory=/boot/efi --bootloader-id="$id" --no-nvram --recheck "$2"
  for file in "$target"/boot/efi/EFI/BOOT/BOOT*.EFI; do [ -s "$file" ] && return 0; done
  fail 5 "install GRUB into the EFI system partition: EFI/BOOT holds no loader"
}

for_bios() {
  do_or_fail "install GRUB on $device" inside "$1" --target="$platform" --recheck "$device"
  node_of bios-boot && [ -n "$(head -c 440 "$device" | tr -d '\0')" ] && [ -n "$(head -c 512 "$node" | tr -d '\0')" ] \
    || fail 5 "install GRUB on $device: its boot record or its BIOS boot partition is empty"
}

leave || exit 1
mount_system "$device" || { status=$? && leave && exit "$status"; }
kind "$root"
uuid=$(blkid -p -o value -s UUID "$root")
[ -n "$uuid" ] || fail 9 "the file system of $root has no UUID"

set -- "$target"/boot/vmlinu[xz]*
[ -e "$1" ] || fail 9 "the image holds no kernel (/boot/vmlinuz or vmlinuz-<release>)"
kernels=$#
has grub-install grub2-install || fail 9 "the image has no boot loader: neither grub-install nor grub2-install"
installer=$program
case $mode-$(uname -m) in bios-*) platform=i386-pc ;; uefi-aarch64) platform=arm64-efi ;; *) platform=x86_64-efi ;; esac
[ -e "$target/usr/lib/grub/$platform/normal.mod" ] || [ -e "$target/usr/share/grub2/$platform/normal.mod" ] \
  || fail 9 "the GRUB of the image is none for this machine: /usr/lib/grub/$platform is not there"
has update-grub grub2-mkconfig grub-mkconfig || fail 9 "the GRUB of the image makes no menu: neither update-grub nor grub-mkconfig"
menu=$program

if [ "$mode" = uefi ]; then
  node_of efi-system || fail 9 "$device has no EFI system partition"
  esp=$node
  mkdir -p "$target/boot/efi" && no_link /boot/efi 2> /dev/null || fail 9 "/boot/efi of the image is a link, or lies in one"
  if ! grep -q "^$esp $target/boot/efi " /proc/mounts; then
    [ "$(blkid -p -o value -s TYPE "$esp" 2> /dev/null)" = vfat ] || do_or_fail "make a file system on $esp" mkfs.vfat -F 32 -n EFI "$esp"
    do_or_fail "mount $esp" mount -t vfat "$esp" "$target/boot/efi"
  fi
fi
enter
# BootOS has no udev, and a menu names roots by UUID only where it sees that it could find them so.
mkdir -p "$target/dev/disk/by-uuid" && ln -sf "$root" "$target/dev/disk/by-uuid/$uuid"
"for_$mode" "$installer"
case $menu in
  update-grub) do_or_fail "make GRUB's menu" inside update-grub ;;
  *) do_or_fail "make GRUB's menu" inside "$menu" -o "/boot/${menu%-mkconfig}/grub.cfg" ;;
esac
rm -f "$target/dev/disk/by-uuid/$uuid"
grep -qs "root=UUID=$uuid" "$target"/boot/grub*/grub.cfg "$target"/boot/loader/entries/*.conf \
  || fail 5 "make GRUB's menu: it does not name the root by its UUID $uuid"
version=$(inside "$installer" --version)
leave || exit 1
echo "GRUB ${version##* } for $platform on $device, $kernels in its menu, root=UUID=$uuid"
