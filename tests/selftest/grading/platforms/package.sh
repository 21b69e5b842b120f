# package.sh - check what a package has and has not. Sourced by run.
# shellcheck shell=bash disable=SC2154

test_packages()
{
    check 'pack: a zip for Gradescope' pack gradescope
    check 'pack: the same kit gives the same zip' same_again
    check 'pack: setup.sh and run_autograder lie at its root' root_of_zip
    check 'pack: a folder for Classroom 50, small enough' small_folder
    check 'pack: no solution is in either' no_solutions
    check 'pack: an unknown platform is refused' refuses 'there are gradescope' moodle
    LABS=lab9 check 'pack: an unknown lab is refused' refuses 'there is no lab lab9' gradescope
}

pack() # PLATFORM
{
    make -s "$1" LABS=lab01 OUT="$work/packages"
}

same_again()
{
    cksum <"$work/packages/gradescope.zip" >"$work/sum"
    touch tools/instructor/platforms/gradescope/* && pack gradescope &&
        cksum <"$work/packages/gradescope.zip" | diff "$work/sum" -
}

root_of_zip()
{
    mkdir "$work/source"
    bsdtar -xf "$work/packages/gradescope.zip" -C "$work/source" &&
        [ -x "$work/source/setup.sh" ] && [ -x "$work/source/run_autograder" ]
}

# Classroom 50 downloads at most 10 MiB.
small_folder()
{
    pack classroom50 && [ -f "$work/packages/classroom50/autograder.py" ] &&
        [ "$(tar -C "$work/packages" -czf - classroom50 | wc -c)" -lt $((10 << 20)) ]
}

# Programs with solutions in the kit must be starters in the package.
no_solutions()
{
    local kit program
    for kit in "$work/source/kit" "$work/packages/classroom50/kit"; do
        while read -r program; do
            grep -q 'todo(' "$kit/$program" && ! grep 'SOLUTION [0-9]' "$kit/$program" || return
        done < <(grep -l '/\* SOLUTION [0-9]' lab0*/*.c)
        ! find "$kit" \( -name variants -o -name classics -o -name mutants -o \
            -name solutions \) | grep . || return
    done
}

refuses() # WORDS PLATFORM
{
    local said status=0
    said=$(tools/instructor/platforms/pack "$2" "$work/no" 2>&1) || status=$?
    [ $status = 2 ] && [[ $said == *"$1"* ]] && [ ! -e "$work/no" ]
}
