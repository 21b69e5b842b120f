/* channel.h - a descriptor with what came from it and what is still to go in.
 *
 * The harness never waits for one thing only: while it waits, pump_until()
 * moves the bytes of every open channel, so that no program blocks on us. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

/* LISTENER: what comes from it are accepted connections, as descriptors. */
enum channel_kind { STREAM, DATAGRAMS, LISTENER };

struct channel {
    int fd; /* -1: not open */
    enum channel_kind kind;
    bool deaf;    /* take nothing more from it */
    bool ended;   /* its other side has said it all, or is gone */
    bool reset;   /* ...and went with a reset */
    bool flooded; /* more than `limit` bytes unread: nothing more is taken */
    size_t limit;
    char *in; /* came, not taken yet; a datagram has its length before it */
    size_t in_len, in_cap;
    bool crlf;  /* it is Windows text: "\r\n" is one newline to us */
    bool cr;    /* ...and its last byte was a \r, which is not in `in` yet */
    bool keeps; /* what is taken is kept in past, which is a string */
    char *past;
    size_t past_len;
    char *out; /* what is still to go */
    size_t out_len;
    bool end_out;                 /* close our side once all is out */
    struct sockaddr_storage from; /* who sent the last datagram that came */
    socklen_t from_len;
};

/* Start to pump fd, which the channel now owns; limit is in bytes. */
void channel_open(struct channel *c, int fd, enum channel_kind kind,
                  size_t limit);
/* Stop pumping, close the descriptor, free what is left. Twice is harmless. */
void channel_close(struct channel *c);
/* Put a NUL behind what came, so that `in` is a string; never NULL after. */
void channel_text(struct channel *c);
/* Take n bytes away from the front of what came. */
void channel_take(struct channel *c, size_t n);
/* Send these bytes (copied) as the descriptor takes them. */
void channel_send(struct channel *c, const void *bytes, size_t len);
/* Half-close once they are out. */
void channel_end(struct channel *c);
/* The first datagram that came: its length and bytes. False if none is here. */
bool channel_datagram(const struct channel *c, const char **bytes, size_t *len);
void channel_take_datagram(struct channel *c);
/* The first connection that came, -1 if none is here; the caller owns it. */
int channel_take_connection(struct channel *c);

enum wait { DONE, SILENT, BUSY, FLOODED };

/* Pump until done(arg) is true. SILENT: nothing has moved for quiet_ms and
 * every watched program was seen asleep all that time (or, sooner, all of them
 * have ended). BUSY: nothing moves, but one of them has used twice as much
 * processor time; or things move for ever, to no purpose. FLOODED: a channel
 * has more than its limit. */
enum wait pump_until(bool (*done)(void *), void *arg, long quiet_ms);
/* The same for a word of our own, whoever prints without end besides. */
enum wait pump_past_floods(bool (*done)(void *), void *arg, long quiet_ms);

/* From now on be less patient with programs that use the processor: they are
 * known to be wrong, or right and quick. */
void pump_hurry(void);

/* From now on be so many times as patient: a machine within the machine. */
void pump_patience(int times);

/* The programs whose sleep counts as silence, and that of their boxes. One has
 * ended once something has come from its box through `status`. */
void pump_watch(pid_t pid, pid_t box, const struct channel *status);
void pump_unwatch(pid_t pid);

/* Milliseconds on a clock that nobody sets. */
long long milliseconds(void);

/* How long a sleeping program is given before it counts as silent. */
#define QUIET 1000

#endif
