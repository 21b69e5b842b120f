/* tracer_inside.h - what the files of the tracer know of each other. */
#ifndef TRACER_INSIDE_H
#define TRACER_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "spy_log.h"

/* --- what is traced ------------------------------------------------------- */

enum { TEXTS = 24, LATELY = 4, RETURNS = 64, LENT_MOST = ETC_MOST + 32 };

/* Where code lies in a process. */
struct text {
    enum text_kind {
        TEXT_NONE,
        TEXT_OWN,     /* the program's own, and of what it has loaded */
        TEXT_LIBRARY, /* the C library's */
        TEXT_RUNTIME, /* a sanitizer's */
    } kind;
    uint64_t from, to;
};

/* The code of a process, and what its words on the stack were found to be. */
struct image {
    bool is_program; /* the one under test, and not another that it became */
    int count, reads;
    uint64_t base;
    struct text of[TEXTS];
    uint64_t returns[RETURNS]; /* words that lie behind a call... */
    uint64_t others[RETURNS];  /* ...and that do not */
};

struct process {
    pid_t pid;       /* 0: nobody */
    int pidfd;       /* -1: none yet */
    uint32_t stacks; /* its image in the log of stacks; 0: none */
    struct image image;
};

/* A call under way: what it was given, and where the thread stands. */
struct call {
    const struct traced *kind; /* NULL: none */
    struct spy_call row;
    uint64_t arg[6];
    uint64_t ip, sp;
    bool by_library;           /* stdio has made it */
    int restore;               /* the argument that was changed; -1: none */
    uint64_t part, part_was;   /* the length of a part that was; 0: none */
    uint64_t count, count_was; /* the same for how many parts there are */
};

/* What lies in the program's memory for the time of a call, and what was there
 * before: tracer_resolver.c. */
struct lent {
    uint64_t at;
    size_t size;
    char was[LENT_MOST];
};

struct thread {
    pid_t tid;
    struct process *in;
    struct spy_actor *actor;
    bool in_call;    /* between its two stops */
    bool is_waiting; /* `waiting` was interrupted, and may go on */
    struct call now, waiting;
    struct call lookup;              /* getaddrinfo(): what a note has begun */
    struct spy_call *lately[LATELY]; /* its last rows; the first is the last */
    int held; /* the stop in which a helper keeps it; 0: none: tracer_leaks.c */
    struct lent lent;
};

/* A call of the list: how its row begins, and how it ends. */
struct traced {
    long number;
    enum spy_name name;
    enum traced_kind {
        CALL_NOTED,
        CALL_RETURN, /* from a handler of signals */
        CALL_LEAKS,  /* LeakSanitizer's: tracer_leaks.c */
        CALL_CLONE,
        CALL_RESTART,
        CALL_OPEN, /* tracer_resolver.c */
    } what;
    bool by_stdio; /* what fgets(), printf() and fclose() make of themselves */
    void (*begin)(struct thread *t);
    void (*end)(struct thread *t, struct call *c, int64_t result); /* or NULL */
};

extern struct spy_log *tracer_log;
extern pid_t tracer_program; /* the first process */

/* --- tracer_calls.c: arguments to rows ------------------------------------ */

/* The call with this number; NULL: not in the list. */
const struct traced *call_of(long number);
void call_note_address(struct thread *t, struct call *c, uint64_t from,
                       int64_t len);
/* tracer_bytes.c, tracer_waits.c, tracer_options.c: their rows. */
extern const struct traced calls_of_bytes[], calls_of_waits[],
    calls_of_options[];
/* A number from the program's memory; -1: there is none. */
int32_t call_length(struct thread *t, uint64_t from);

/* --- tracer_memory.c: the memory and the descriptors of the program ------- */

/* A file of /proc/TID, as a string that is cut at size; "" if there is none. */
void memory_read_proc(pid_t tid, const char *file, char *text, size_t size);

/* How much of it could be read: there may be an end of the memory. */
size_t memory_read_some(const struct thread *t, uint64_t from, void *to,
                        size_t len);
bool memory_read(const struct thread *t, uint64_t from, void *to, size_t len);
bool memory_write_word(const struct thread *t, uint64_t to, uint64_t word);
bool memory_write(const struct thread *t, uint64_t to, const void *from,
                  size_t len);
/* A copy of its descriptor, to be closed; -1: none. */
int memory_take_descriptor(struct thread *t, int fd);
/* SOCK_STREAM, ...; -1: it is no socket. */
int memory_socket_type(struct thread *t, int fd);
/* Of TCP: not what getaddrinfo() asks a cache of names by. */
bool memory_is_connection(struct thread *t, int fd);

/* --- tracer_notes.c: what a program tells of itself ----------------------- */

void note_take(struct thread *t, const uint64_t arg[6]);

/* --- tracer_record.c: the log --------------------------------------------- */

int64_t record_time(void);
/* A thread is in this call now. */
void record_now(struct thread *t);
/* It has returned. */
void record_end(struct thread *t, struct call *c, int64_t result);
void record_forget(struct thread *t);

/* --- tracer_faults.c: what is to go wrong --------------------------------- */

/* Before the call that `now` tells of: an errno that is to be its answer in
 * place of a call; 0: it is made. */
int fault_error_of(struct thread *t);
/* It is made, perhaps with less to move. */
void fault_shorten(struct thread *t);
/* After it: what was changed is as it was. */
void fault_after(struct thread *t, struct call *c);

/* --- tracer_image.c: who calls -------------------------------------------- */

enum caller {
    CALLER_OWN,      /* the program, by a function of the library */
    CALLER_ITSELF,   /* code of its own, which may be a library's or a runtime's
                     * that was linked into it */
    CALLER_IN_DOUBT, /* a sanitizer, for the program or for itself */
    CALLER_LIBRARY,  /* the library, for purposes of its own */
    CALLER_RUNTIME,  /* a sanitizer, for its own */
};
/* Whose call `now` is; fills the row's `from`. */
enum caller image_caller(struct thread *t);
void image_forget(struct image *i, bool is_program);

/* --- tracer_leaks.c: a helper of LeakSanitizer ---------------------------- */

/* A call of its: true if it was answered. */
bool leaks_answer(struct thread *t, const struct traced *kind,
                  const uint64_t arg[6]);
/* A process has ended: if it was the helper, what it held goes on. */
void leaks_let_go(struct thread *victim);

/* --- tracer_resolver.c: what getaddrinfo() finds out ---------------------- */

extern const struct traced calls_of_resolver[];
/* A call that begins: true if it is made otherwise, or is answered. */
bool resolver_takes(struct thread *t, const struct call *c);
/* It has ended: the program's memory is as it was. */
void resolver_gives_back(struct thread *t);

/* --- tracer_threads.c: who there is --------------------------------------- */

/* NULL: it is not known. */
struct thread *thread_known(pid_t tid);
/* The same, but it is known from now on; NULL: there is no room for it. */
struct thread *thread_find(pid_t tid);
/* It has ended. Others may lie elsewhere then. */
void thread_forget(struct thread *t);
void thread_each(void (*what)(struct thread *t));

/* --- tracer_stops.c ------------------------------------------------------- */

/* A thread stands before a call of the list; or behind one that is noted. */
void call_enter(struct thread *t);
void call_leave(struct thread *t);

/* --- tracer.c ------------------------------------------------------------- */

/* Deal with a stop. */
void thread_stopped(struct thread *t, int status);

/* --- tracer_x86_64.c, tracer_aarch64.c: registers ------------------------- */

/* Before a call: it is not made, and this is its result. */
bool machine_answer(pid_t tid, int64_t result);
/* Before it, or after it: another argument. */
bool machine_set_argument(pid_t tid, int which, uint64_t value);
/* After it: make it once more; its first argument may have been lost. */
bool machine_again(pid_t tid, long number, uint64_t first);
/* Do these bytes end in an instruction that calls? */
bool machine_calls(const unsigned char before[8]);
/* Where the thread returns to, if that is not on its stack; 0: it is. */
uint64_t machine_link(pid_t tid);
bool machine_is_known(void);

#endif
