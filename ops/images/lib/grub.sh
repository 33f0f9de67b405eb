# GRUB for BIOS, and the menu that it shares with the signed one for UEFI.
#
# GRUB and not syslinux/gptmbr: it is the only packaged loader that reads ext4 with today's features, md RAID with metadata
# 1.x and both firmwares alike, so one grub.cfg on the root file system serves BIOS and UEFI. `grub-install` wants a
# block device and there are no loop devices, so its two patches are made here (see embed_bios_boot in disk.sh).

# Everything is in the core: grub.cfg needs no module file on disk.
grub_modules=(part_gpt part_msdos ext2 fat diskfilter mdraid09 mdraid1x search search_label search_fs_uuid regexp probe test
    normal configfile echo ls cat linux serial terminal reboot halt minicmd)

# The disk that the firmware booted is asked first: after a machine was reused another disk may carry an older `root`.
grub_early_config() {
    cat <<'CONFIG'
regexp --set=1:boot_disk "^([^,]+)" $root
search.fs_label root root $boot_disk,
set prefix=($root)/boot/grub
CONFIG
}

# grub_bios_core INTO [ROOT] writes boot.img and core.img. With ROOT they are made of the GRUB that is installed there, so that core and
# modules on disk are of one version. UEFI gets the distribution's own loaders, which are signed.
grub_bios_core() {
    local into=$1 grub=${2:-}/usr/lib/grub/i386-pc
    grub_early_config >"$into/early.cfg"
    grub-mkimage -O i386-pc -d "$grub" -p /boot/grub -c "$into/early.cfg" -o "$into/core.img" biosdisk linux16 "${grub_modules[@]}"
    cp "$grub/boot.img" "$into/boot.img"
}

# grub_menu TITLE KERNEL INITRD ARGUMENTS: root= is the UUID of whatever file system GRUB itself found, so the image still boots
# when its UUID was changed on the machine. Under BIOS the kernel is entered by its 16-bit protocol: with the 32-bit one GRUB 2.06 spends
# 1.6 s of CPU more before the kernel's first line (QEMU without KVM).
grub_menu() {
    cat <<CONFIG
serial --unit=0 --speed=115200
terminal_input serial console
terminal_output serial console
set timeout=0
if [ "\$grub_platform" = pc ]; then set protocol=16; fi
probe --set=root_uuid --fs-uuid \$root
menuentry '$1' {
    linux\$protocol $2 root=UUID=\$root_uuid $4
    initrd\$protocol $3
}
CONFIG
}
