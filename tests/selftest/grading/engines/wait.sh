# wait.sh - wait with a deadline; find free ports. Sourced by run.
# shellcheck shell=bash

# Repeat COMMAND until it succeeds, for at most SECONDS. Slurm and sshd do not
# report when they are ready, so there is a pause between two tries.
until_true() # SECONDS COMMAND [ARG...]
{
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.05
    done
}

# Print a free port of this machine, chosen by the kernel.
free_port()
{
    perl -MIO::Socket::INET -e '
        print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport'
}

# Kill processes that we started, and wait until they are gone.
end_of() # PID...
{
    local pid
    for pid; do
        kill "$pid" 2>/dev/null || continue
        until_true 10 gone "$pid" || kill -KILL "$pid"
        wait "$pid" 2>/dev/null
    done
}

gone() # PID
{
    ! kill -0 "$1" 2>/dev/null || grep -q '^State:.Z' "/proc/$1/status"
}
