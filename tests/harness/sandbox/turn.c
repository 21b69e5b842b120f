/* turn.c - see turn.h. */
#include "turn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "paths.h"

/* Two bytes of the file, with a lock each. The run that has the turn holds an
 * exclusive lock on TURN; runs that wait hold a shared lock on WANTED. */
enum { TURN, WANTED };

static int lock = -1;

/* Open file description locks, fcntl(2): fork() and exec() pass them on. */
static int do_lock(int command, int byte, short type)
{
    struct flock l = {
        .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
    int done = fcntl(lock, command, &l);
    return command == F_OFD_GETLK && done == 0 ? l.l_type : done;
}

static bool is_taken(int error)
{
    return error == EAGAIN || error == EACCES;
}

/* Without O_CLOEXEC: the processes that a run starts keep the lock, too. */
static void open_lock(void)
{
    char path[PATH_MOST];
    if (lock == -1)
        lock = open(path_of(path, "tests/build/turn.lock"), O_RDWR | O_CREAT,
                    0666);
}

/* True if we have the turn, or if this file system has no locks. */
static bool take(int command)
{
    open_lock();
    if (do_lock(command, TURN, F_WRLCK) == 0)
        return true;
    if (is_taken(errno) || errno == EINTR)
        return false;
    perror("tests/build/turn.lock: testing without it, so test once at a time");
    return true;
}

static void on_alarm(int number)
{
    static const char words[] =
        "Another make test, or make watch, is at work here: waiting for it.\n";
    (void)number;
    if (write(STDERR_FILENO, words, sizeof words - 1) == -1)
        return;
}

void turn_wait(void)
{
    if (take(F_OFD_SETLK))
        return;
    do_lock(F_OFD_SETLK, WANTED, F_RDLCK);
    sigaction(SIGALRM, &(struct sigaction){.sa_handler = on_alarm}, NULL);
    alarm(1);
    while (!take(F_OFD_SETLKW))
        continue;
    alarm(0);
    do_lock(F_OFD_SETLK, WANTED, F_UNLCK);
}

bool turn_try(void)
{
    return !turn_is_wanted() && take(F_OFD_SETLK);
}

void turn_end(void)
{
    if (lock != -1)
        close(lock);
    lock = -1;
}

bool turn_is_wanted(void)
{
    open_lock();
    return do_lock(F_OFD_GETLK, WANTED, F_WRLCK) == F_RDLCK;
}
