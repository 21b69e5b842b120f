/* lab.c - see lab.h. */
#include "lab.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    fflush(stdout);
}

static void complain_of(const char *call, int error)
{
    fprintf(stderr, "%s: %s, %s\n", call, net_error_name(error),
            net_error_words(error));
}

void complain(const char *call)
{
    complain_of(call, net_error());
}

void complain_or_late(const char *call)
{
    int error = net_error();
    complain_of(call, net_late(error) ? NET_ETIMEDOUT : error);
}

void complain_about_name(const char *name, int error)
{
    const char *known = error == EAI_NONAME ? "EAI_NONAME, no such host"
                        : error == EAI_AGAIN
                            ? "EAI_AGAIN, no name server answers"
                            : gai_strerror(error);
    fprintf(stderr, "getaddrinfo: %s: %s\n", known, name);
}

void die(const char *call)
{
    complain(call);
    exit(1);
}

size_t read_line(char *buf, size_t size)
{
    size_t len = 0;
    while (len < size) {
        int byte = fgetc(stdin);
        if (byte == EOF && ferror(stdin) && errno == EINTR) {
            clearerr(stdin);
            continue;
        }
        if (byte == EOF)
            break;
        buf[len++] = (char)byte;
        if (byte == '\n')
            break;
    }
    return len;
}

/* --- command lines ------------------------------------------------------- */

/* The program's name without its folders, and without the .exe that it has on
 * Windows. A string of argv's, which is cut there. */
static const char *name_of(char **argv)
{
    char *name = argv[0] + strlen(argv[0]);
    while (name > argv[0] && strchr("/\\", name[-1]) == NULL)
        name--;
    char *end = strstr(name, ".exe");
    if (end)
        *end = '\0';
    return name;
}

static _Noreturn void usage(char **argv, const char *args)
{
    fprintf(stderr, "usage: %s%s%s\n", name_of(argv), *args ? " " : "", args);
    exit(2);
}

/* text as a number from least to most, digits only; or usage(). */
static long number(char **argv, const char *args, const char *what,
                   const char *text, long least, long most)
{
    size_t digits = strspn(text, "0123456789");
    long value = digits > 0 && digits < 10 ? strtol(text, NULL, 10) : -1;
    if (text[digits] != '\0' || value < least || value > most) {
        fprintf(stderr, "%s: %s '%s' is not a number from %ld to %ld\n",
                name_of(argv), what, text, least, most);
        usage(argv, args);
    }
    return value;
}

static void at_most(int argc, char **argv, int most, const char *args)
{
    if (argc <= most)
        return;
    fprintf(stderr, "%s: one argument too many: '%s'\n", name_of(argv),
            argv[most]);
    usage(argv, args);
}

void no_args(int argc, char **argv)
{
    at_most(argc, argv, 1, "");
}

uint16_t port_from_args(int argc, char **argv, uint16_t otherwise)
{
    at_most(argc, argv, 2, "[PORT]");
    if (argc < 2)
        return otherwise;
    return (uint16_t)number(argv, "[PORT]", "port", argv[1], 0, 65535);
}

void host_port_from_args(int argc, char **argv, const char **host,
                         const char **port, long *ms)
{
    const char *args = ms ? "HOST PORT [MS]" : "HOST PORT";
    at_most(argc, argv, ms ? 4 : 3, args);
    bool no_host = argc < 2 || *argv[1] == '\0'; /* Windows: "" is ourselves */
    if (no_host || argc < 3) {
        fprintf(stderr, "%s: %s is missing\n", name_of(argv),
                no_host ? "HOST" : "PORT");
        usage(argv, args);
    }
    if (!net_has_stdin()) {
        fprintf(stderr, "%s: stdin is closed\n", name_of(argv));
        exit(2);
    }
    number(argv, args, "port", argv[2], 1, 65535);
    if (argc == 4)
        *ms = number(argv, args, "milliseconds", argv[3], 1, 600000);
    *host = argv[1];
    *port = argv[2];
}

/* --- starters ------------------------------------------------------------ */

int todo(const char *step, ...)
{
    fprintf(stderr, "todo: %s\n", step);
    if (getenv("TODO_WAITS"))
        net_park(); /* a test looks at what is there so far */
    exit(3);
}
