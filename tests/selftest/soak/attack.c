/* attack.c - run all attacks on one program of one lab.
 *
 * usage: attack LAB server|client BUILD FOLDER SECONDS
 *
 * LAB is a name such as lab03-accept-recv; BUILD is a label ("sanitized" gets
 * the memory that it needs); FOLDER has LAB/server and LAB/client. SECONDS is
 * how long 100 connections a second go on. It prints one line for each attack:
 * its name, then "ok", "-" if it does not apply, or "FAIL" and the reason, with
 * | between. tests/selftest/soak/attacks makes tables of these lists. */
#include "attack.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "paths.h"
#include "source.h"

char nasty[NASTY], mebibyte[MEBIBYTE];
int seconds;

static const struct attack *current;
static bool is_server;

int lab_of(const struct check *k)
{
    return k->cast.lab[4] - '0';
}

bool has_ended(void *program)
{
    return program_ended(program);
}

bool complains_of_eintr(struct program *p)
{
    return strstr(program_stderr(p), "EINTR") != NULL;
}

bool all_sent(void *peer)
{
    return ((struct peer *)peer)->wire.out_len == 0;
}

void say(int fd, const char *bytes, size_t len)
{
    if (send(fd, bytes, len, MSG_NOSIGNAL) == -1)
        errno = 0; /* failures of an attacker do not matter */
}

bool ends(struct check *k, struct program *p, int status)
{
    char text[64], wanted[64];
    bool over = check_until(has_ended, p);
    snprintf(wanted, sizeof wanted, "exit %d", status);
    const char *seen =
        over ? program_ending(p, text, sizeof text) : "it still runs";
    if (strcmp(seen, wanted) != 0) {
        check_fail(k, "expected %s, but: %s; on stderr: %.200s", wanted, seen,
                   program_stderr(p));
        return false;
    }
    p->report.status = 0; /* this end was demanded */
    return true;
}

static void one(struct check *k)
{
    k->options.descriptors = current->descriptors;
    if (is_server)
        attack_server(k, current);
    else
        attack_client(k, current);
}

/* Print a story of several lines as one line. */
static void put_line(const char *text)
{
    for (; *text; text++)
        putchar(*text == '\n' || *text == '|' ? ' ' : *text);
}

static bool attack(const struct attack *a, const struct cast *cast)
{
    current = a;
    if (strchr(a->labs, cast->lab[4]) == NULL) {
        printf("%s|-\n", a->name);
        return true;
    }
    struct outcome end = check_run(one, STEPS_MOST, cast);
    bool good = end.verdict == PASS;
    printf("%s|%s", a->name, good ? "ok" : "FAIL|");
    if (!good)
        put_line(end.evidence ? end.evidence->demand : end.story);
    putchar('\n');
    fflush(stdout);
    outcome_free(&end);
    return good;
}

static void fill(void)
{
    static const char formats[] = "%n%s%n%99999999d";
    for (int i = 0; i < NASTY; i++)
        nasty[i] = (char)(i == '\n' ? ' ' : i);
    memcpy(nasty + 256, formats, sizeof formats);
    nasty[NASTY - 1] = '\n';
    for (int i = 0; i < MEBIBYTE; i++)
        mebibyte[i] = (char)('a' + i % 25);
}

/* Raise our limit: we need thousands of descriptors. */
static void take_descriptors(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fprintf(stderr,
                "usage: attack LAB server|client BUILD FOLDER SECONDS\n");
        return 2;
    }
    struct cast cast = {.lab = argv[1], .build = argv[3]};
    cast.sanitized = strcmp(argv[3], "sanitized") == 0;
    snprintf(cast.server, PATH_MOST, "%s/%s/server", argv[4], argv[1]);
    snprintf(cast.client, PATH_MOST, "%s/%s/client", argv[4], argv[1]);
    is_server = strcmp(argv[2], "server") == 0;
    seconds = atoi(argv[5]);
    paths_init(argv[0]);
    take_descriptors();
    fill();
    const struct attack *all = is_server ? on_servers : on_clients;
    bool good = true;
    for (const struct attack *a = all; a->name; a++)
        good &= attack(a, &cast);
    return good ? 0 : 1;
}
