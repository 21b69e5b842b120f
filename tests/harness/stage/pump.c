/* pump.c - see pump.h. */
#include "pump.h"

#include <time.h>
#include <unistd.h>

#include "observe.h"

enum {
    PROGRAMS = 16,
    SLICE = 20,   /* milliseconds between two looks at the programs */
    LONGEST = 20, /* without a byte that moves, a wait ends after 20 quiet_ms */
    ENDLESS = 15, /* with bytes that move all the time, after 15 */
    MOVES = 30000, /* calls: half a second for a tracer */
    GONE = 100,    /* ms for what programs that have ended left on the wire */
};

/* --- the programs that are watched ---------------------------------------- */

static struct {
    pid_t pid, box;
    const struct channel *status;
    const struct spy_log *log; /* NULL: it is not traced */
} programs[PROGRAMS];
static int program_count;
static bool ever_watched;

void pump_watch(pid_t pid, pid_t box, const struct channel *status,
                const struct spy_log *log)
{
    ever_watched = true;
    if (program_count == PROGRAMS)
        return;
    programs[program_count].pid = pid;
    programs[program_count].box = box;
    programs[program_count].status = status;
    programs[program_count++].log = log;
}

void pump_unwatch(pid_t pid)
{
    for (int i = 0; i < program_count; i++)
        if (programs[i].pid == pid)
            programs[i] = programs[--program_count];
}

static bool slowed;

bool pump_is_slowed(void)
{
    for (int i = 0; i < program_count; i++)
        slowed |= programs[i].log && programs[i].log->moves > MOVES;
    return slowed;
}

void pump_forget_slowness(void)
{
    slowed = false;
}

static bool all_asleep(void)
{
    for (int i = 0; i < program_count; i++)
        if (!observe_asleep(programs[i].pid) ||
            !observe_box_asleep(programs[i].box, programs[i].pid))
            return false;
    return true;
}

/* Have all programs ended that were ever watched? */
static bool all_gone(void)
{
    for (int i = 0; i < program_count; i++)
        if (programs[i].status->in_len == 0 && !programs[i].status->ended)
            return false;
    return ever_watched;
}

/* Of all watched programs and their boxes, which work for them, too. */
static long sum_of(long (*milliseconds_of)(pid_t))
{
    long sum = 0;
    for (int i = 0; i < program_count; i++) {
        long one = milliseconds_of(programs[i].pid);
        long box = milliseconds_of(programs[i].box);
        sum += (one > 0 ? one : 0) + (box > 0 ? box : 0);
    }
    return sum;
}

static long cpu_used(void)
{
    return sum_of(observe_cpu_ms);
}

/* --- time ----------------------------------------------------------------- */

long long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Time in which we or the programs could run. On a busy machine we may be
 * suspended for much longer than SLICE: such a round counts as two SLICEs. */
struct clock {
    long long read;  /* when it was read last */
    long long round; /* what has passed between the last two readings */
};

static struct clock from_now(void)
{
    return (struct clock){.read = milliseconds()};
}

static void read_clock(struct clock *c)
{
    long long now = milliseconds();
    c->round = now - c->read < 2 * SLICE ? now - c->read : 2 * SLICE;
    c->read = now;
}

/* --- patience ------------------------------------------------------------- */

/* How many times quiet_ms a program may use the processor and say nothing. */
static int busy_after = 2;
static int patient = 1; /* a factor of every quiet_ms */

void pump_hurry(void)
{
    busy_after = 1;
}

void pump_patience(int times)
{
    patient = times;
}

struct stillness {
    long long stood; /* for how long no byte has moved */
    long long slept; /* ...and, of that, for how long all have slept by now */
    long cpu;        /* processor time at the first look; -1 before it */
};

static void look(struct stillness *s, long long round)
{
    if (s->cpu == -1)
        s->cpu = cpu_used();
    s->slept = all_asleep() ? s->slept + round : 0;
}

/* After one more round: is it time to give up? Then *why says why. */
static bool gives_up(struct stillness *s, long long round, bool moved,
                     long quiet_ms, enum wait *why)
{
    s->stood += round;
    if (moved)
        *s = (struct stillness){.cpu = -1};
    if (s->stood < SLICE)
        return false;
    look(s, round);
    bool silent = s->slept >= quiet_ms || (s->stood >= GONE && all_gone());
    *why = silent ? SILENT : BUSY;
    return silent || cpu_used() - s->cpu >= busy_after * quiet_ms ||
           s->stood >= LONGEST * quiet_ms;
}

/* For how long programs and boxes, and we, could have run and others did. */
static long delays(void)
{
    return observe_delay_ms(getpid()) + sum_of(observe_delay_ms);
}

/* Bytes move, and have done so for a long time: is that time the program's, and
 * not that of a machine which has other things to do? */
static bool is_endless(long long spent, long quiet_ms, long delayed)
{
    enum { AT_ALL = 8 };
    long long most = (long long)ENDLESS * quiet_ms;
    return spent > AT_ALL * most ||
           (spent > most && spent - (delays() - delayed) > most);
}

/* --- waiting -------------------------------------------------------------- */

static bool floods_matter = true;

enum wait pump_until(bool (*done)(void *), void *arg, long quiet_ms)
{
    quiet_ms *= patient;
    struct stillness s = {.cpu = -1};
    struct clock c = from_now();
    long long spent = 0;
    long delayed = delays();
    enum wait why;
    while (!done(arg)) {
        if (floods_matter && channels_flooded())
            return FLOODED;
        if (is_endless(spent, quiet_ms, delayed) ||
            (floods_matter && pump_is_slowed()))
            return BUSY;
        bool moved = channels_move(SLICE);
        read_clock(&c);
        spent += c.round;
        if (!gives_up(&s, c.round, moved, quiet_ms, &why))
            continue;
        if (why != SILENT || !channels_move(0))
            return done(arg) ? DONE : why;
        s = (struct stillness){.cpu = -1}; /* it has spoken, and slept again */
    }
    return DONE;
}

enum wait pump_past_floods(bool (*done)(void *), void *arg, long quiet_ms)
{
    floods_matter = false;
    enum wait wait = pump_until(done, arg, quiet_ms);
    floods_matter = true;
    return wait;
}
