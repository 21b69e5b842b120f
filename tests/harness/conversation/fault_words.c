/* fault_words.c - see fault_words.h. */
#include "fault_words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What can be made to go wrong: these calls, with these errors. */
struct name {
    const char *name;
    int number;
};

static const struct name calls[] = {
    {"socket", SPY_SOCKET},     {"accept", SPY_ACCEPT},
    {"connect", SPY_CONNECT},   {"send", SPY_SEND},
    {"recv", SPY_RECV},         {"sendto", SPY_SENDTO},
    {"recvfrom", SPY_RECVFROM}, {"select", SPY_SELECT},
    {"poll", SPY_POLL},         {NULL, SPY_NONE},
};

static const struct name errors[] = {
    {"EINTR", EINTR},
    {"EAGAIN", EAGAIN},
    {"EMFILE", EMFILE},
    {"ECONNABORTED", ECONNABORTED},
    {"ENOBUFS", ENOBUFS},
    {"ECONNRESET", ECONNRESET},
    {"EAFNOSUPPORT", EAFNOSUPPORT},
    {NULL, 0},
};

/* The number that has this name; 0: none has. */
static int number_of(const struct name *names, const char *name)
{
    while (names->name && strcmp(names->name, name) != 0)
        names++;
    return names->number;
}

static const char *name_of(const struct name *names, int number)
{
    while (names->name && names->number != number)
        names++;
    return names->name ? names->name : "?";
}

static bool read_error(struct fault *f, const char *words)
{
    char error[16], call[16];
    int used = 0;
    if (sscanf(words, "%15[A-Z] on %15[a-z]%n", error, call, &used) != 2 ||
        words[used] != '\0')
        return false;
    *f = fault_error((enum spy_name)number_of(calls, call),
                     number_of(errors, error));
    return f->call != SPY_NONE && f->error != 0;
}

static bool read_less(struct fault *f, const char *words)
{
    char call[16];
    int bytes, used = 0;
    if (sscanf(words, "%15[a-z] at most %d byte%n", call, &bytes, &used) != 2 ||
        used == 0 || strcmp(words + used, bytes == 1 ? "" : "s") != 0)
        return false;
    *f = fault_less((enum spy_name)number_of(calls, call), bytes);
    return (f->call == SPY_SEND || f->call == SPY_RECV) && bytes > 0;
}

static bool read_reset(struct fault *f, const char *words)
{
    int nth, used = 0;
    if (sscanf(words, "reset before accept %d%n", &nth, &used) != 1 ||
        words[used] != '\0')
        return false;
    *f = fault_reset(nth);
    return nth > 0;
}

bool fault_read(struct fault *f, const char *words)
{
    return read_error(f, words) || read_less(f, words) || read_reset(f, words);
}

void fault_write(const struct fault *f, char *words, size_t size)
{
    const char *call = name_of(calls, (int)f->call);
    if (f->kind == FAULT_ERROR)
        snprintf(words, size, "%s on %s", name_of(errors, f->error), call);
    else if (f->kind == FAULT_LESS)
        snprintf(words, size, "%s at most %d byte%s", call, f->bytes,
                 f->bytes == 1 ? "" : "s");
    else
        snprintf(words, size, "reset before accept %d", f->nth);
}

bool faults_read(struct faults *all, const char *words)
{
    char one[FAULT_WORDS_MOST];
    *all = (struct faults){0};
    for (size_t len; *words; words += len + 1) {
        len = strcspn(words, ";");
        if (words[len] == '\0' || len >= sizeof one ||
            all->count == FAULTS_MOST)
            return false;
        memcpy(one, words, len);
        one[len] = '\0';
        if (!fault_read(&all->of[all->count++], one))
            return false;
    }
    return true;
}

void faults_write(const struct faults *all, char words[FAULT_WORDS_MOST])
{
    char one[64];
    size_t len = 0;
    *words = '\0';
    for (int i = 0; i < all->count; i++) {
        fault_write(&all->of[i], one, sizeof one);
        len +=
            (size_t)snprintf(words + len, FAULT_WORDS_MOST - len, "%s;", one);
    }
}
