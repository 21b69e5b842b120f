/* turn_main.c - run a command while no other run builds or tests here.
 *
 * usage: turn COMMAND [ARG...]
 *
 * Exit status: the command's. */
#include <stdio.h>
#include <unistd.h>

#include "paths.h"
#include "turn.h"

int main(int argc, char **argv)
{
    if (argc < 2 || *argv[1] == '-') {
        fprintf(stderr, "usage: turn COMMAND [ARG...]\n");
        return 2;
    }
    paths_init(argv[0]);
    turn_wait();
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    return 127;
}
