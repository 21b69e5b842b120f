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
    complain_of(call, net_late(error) ? ETIMEDOUT : error);
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

/* The program's name without its folders. */
static const char *name_of(char **argv)
{
    const char *slash = strrchr(argv[0], '/');
    return slash ? slash + 1 : argv[0];
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
    if (argc < 3) {
        fprintf(stderr, "%s: %s is missing\n", name_of(argv),
                argc < 2 ? "HOST" : "PORT");
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

/* --- sockets ------------------------------------------------------------- */

net_socket listen_on(uint16_t port)
{
    net_socket listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == NET_INVALID)
        die("socket");
    int on = 1;
    if (setsockopt(listener, SOL_SOCKET, NET_REUSEADDR, (void *)&on,
                   sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in addr = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t addrlen = sizeof addr;
    if (bind(listener, (struct sockaddr *)&addr, addrlen) == -1)
        die("bind");
    if (listen(listener, SOMAXCONN) == -1)
        die("listen");
    if (getsockname(listener, (struct sockaddr *)&addr, &addrlen) == -1)
        die("getsockname");
    char text[INET_ADDRSTRLEN];
    if (inet_ntop(AF_INET, &addr.sin_addr, text, sizeof text) == NULL)
        die("inet_ntop");
    say("listening on %s:%d", text, ntohs(addr.sin_port));
    return listener;
}

int send_all(net_socket s, const char *buf, size_t len)
{
    size_t sent = 0;
    while (sent < len) {
        ssize_t taken = send(s, buf + sent, len - sent, MSG_NOSIGNAL);
        if (taken == -1 && net_error() != EINTR)
            return -1;
        if (taken > 0)
            sent += (size_t)taken;
    }
    return 0;
}

/* A socket for this one address, connected within ms; or NET_INVALID. */
static net_socket connect_one(const struct addrinfo *at, long ms)
{
    net_socket s = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
    if (s == NET_INVALID) {
        complain("socket");
        return NET_INVALID;
    }
    if (net_nonblocking(s, true) == 0 &&
        (connect(s, at->ai_addr, at->ai_addrlen) == 0 ||
         (net_would_block(net_error()) && net_connected(s, ms) == 0)) &&
        net_nonblocking(s, false) == 0)
        return s;
    complain("connect");
    net_close(s);
    return NET_INVALID;
}

net_socket connect_to(const char *host, const char *port, long ms)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
    int error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        complain_about_name(host, error);
        return NET_INVALID;
    }
    net_socket s = NET_INVALID;
    for (struct addrinfo *at = found; at && s == NET_INVALID; at = at->ai_next)
        s = connect_one(at, ms);
    freeaddrinfo(found);
    return s;
}

/* --- starters ------------------------------------------------------------ */

int todo(const char *step, ...)
{
    fprintf(stderr, "todo: %s\n", step);
    if (getenv("TODO_WAITS")) /* a test looks at what is there so far */
        while (getchar() != EOF)
            continue;
    exit(3);
}
