# tar_entry.sh - write tar entries that tar(1) would not write. Sourced by
# scripts that make attackers and odd submissions.
# shellcheck shell=bash

# Print a text, padded with NUL bytes to a size.
padded() # TEXT SIZE
{
    local LC_ALL=C
    printf '%s' "$1"
    head -c $(($2 - ${#1})) /dev/zero
}

# The header of tar(5), with this text for its checksum.
tar_header() # CHECKSUM NAME TYPE LINK SIZE
{
    padded "$2" 100
    padded 0000644 8
    padded 0000000 8
    padded 0000000 8
    padded "$(printf %011o "$5")" 12
    padded 00000000000 12
    padded "$1" 8
    printf %s "$3"
    padded "$4" 100
    padded ustar 6
    printf 00
    padded '' 64
    padded 0000001 8 # of a device: 1, 5 is /dev/zero
    padded 0000005 8
    padded '' 167
}

# TYPE: 0 a file, 1 a hard link, 2 a symbolic one, 3 a device, 5 a folder, 6 a
# FIFO.
tar_entry() # NAME TYPE [LINK [SIZE]]
{
    local sum
    sum=$(tar_header '        ' "$1" "$2" "${3:-}" "${4:-0}" | od -An -v -tu1 |
        awk '{ for (i = 1; i <= NF; i++) sum += $i } END { print sum }')
    tar_header "$(printf '%06o' "$sum") " "$1" "$2" "${3:-}" "${4:-0}"
}

# A file with this text.
tar_file() # NAME TEXT
{
    tar_entry "$1" 0 '' "${#2}"
    padded "$2" $(((${#2} + 511) / 512 * 512))
}

tar_end()
{
    head -c 1024 /dev/zero
}
