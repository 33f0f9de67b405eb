/*
 * The smallest operating system of the tests: says on the serial line that the disk was booted, then obeys one
 * letter a time: r resets the machine, p powers it off (ACPI of q35), anything else is echoed.
 * Assembled twice: as a boot sector (16 bit) and as the code of an EFI program (64 bit, -DEFI).
 */
    .text
start:
#ifdef EFI
    .code64
    lea message(%rip), %rsi
#else
    .code16
    xor %ax, %ax
    mov %ax, %ds
    mov $0x7c00 + message - start, %si
#endif
    cld
    cli                         /* else the firmware's console polls the line at each tick and takes our letters */
say:
    lodsb
    test %al, %al
    jz listen
    call put
    jmp say
listen:
    mov $0x3fd, %dx
    in %dx, %al
    test $1, %al
    jnz letter
    pause
    jmp listen
letter:
    mov $0x3f8, %dx
    in %dx, %al
    cmp $'r', %al
    je reset
    cmp $'p', %al
    je off
    call put
    jmp listen
reset:
    mov $0xcf9, %dx
    mov $6, %al
    out %al, %dx
    jmp listen
off:
    mov $0x604, %dx
    mov $0x2000, %ax
    out %ax, %dx
    jmp listen
put:
    mov %al, %ah
wait:
    mov $0x3fd, %dx
    in %dx, %al
    test $0x20, %al
    jz wait
    mov $0x3f8, %dx
    mov %ah, %al
    out %al, %dx
    ret
message:
    .asciz "\r\nDISK BOOTED\r\n"
