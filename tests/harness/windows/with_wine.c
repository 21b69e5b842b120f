/* with_wine.c - run a command that runs Windows programs.
 *
 * usage: with-wine COMMAND [ARG...]
 *
 * The command starts Windows programs with $WINELOADER. The exit status is that
 * of the command. Run it in a cell, which ends Wine also if this is killed. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "wine.h"

static int run(char **argv)
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    if (pid == -1 || waitpid(pid, &status, 0) == -1) {
        perror("with-wine");
        return 1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv)
{
    char *env[WINE_VARIABLES];
    if (argc < 2 || *argv[1] == '-') {
        fprintf(stderr, "usage: with-wine COMMAND [ARG...]\n");
        return 2;
    }
    if (!wine_begin())
        return 2;
    for (int i = wine_environment(env); i-- > 0;)
        putenv(env[i]);
    int status = run(argv + 1);
    wine_end();
    return status;
}
