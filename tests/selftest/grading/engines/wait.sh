# wait.sh - for things to happen, with an end; and free ports. Read by run.
# shellcheck shell=bash

# Ask COMMAND until it says yes, for at most SECONDS. Slurm and sshd tell nobody that
# they are ready: between two questions there is a pause.
until_true() # SECONDS COMMAND [ARG...]
{
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.05
    done
}

# A port that nobody uses on this machine, from the kernel.
free_port()
{
    perl -MIO::Socket::INET -e '
        print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport'
}

# End a process that was started here, and see it gone.
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
