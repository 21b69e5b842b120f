# sshd.sh - start our own sshd, for our user alone, on 127.0.0.1. Sourced by
# run, which has made $work.
# shellcheck shell=bash disable=SC2154

sshd_folder=$work/sshd
sshd_pid='' lent_folder=''

# Print why parallel cannot run here; nothing if it can.
no_parallel()
{
    command -v parallel >/dev/null || echo 'GNU parallel is not installed (Debian: parallel)'
}

no_rsync()
{
    command -v rsync >/dev/null || echo 'rsync is not installed (Debian: rsync)'
}

# Print why sshd cannot run here; nothing if it can.
no_sshd()
{
    [ -x /usr/sbin/sshd ] || echo 'sshd is not installed (Debian: openssh-server)'
}

# Write keys, and configurations for server and client. All host names lead to
# this sshd, except two: nothing listens at "dead", and "lost" answers only
# once.
write_ssh_files() # PORT
{
    cat >"$sshd_folder/sshd_config" <<END
ListenAddress 127.0.0.1:$1
HostKey $sshd_folder/host_key
AuthorizedKeysFile $sshd_folder/key.pub
PidFile none
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
# its folder is in /tmp, where everybody may write
StrictModes no
MaxStartups 100
SetEnv TMPDIR=$work/far/tmp
END
    cat >"$sshd_folder/ssh_config" <<END
Host dead
    Port $(free_port)
Match originalhost lost exec "! mkdir $sshd_folder/asked 2>/dev/null"
    ProxyCommand touch $sshd_folder/asked/again; false
Host *
    HostName 127.0.0.1
    Port $1
    User $(id -un)
    IdentityFile $sshd_folder/key
    IdentitiesOnly yes
    BatchMode yes
    ConnectTimeout 10
    UserKnownHostsFile $sshd_folder/known_hosts
    StrictHostKeyChecking accept-new
    LogLevel ERROR
END
}

# Another process may take the port before sshd does: then we try another port.
start_sshd()
{
    mkdir -p "$sshd_folder" "$work/far/tmp"
    ssh-keygen -q -t ed25519 -N '' -f "$sshd_folder/host_key"
    ssh-keygen -q -t ed25519 -N '' -f "$sshd_folder/key"
    # root's sshd needs this folder; if it is missing we make it for a while
    if [ "$(id -u)" = 0 ] && mkdir /run/sshd 2>/dev/null; then
        lent_folder=/run/sshd
    fi
    for _ in 1 2 3; do
        write_ssh_files "$(free_port)"
        /usr/sbin/sshd -D -e -f "$sshd_folder/sshd_config" 2>"$sshd_folder/log" &
        sshd_pid=$!
        until_true 30 sshd_has_begun && ! gone "$sshd_pid" && break
        end_of "$sshd_pid"
        sshd_pid=
    done
    [ -n "$sshd_pid" ] || { cat "$sshd_folder/log"; return 1; }
    export PARALLEL_SSH="ssh -F $sshd_folder/ssh_config"
}

sshd_has_begun()
{
    grep -q 'Server listening' "$sshd_folder/log" || gone "$sshd_pid"
}

stop_sshd()
{
    [ -z "$sshd_pid" ] || end_of "$sshd_pid"
    [ ! -d "$lent_folder" ] || rmdir "$lent_folder"
    sshd_pid=
}
