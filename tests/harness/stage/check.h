/* check.h - what a check in labNN.c is written with.
 *
 * A check is a function that runs once for each build of the lab. It starts
 * programs through its struct check, which are stopped when it returns, and
 * DEMANDs what must be true. DEMAND may return at once, and the pump goes on to
 * read from a peer that is open then: so peers are static, not on the stack. */
#ifndef CHECK_H
#define CHECK_H

#include "complaint_words.h"
#include "peer.h"
#include "play.h"
#include "program.h"

struct check {
    struct cast cast;
    struct program_options options; /* for the next start */
    struct program server, client;
    char server_line[80], client_line[160]; /* "./server 0" */
    char address[80]; /* where the server says it listens */
    int port;         /* ...and its port */
    int step;         /* that is tested: a program may stop at a later todo() */
    enum verdict verdict;
    enum unchecked why; /* if it is NOT_CHECKED */
    bool known;         /* a connection to the server was made */
    bool parted;        /* ...and then another one failed: it may have ended */
    bool met_foreign;   /* a program that is not the lab's was started */
    bool may_fail;      /* the client may end with another status than 0 */
    char *story;        /* malloc'ed, once the verdict is not PASS */
};

/* Unless the condition holds, fail the check: the format says what was seen. */
#define DEMAND(k, condition, ...)                                              \
    do {                                                                       \
        if (!(condition)) {                                                    \
            check_fail((k), __VA_ARGS__);                                      \
            return;                                                            \
        }                                                                      \
    } while (0)

/* Note a failure; the format says what was seen, as in printf(3). */
__attribute__((format(printf, 2, 3))) void check_fail(struct check *k,
                                                      const char *format, ...);
/* Forget what was noted: it is no failure after all. */
void check_take_back(struct check *k);
/* Note why this system cannot show it. The caller returns. */
void check_cannot(struct check *k, const char *why);
/* Note how the program under test has made the check impossible. The caller
 * returns. */
void check_prevented(struct check *k, const char *how);

/* Programs that are started from now on meet this fault. */
void check_fault(struct check *k, struct fault f);
/* Start the server with this one argument and read where it listens. False,
 * and the check has failed, if it does not say so. */
bool check_server(struct check *k, const char *argument);
/* The same for a server that may stop at a step later than the one tested:
 * there it waits, and k->port is not known. */
bool check_server_so_far(struct check *k, const char *argument);
/* Does the program say in one line of stderr that a call (NULL: any) has failed
 * with this error, by its name or in the words of strerror(3)? ANY_ERROR: with
 * any. See complaint_words.h. */
bool check_names_error(struct program *p, const char *call, int error);
/* Is this step of the lab written? Then it may be the cause of a silence. */
bool check_is_written(struct check *k, int step);
/* Start the client with these arguments (up to three; the rest NULL). */
bool check_client(struct check *k, const char *a, const char *b, const char *c);
/* If a program has stopped at a step that is still to be written, take back
 * what was noted. */
void check_note_todo(struct check *k, struct program *p);
/* Stop the server and forget it, so that another one may start. */
void check_stop_server(struct check *k);

/* Connect a peer to the server. False, and the check has failed, if it
 * cannot. */
bool check_connect(struct check *k, struct peer *p);
/* Does the peer receive these bytes next? */
bool check_hears(struct peer *p, const char *bytes, size_t len);
/* Does the peer see the end of the stream, or a reset? */
bool check_end(struct peer *p);
/* Send a word, and receive it: the echo of labs 3 and 5. */
bool check_echo(struct peer *p, const char *word);
/* Wait until a fact is true, as long as for any reply. */
bool check_until(bool (*fact)(void *), void *arg);
/* No answer comes to this program, which is to wait for `told` ms. Fails if it
 * gives up, which shows by gave_up(arg), much sooner or later: waiting.h. */
void check_patience(struct check *k, struct program *p, long told,
                    bool (*gave_up)(void *), void *arg);
/* Milliseconds of processor time that the server uses within `ms`. */
long check_idle_cpu(const struct program *p, long ms);

/* Run the check of one step with one cast. */
struct outcome check_run(void (*check)(struct check *), int step,
                         const struct cast *cast);

#endif
