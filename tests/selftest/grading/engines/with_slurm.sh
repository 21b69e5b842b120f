# with_slurm.sh - tests of grade-slurm. Sourced by run.
# shellcheck shell=bash disable=SC2154

test_slurm()
{
    check 'Slurm: the same records' submitted_then_awaited
    check 'Slurm: again, there is nothing to do' nothing_to_do tools/instructor/grade-slurm "$out"
    check 'Slurm: a task that begins anew grades nothing twice' task_begins_anew
    check 'Slurm: cancelled in the middle, it goes on' cancelled_and_again
    check 'Slurm: what a job could not grade is named' job_fails
    check 'Slurm: options go to sbatch' ends 2 'sbatch did not take the job' \
        tools/instructor/grade-slurm "$out" --mem=9999G
}

submitted_then_awaited()
{
    new_class
    CHUNK=1 ends 0 'job [0-9]+: 3 units in 2 tasks' tools/instructor/grade-slurm "$out" &&
        WAIT=yes ends 0 'is at work on it' tools/instructor/grade-slurm "$out" && same_records
}

# A task starts again, as when Slurm requeues it after the loss of a node.
task_begins_anew()
{
    local before
    before=$(record_times)
    printf '%s\n' ann bob eve-1 >"$out/list"
    SLURM_ARRAY_TASK_ID=0 tools/instructor/grading/slurm-task "$PWD" "$out" "$out/list" 3 &&
        [ "$(record_times)" = "$before" ]
}

cancelled_and_again()
{
    local before
    new_class
    CHUNK=3 tools/instructor/grade-slurm "$out" --comment=first
    until_true 60 any_record
    scancel "$(cat "$out/slurm/job")" && until_true 60 no_jobs
    before=$(record_times)
    [ "$(wc -l <<<"$before")" -lt 3 ] || return
    WAIT=yes ends 0 'left: .*eve' tools/instructor/grade-slurm "$out" && same_records &&
        [ "$(comm -12 <(echo "$before") <(record_times))" = "$before" ]
}

job_fails()
{
    new_class
    mv "$out/units/eve-1/submission" "$out/units/eve-1/away"
    WAIT=yes ends 1 'left: eve-1' tools/instructor/grade-slurm "$out" &&
        grep -q 'units/eve-1/submission is not there' "$out"/slurm/*.log
}
