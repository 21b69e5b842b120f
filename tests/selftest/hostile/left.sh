# left.sh - find, and remove, what a run has left behind. Sourced by many tests.
# What is found is printed, one thing a line.
# shellcheck shell=bash

# Processes whose program is this file, zombies too.
left_of_program() # FILE
{
    find /proc/[0-9]*/exe -lname "$1" 2>/dev/null || :
    grep -lxF "$(basename "$1")" /proc/[0-9]*/comm 2>/dev/null || :
}

# Processes whose working directory is this folder or below; children inherit
# it.
left_in_folder() # FOLDER
{
    find /proc/[0-9]*/cwd \( -lname "$1" -o -lname "$1/*" \) 2>/dev/null || :
}

# Processes with this folder in their arguments or environment, but not the
# caller.
told_of() # FOLDER
{
    env -i grep -lsF -f <(echo "$1") /proc/[0-9]*/cmdline /proc/[0-9]*/environ || :
}

# Listening sockets of this system: table and local address.
listening()
{
    awk '$4 == "0A" { print FILENAME, $2 }' /proc/net/tcp /proc/net/tcp6 | sort
}

# Temporary files with names that the kit and Criterion use.
temporary_files()
{
    find /tmp /dev/shm -maxdepth 1 \( -name 'socket-labs-*' -o \
        -name 'criterion_*' -o -name 'bxfi_*' \) 2>/dev/null | sort
}

# Print the lines of COMMAND that are not in BEFORE.
new_in() # BEFORE COMMAND [ARG...]
{
    comm -13 <(printf '%s\n' "$1") <("${@:2}")
}

# Run COMMAND until it prints nothing, for at most SECONDS; print its last
# output. A killed process needs a moment to vanish.
until_nothing() # SECONDS COMMAND [ARG...]
{
    local end=$((SECONDS + $1)) found
    shift
    while found=$("$@") && [ -n "$found" ] && [ "$SECONDS" -lt "$end" ]; do
        sleep 0.05
    done
    [ -z "$found" ] || printf '%s\n' "$found"
}

# Send a signal to the processes that COMMAND has found.
end_found() # SIGNAL COMMAND [ARG...]
{
    local signal=$1 pid
    shift
    for pid in $("$@" | cut -d / -f 3); do
        kill -"$signal" "$pid" 2>/dev/null || :
    done
}

# Kill all processes that work in a folder, and remove it.
remove_with_all() # FOLDER
{
    end_found TERM left_in_folder "$1"
    until_nothing 5 left_in_folder "$1" >/dev/null
    end_found KILL left_in_folder "$1"
    rm -rf "$1"
}
