/* tracer_threads.c - who there is: see tracer_inside.h. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tracer_inside.h"

enum { THREADS = 1024, PROCESSES = 512 };

static struct thread threads[THREADS];
static struct process processes[PROCESSES];
static int thread_count;
/* So many processes were used at once; the rest of the table is not touched: it
 * is large, and its pages would have to be made. */
static int process_most;

/* The process that a thread belongs to: proc(5). */
static pid_t process_of(pid_t tid)
{
    char text[512];
    memory_read_proc(tid, "status", text, sizeof text);
    const char *at = strstr(text, "\nTgid:");
    return at ? atoi(at + 6) : tid;
}

static struct process *process_find(pid_t pid)
{
    struct process *free_one = NULL;
    for (int i = 0; i < process_most; i++) {
        if (processes[i].pid == pid)
            return &processes[i];
        if (processes[i].pid == 0 && free_one == NULL)
            free_one = &processes[i];
    }
    if (free_one == NULL && process_most < PROCESSES)
        free_one = &processes[process_most++];
    if (free_one) {
        *free_one = (struct process){.pid = pid, .pidfd = -1};
        image_forget(&free_one->image, true);
    }
    return free_one;
}

struct thread *thread_known(pid_t tid)
{
    for (int i = 0; i < thread_count; i++)
        if (threads[i].tid == tid)
            return &threads[i];
    return NULL;
}

struct thread *thread_find(pid_t tid)
{
    struct thread *t = thread_known(tid);
    if (t || thread_count == THREADS)
        return t;
    struct process *in = process_find(process_of(tid));
    if (in == NULL)
        return NULL;
    t = &threads[thread_count++];
    *t = (struct thread){.tid = tid, .in = in};
    return t;
}

static void process_forget(struct process *p)
{
    for (int i = 0; i < thread_count; i++)
        if (threads[i].in == p)
            return;
    if (p->pidfd != -1)
        close(p->pidfd);
    p->pid = 0;
}

void thread_forget(struct thread *t)
{
    struct process *in = t->in;
    record_forget(t);
    *t = threads[--thread_count];
    process_forget(in);
}

void thread_each(void (*what)(struct thread *t))
{
    for (int i = 0; i < thread_count; i++)
        what(&threads[i]);
}
