/* conversation.c - what a conversation costs: the engine against plain C.
 *
 * usage: bench-conversation [TIMES]
 *
 * The engine plays tests/selftest/bench/conversation.md, with box, terminal and
 * evidence. Plain C starts the same program, sends the same bytes, kills the
 * program and reaps it. The two take turns. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "document.h"
#include "explain.h"
#include "play.h"

enum { MOST = 100000, WANTED = 3 };

extern char **environ;

static pid_t bare_pid; /* 0: no server is running */

static void end_bare(void)
{
    if (bare_pid == 0)
        return;
    kill(bare_pid, SIGKILL);
    waitpid(bare_pid, NULL, 0);
    bare_pid = 0;
}

/* --- plain C ------------------------------------------------------------- */

/* Start the server; returns a descriptor to read its stdout. */
static int spawn_bare(const char *server)
{
    int out[2];
    char *argv[] = {(char *)server, "0", NULL};
    posix_spawn_file_actions_t actions;
    if (pipe2(out, O_CLOEXEC) == -1)
        bench_die("pipe: %s", strerror(errno));
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    int error = posix_spawn(&bare_pid, server, &actions, NULL, argv, environ);
    if (error)
        bench_die("%s: %s", server, strerror(error));
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    return out[0];
}

/* Read to the end of a line. */
static void read_to_newline(int fd, char *text, size_t size)
{
    size_t len = 0;
    while (len == 0 || text[len - 1] != '\n') {
        ssize_t got = read(fd, text + len, size - 1 - len);
        if (got <= 0)
            bench_die("plain C: a line was expected, and none came");
        len += (size_t)got;
    }
    text[len] = '\0';
}

static int connect_bare(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd == -1 || connect(fd, (struct sockaddr *)&to, sizeof to) == -1)
        bench_die("plain C: cannot connect: %s", strerror(errno));
    return fd;
}

static void talk_bare(const char *server)
{
    char text[256];
    int port, out = spawn_bare(server);
    read_to_newline(out, text, sizeof text);
    if (sscanf(text, "listening on 127.0.0.1:%d", &port) != 1)
        bench_die("plain C: the server prints: %s", text);
    int fd = connect_bare(port);
    if (send(fd, "hello\n", 6, MSG_NOSIGNAL) != 6)
        bench_die("plain C: send: %s", strerror(errno));
    read_to_newline(fd, text, sizeof text);
    if (strcmp(text, "hello\n") != 0)
        bench_die("plain C: the server says: %s", text);
    read_to_newline(out, text, sizeof text);
    if (shutdown(fd, SHUT_WR) == -1 || recv(fd, text, sizeof text, 0) != 0)
        bench_die("plain C: the end of the stream was expected");
    close(fd);
    end_bare();
    close(out);
}

/* --- the engine ---------------------------------------------------------- */

static void talk_engine(const struct conversation *c, const struct cast *cast)
{
    struct outcome end = play(c, cast, NULL, NULL);
    explain(&end);
    if (end.verdict != PASS)
        bench_die("the conversation has failed:\n%s", end.story);
}

/* --- both ---------------------------------------------------------------- */

static void compare(const struct conversation *c, const struct cast *cast,
                    int times)
{
    static double bare[MOST], engine[MOST], ratio[MOST];
    for (int i = -5; i < times; i++) { /* the first five are not counted */
        double start = bench_ms();
        talk_bare(cast->server);
        double middle = bench_ms();
        talk_engine(c, cast);
        double end = bench_ms();
        if (i < 0)
            continue;
        bare[i] = middle - start;
        engine[i] = end - middle;
        ratio[i] = engine[i] / bare[i];
    }
    printf("  %-10s %9.2f ms %9.2f ms %9.2f        %d.00\n", cast->build,
           bench_median(bare, times), bench_median(engine, times),
           bench_median(ratio, times), WANTED);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    char path[PATH_MOST];
    struct document d;
    struct cast cast;
    int times = argc > 1 ? atoi(argv[1]) : 200;
    if (times < 1 || times > MOST) {
        fprintf(stderr, "usage: bench-conversation [TIMES]\n");
        return 2;
    }
    paths_init(argv[0]);
    atexit(end_bare);
    if (!document_read(&d,
                       path_of(path, "tests/selftest/bench/conversation.md")))
        return 1;
    printf("  build         plain C       engine     ratio   at most\n");
    cast_plain(&cast, "lab03-accept-recv");
    compare(d.conversations, &cast, times);
    cast_sanitized(&cast, "lab03-accept-recv");
    compare(d.conversations, &cast, times);
    return 0;
}
