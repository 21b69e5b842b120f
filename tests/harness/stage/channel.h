/* channel.h - a descriptor, the bytes that came from it, and those that are
 * still to be written to it. pump.h moves them. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

/* LISTENER: `in` holds descriptors, those of accepted connections. */
enum channel_kind { STREAM, DATAGRAMS, LISTENER };

struct channel {
    int fd; /* -1: not open */
    enum channel_kind kind;
    bool deaf;    /* read nothing more from it */
    bool ended;   /* it has reached its end, or an error */
    bool reset;   /* ...and that was a reset of the connection */
    bool flooded; /* more than `limit` bytes in `in`: nothing more is read */
    size_t limit;
    bool aside;   /* only what comes while nothing else moves is a flood... */
    size_t alone; /* ...and so much of that has come in a row */
    char *in; /* read, and not taken yet; a datagram has its length before it */
    size_t in_len, in_cap;
    bool crlf;  /* it is Windows text: "\r\n" is one newline to us */
    bool cr;    /* ...and its last byte was a \r, which is not in `in` yet */
    bool keeps; /* bytes that are taken are kept in `past`, a string */
    char *past;
    size_t past_len;
    char *out;                    /* still to be written */
    size_t out_at, out_len;       /* ...from here on, and how much */
    bool end_out;                 /* close our side once all is written */
    struct sockaddr_storage from; /* the sender of the last datagram */
    socklen_t from_len;
};

/* Begin to move the bytes of fd, which the channel now owns; limit is in bytes.
 */
void channel_open(struct channel *c, int fd, enum channel_kind kind,
                  size_t limit);
/* Close the descriptor, and free what is left. A second call is harmless. */
void channel_close(struct channel *c);
/* Put a NUL behind the bytes in `in`, so that it is a string, and not NULL. */
void channel_text(struct channel *c);
/* Remove the first n bytes of `in`. */
void channel_take(struct channel *c, size_t n);
/* Send a copy of these bytes, as fast as the descriptor takes them. */
void channel_send(struct channel *c, const void *bytes, size_t len);
/* Half-close once they are written. */
void channel_end(struct channel *c);
/* The first datagram that came: its length and bytes. False if none is here. */
bool channel_datagram(const struct channel *c, const char **bytes, size_t *len);
void channel_take_datagram(struct channel *c);
/* The first connection that came, -1 if none is here; the caller owns it. */
int channel_take_connection(struct channel *c);

/* Move bytes of all open channels once, and wait for that up to so many
 * milliseconds. True if a byte moved, or an end was seen; not if it was
 * aside. */
bool channels_move(int ms);
/* Has a channel more unread bytes than its limit? */
bool channels_flooded(void);

#endif
