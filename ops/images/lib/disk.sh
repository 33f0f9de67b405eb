# A whole disk from a folder, without block devices: GPT with 1 BIOS boot, 2 EFI system, 3 root (ext4, label `root`, last, so that it
# can be grown).

sector=512
mebibyte=1048576
bios_boot_lba=2048
bios_boot_sectors=2048
esp_lba=$((bios_boot_lba + bios_boot_sectors))

# uuid_from TEXT: a stable UUID (version 8, RFC 9562 section 5.8), so that equal inputs give equal images.
uuid_from() {
    local h
    h=$(printf '%s' "$1" | sha256sum)
    printf '%s-%s-8%s-a%s-%s\n' "${h:0:8}" "${h:8:4}" "${h:13:3}" "${h:17:3}" "${h:20:12}"
}

# Features are spelled out, because the defaults of newer e2fsprogs (metadata_csum_seed, orphan_file) are unknown to GRUB and to
# older kernels. resize_inode and 4 KiB blocks: the file system starts small and is grown to the disk.
ext4_features=none,has_journal,ext_attr,resize_inode,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,huge_file,dir_nlink,extra_isize,metadata_csum

# make_root_file_system FILE FOLDER MEBIBYTES SEED
make_root_file_system() {
    local file=$1 folder=$2 size=$3 seed=$4
    rm -f "$file"
    truncate -s "${size}M" "$file"
    E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH mke2fs -q -F -t ext4 -O "$ext4_features" -b 4096 -I 256 -i 16384 -J size="$((size < 512 ? 4 : 64))" \
        -L root -m 1 -U "$(uuid_from "$seed root")" -E "hash_seed=$(uuid_from "$seed hash"),root_owner=0:0,lazy_itable_init=0,lazy_journal_init=0" \
        -d "$folder" "$file"
    settle_times "$file"
}

# mke2fs -d copies change times, which nothing can set beforehand; they are the only thing left that differs between two builds.
settle_times() {
    local file=$1 inodes
    inodes=$(dumpe2fs -h "$file" 2>/dev/null | sed -n 's/^Inode count: *//p')
    local free
    free=$(dumpe2fs -h "$file" 2>/dev/null | sed -n 's/^Free inodes: *//p')
    local inode
    for ((inode = 1; inode <= inodes - free; inode++)); do
        ((inode == 1 || (inode > 2 && inode < 11))) && continue
        printf 'set_inode_field <%d> %s\n' "$inode" "ctime @$SOURCE_DATE_EPOCH" "$inode" "atime @$SOURCE_DATE_EPOCH" "$inode" "crtime @$SOURCE_DATE_EPOCH"
    done | E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH debugfs -w -f - "$file" >/dev/null 2>&1
}

# make_efi_system_partition FILE FOLDER MEBIBYTES SEED. FAT16 below 64 MiB: FAT32 would be mostly its own tables.
make_efi_system_partition() {
    local file=$1 folder=$2 size=$3 seed=$4 bits=32 id
    ((size < 64)) && bits=16
    id=$(uuid_from "$seed efi")
    rm -f "$file"
    truncate -s "${size}M" "$file"
    mkfs.vfat --invariant -F "$bits" -s 1 -n EFI -i "${id:0:8}" "$file" >/dev/null
    find "$folder" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    MTOOLS_SKIP_CHECK=1 mcopy -s -m -i "$file" "$folder"/* ::/
}

little_endian() {
    local value=$1 bytes=$2 i
    for ((i = 0; i < bytes; i++)); do printf "\\x$(printf '%02x' $((value >> 8 * i & 255)))"; done
}

# write_at FILE OFFSET BYTES <data
write_at() { dd of="$1" bs=1 seek="$2" count="$3" conv=notrunc status=none; }

# What `grub-install` does with a block device (GRUB 2 manual, "BIOS installation"): boot.img goes into the code area of the MBR and
# learns where core.img starts; core.img goes into the BIOS boot partition, and the block list at the end of its first sector learns
# where the second one is. The list's length and load segment are already set by grub-mkimage.
embed_bios_boot() {
    local disk=$1 boot=$2 core=$3 size
    size=$(stat -c %s "$core")
    ((size <= bios_boot_sectors * sector)) || die "GRUB's core ($size bytes) does not fit its partition."
    head -c 440 "$boot" | write_at "$disk" 0 440
    little_endian "$bios_boot_lba" 8 | write_at "$disk" $((0x5c)) 8
    printf '\x90\x90' | write_at "$disk" $((0x66)) 2 # hard disk: trust no drive number but the BIOS's own
    dd if="$core" of="$disk" bs=$sector seek=$bios_boot_lba conv=notrunc status=none
    little_endian $((bios_boot_lba + 1)) 8 | write_at "$disk" $((bios_boot_lba * sector + 0x1f4)) 8
}

# assemble_disk DISK ESP ROOT BOOT_IMG CORE_IMG SEED
assemble_disk() {
    local disk=$1 esp=$2 root=$3 boot=$4 core=$5 seed=$6 esp_sectors root_lba root_sectors
    esp_sectors=$(($(stat -c %s "$esp") / sector))
    root_lba=$((esp_lba + esp_sectors))
    root_sectors=$(($(stat -c %s "$root") / sector))
    rm -f "$disk"
    truncate -s $(((root_lba + root_sectors) * sector + mebibyte)) "$disk" # the last MiB: backup GPT
    sgdisk --set-alignment=2048 --disk-guid="$(uuid_from "$seed disk")" \
        --new=1:$bios_boot_lba:+$((bios_boot_sectors - 1)) --typecode=1:EF02 --change-name=1:bios-boot --partition-guid=1:"$(uuid_from "$seed 1")" \
        --new=2:$esp_lba:$((root_lba - 1)) --typecode=2:EF00 --change-name=2:efi-system --partition-guid=2:"$(uuid_from "$seed 2")" \
        --new=3:$root_lba:$((root_lba + root_sectors - 1)) --typecode=3:8304 --change-name=3:root --partition-guid=3:"$(uuid_from "$seed 3")" \
        "$disk" >/dev/null || die 'sgdisk refused the partition table.'
    dd if="$esp" of="$disk" bs=$mebibyte seek=$((esp_lba * sector / mebibyte)) conv=notrunc,sparse status=none
    dd if="$root" of="$disk" bs=$mebibyte seek=$((root_lba * sector / mebibyte)) conv=notrunc,sparse status=none
    embed_bios_boot "$disk" "$boot" "$core"
}
