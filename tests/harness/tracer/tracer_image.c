/* tracer_image.c - who makes a call: where code lies, and what of it stands on
 * the stack. */
#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tracer_inside.h"

enum {
    WORDS = 256,   /* of the stack, at a time */
    PIECES = 4,    /* so many times */
    NEAR = 24,     /* words: what a wrapper of the C library has there */
    WRAPPERS = 4,  /* frames of the library's between a call and who wants it */
    OF_STDIO = 2,  /* so many at least, if it is stdio: getc() */
    STANDS_IN = 6, /* words of a sanitizer's where it stands before a call */
    READS_MOST = 8 /* of a process's map */
};

void image_forget(struct image *i, bool is_program)
{
    *i = (struct image){.is_program = is_program};
}

/* --- the map -------------------------------------------------------------- */

static bool is_runtime(const char *path)
{
    static const char *const names[] = {"asan", "ubsan", "lsan", "tsan",
                                        "msan"};
    const char *name = strrchr(path, '/');
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strstr(name, names[i]))
            return true;
    return false;
}

/* Files of the C library. What other libraries do, the program has asked for:
 * an interpreter makes its calls in one, as in Python's _socket.so. */
static bool is_c_library(const char *path)
{
    static const char *const names[] = {"ld-",      "libc.",      "libc-",
                                        "libnss_",  "libpthread", "libresolv",
                                        "libgcc_s", "libm."};
    const char *name = strrchr(path, '/');
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strncmp(name + 1, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

/* "55d0c000-55d0d000 r-xp 00001000 fe:00 4711   /path" */
static void take_line(struct image *i, const char *line, const char *program)
{
    unsigned long from, to, offset;
    char mode[5], path[512] = "";
    if (sscanf(line, "%lx-%lx %4s %lx %*s %*s %511[^\n]", &from, &to, mode,
               &offset, path) < 4)
        return;
    bool is_own = strcmp(path, program) == 0;
    if (is_own && i->base == 0 && offset == 0)
        i->base = from;
    if (mode[2] != 'x' || *path != '/' || i->count == TEXTS)
        return;
    i->of[i->count++] = (struct text){is_own               ? TEXT_OWN
                                      : is_runtime(path)   ? TEXT_RUNTIME
                                      : is_c_library(path) ? TEXT_LIBRARY
                                                           : TEXT_OWN,
                                      from, to};
}

/* A program that lies where it was linked to has no base: elf(5). */
static void correct_base(const struct thread *t, struct image *i)
{
    Elf64_Ehdr head;
    if (memory_read(t, i->base, &head, sizeof head) && head.e_type == ET_EXEC)
        i->base = 0;
    if (i->is_program && t->in->pid == tracer_program)
        tracer_log->base = i->base;
}

static void read_map(struct thread *t, struct image *i)
{
    static char text[128 * 1024];
    char path[64], program[512];
    snprintf(path, sizeof path, "/proc/%d/exe", (int)t->tid);
    ssize_t len = readlink(path, program, sizeof program - 1);
    program[len > 0 ? len : 0] = '\0';
    memory_read_proc(t->tid, "maps", text, sizeof text);
    i->count = 0;
    i->base = 0;
    i->reads++;
    char *rest = text;
    for (char *line; (line = strsep(&rest, "\n"));)
        take_line(i, line, program);
    correct_base(t, i);
}

static enum text_kind text_at(const struct image *i, uint64_t address)
{
    for (int k = 0; k < i->count; k++)
        if (address >= i->of[k].from && address < i->of[k].to)
            return i->of[k].kind;
    return TEXT_NONE;
}

/* Libraries are loaded one by one: code that is in no place known says that
 * there is another one. */
static enum text_kind text_of(struct thread *t, uint64_t address)
{
    struct image *i = &t->in->image;
    enum text_kind kind = text_at(i, address);
    if (kind != TEXT_NONE || i->reads >= READS_MOST)
        return kind;
    read_map(t, i);
    return text_at(i, address);
}

/* --- the stack ------------------------------------------------------------ */

/* Does a call stand before this address? */
static bool follows_call(const struct thread *t, uint64_t address)
{
    struct image *i = &t->in->image;
    unsigned char before[8];
    unsigned at = (unsigned)(address >> 1) % RETURNS;
    if (i->returns[at] == address)
        return true;
    if (i->others[at] == address ||
        !memory_read(t, address - 8, before, sizeof before))
        return false;
    bool calls = machine_calls(before);
    *(calls ? &i->returns[at] : &i->others[at]) = address;
    return calls;
}

/* What has been found on the way up. */
struct climb {
    int found, wrappers, of_runtime;
    bool is_near;        /* a wrapper of the library is all that lies between */
    bool begins_runtime; /* what comes first is a sanitizer's */
};

/* True: it goes on. */
static bool climb_word(struct thread *t, struct climb *c, uint64_t word,
                       int distance)
{
    enum text_kind kind = text_at(&t->in->image, word);
    if (kind == TEXT_NONE || !follows_call(t, word))
        return true;
    if (kind == TEXT_LIBRARY && c->found == 0)
        c->wrappers++;
    if (kind == TEXT_RUNTIME && c->found == 0 && c->of_runtime++ == 0)
        c->begins_runtime = c->wrappers == 0;
    if (kind != TEXT_OWN)
        return true;
    if (c->found == 0)
        c->is_near = c->wrappers == 0 ||
                     (c->wrappers <= WRAPPERS && distance < NEAR &&
                      !(t->now.kind->by_stdio && c->wrappers >= OF_STDIO));
    t->now.row.from[c->found++] = word;
    return c->found < 2;
}

static void climb(struct thread *t, struct climb *c)
{
    uint64_t words[WORDS], sp = t->now.sp & ~(uint64_t)7;
    uint64_t link = machine_link(t->tid);
    bool more = link == 0 || climb_word(t, c, link, 0);
    for (int piece = 0; piece < PIECES && more; piece++) {
        uint64_t from = sp + (uint64_t)piece * sizeof words;
        int count = (int)(memory_read_some(t, from, words, sizeof words) /
                          sizeof *words);
        for (int i = 0; i < count && more; i++)
            more = climb_word(t, c, words[i], piece * WORDS + i);
        more = more && count == WORDS;
    }
}

enum caller image_caller(struct thread *t)
{
    struct climb c = {0};
    enum text_kind here = text_of(t, t->now.ip - 1);
    if (here == TEXT_RUNTIME)
        return CALLER_RUNTIME;
    climb(t, &c);
    if (!t->in->image.is_program)
        memset(t->now.row.from, 0, sizeof t->now.row.from);
    if (c.begins_runtime)
        return c.of_runtime <= STANDS_IN || !t->now.kind->by_stdio
                   ? CALLER_OWN
                   : CALLER_IN_DOUBT;
    if (here == TEXT_OWN)
        return CALLER_ITSELF;
    return c.is_near ? CALLER_OWN : CALLER_LIBRARY;
}
