# slurm.sh - start our own Slurm: munged, slurmctld and slurmd, with one node,
# on 127.0.0.1. Sourced by run, which has made $work.
# shellcheck shell=bash disable=SC2154

slurm_folder=$work/slurm
munged_pid='' slurmctld_pid='' slurmd_pid=''

# Print why Slurm cannot run here; nothing if it can.
no_slurm()
{
    local program
    for program in munged slurmctld slurmd sbatch; do
        PATH=$PATH:/usr/sbin command -v $program >/dev/null ||
            { echo "$program is not installed (Debian: slurm-wlm)"; return; }
    done
}

# The array limit is low, so that the tests reach it with three tasks.
write_slurm_conf()
{
    cat >"$slurm_folder/slurm.conf" <<END
ClusterName=socket-labs-test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$slurm_folder/munge.socket
StateSaveLocation=$slurm_folder/state
SlurmdSpoolDir=$slurm_folder/spool
SlurmctldPidFile=$slurm_folder/slurmctld.pid
SlurmdPidFile=$slurm_folder/slurmd.pid
SlurmctldLogFile=$slurm_folder/slurmctld.log
SlurmdLogFile=$slurm_folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
MailProg=/bin/true
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SchedulerParameters=sched_interval=1
MaxArraySize=2
KillWait=1
NodeName=near NodeAddr=127.0.0.1 CPUs=2 RealMemory=4096
PartitionName=all Nodes=near Default=YES State=UP
END
}

start_munged()
{
    # munged demands a folder that all can read, and a key that nobody else can
    chmod 755 "$slurm_folder"
    (umask 077 && head -c 128 /dev/urandom >"$slurm_folder/munge.key")
    PATH=$PATH:/usr/sbin munged --foreground --key-file="$slurm_folder/munge.key" \
        --socket="$slurm_folder/munge.socket" --pid-file="$slurm_folder/munged.pid" \
        --log-file="$slurm_folder/munged.log" --seed-file="$slurm_folder/munged.seed" \
        >"$slurm_folder/munged.out" 2>&1 &
    munged_pid=$!
    until_true 30 munge --socket="$slurm_folder/munge.socket" --no-input
}

start_slurm()
{
    mkdir -p "$slurm_folder/state" "$slurm_folder/spool"
    write_slurm_conf
    export SLURM_CONF=$slurm_folder/slurm.conf
    start_munged || { cat "$slurm_folder"/munged.*; return 1; }
    PATH=$PATH:/usr/sbin slurmctld -D >"$slurm_folder/slurmctld.out" 2>&1 &
    slurmctld_pid=$!
    until_true 30 scontrol ping || { cat "$slurm_folder/slurmctld.out"; return 1; }
    PATH=$PATH:/usr/sbin slurmd -D -N near >"$slurm_folder/slurmd.out" 2>&1 &
    slurmd_pid=$!
    until_true 30 node_is_idle || { cat "$slurm_folder/slurmd.out"; return 1; }
}

node_is_idle()
{
    [ "$(sinfo -h -o %T)" = idle ]
}

# Have the jobs of an earlier test ended, with their processes?
no_jobs()
{
    [ -z "$(squeue -h)" ]
}

stop_slurm()
{
    # shellcheck disable=SC2086 # those that run
    end_of $slurmd_pid $slurmctld_pid $munged_pid
    slurmd_pid='' slurmctld_pid='' munged_pid=''
}
