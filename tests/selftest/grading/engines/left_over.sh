# left_over.sh - what the engines have left behind: there must be nothing. Read by
# run.
# shellcheck shell=bash disable=SC2154

ports_are_free()
{
    local port
    sed -n 's/^.*Port[ =]*//p' "$work"/*/*_config "$work"/*/slurm.conf 2>/dev/null |
        while read -r port; do
            ! listening | grep ":$(printf %04X "$port")\$" || return 1
        done
}

# Files outside of our folder, which may have been there before us.
outside_files()
{
    find ~ -maxdepth 1 -name '.socket-labs-*'
    find ~/.parallel 2>/dev/null
}

no_file_is_left()
{
    ! find "$work/tmp" "$work"/far/* -mindepth 1 | grep . &&
        [ "$(outside_files)" = "$before" ] && [ ! -d "$lent_folder" ]
}

nothing_runs()
{
    local left
    left=$(until_nothing 10 told_of "$work")
    [ -z "$left" ] || { echo "$left" && return 1; }
}
