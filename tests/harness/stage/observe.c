/* observe.c - see observe.h. */
#include "observe.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

struct stat_line {
    char state;
    unsigned long user, system; /* clock ticks */
};

/* The fields we need of /proc/PID/stat; the name in it may hold anything. */
static bool read_stat(pid_t pid, struct stat_line *s)
{
    char path[64], line[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    size_t len = fread(line, 1, sizeof line - 1, file);
    fclose(file);
    line[len] = '\0';
    char *name_end = strrchr(line, ')');
    return name_end && sscanf(name_end + 1,
                              " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u "
                              "%lu %lu",
                              &s->state, &s->user, &s->system) == 3;
}

/* Who traces it, 0: nobody. */
static pid_t tracer_of(pid_t pid)
{
    char path[64], line[128];
    int tracer = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "re");
    while (file && tracer == 0 && fgets(line, sizeof line, file))
        sscanf(line, "TracerPid: %d", &tracer);
    if (file)
        fclose(file);
    return tracer;
}

static bool works(const struct stat_line *s)
{
    return s->state == 'R' || s->state == 'D';
}

/* One that stands still for its tracer is awake while the tracer is: it will go
 * on at once. If the tracer sleeps, it was told to stop: signal(7). */
static bool is_awake(pid_t pid)
{
    struct stat_line s, tracer;
    if (!read_stat(pid, &s))
        return false;
    if (s.state != 't')
        return works(&s);
    return read_stat(tracer_of(pid), &tracer) && works(&tracer);
}

/* A program may be a script that waits for another one, and so on: but not for
 * ever. */
enum { GENERATIONS = 8 };

static bool is_family_awake(pid_t pid, int generations);

/* Is a child of this thread awake, or one of its own? While a program ends, one
 * looks for leaks, and all else sleeps. */
static bool is_child_awake(pid_t pid, pid_t thread, int generations)
{
    char path[64];
    int child;
    bool awake = false;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid,
             (int)thread);
    FILE *file = generations > 0 ? fopen(path, "re") : NULL;
    while (file && !awake && fscanf(file, "%d", &child) == 1)
        awake = is_family_awake(child, generations - 1);
    if (file)
        fclose(file);
    return awake;
}

static bool is_family_awake(pid_t pid, int generations)
{
    char path[64];
    bool awake = false;
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *threads = opendir(path);
    struct dirent *entry;
    while (threads && !awake && (entry = readdir(threads)))
        if (entry->d_name[0] != '.')
            awake = is_awake(atoi(entry->d_name)) ||
                    is_child_awake(pid, atoi(entry->d_name), generations);
    if (threads)
        closedir(threads);
    return awake;
}

bool observe_asleep(pid_t pid)
{
    return !is_family_awake(pid, GENERATIONS);
}

bool observe_box_asleep(pid_t box, pid_t program)
{
    struct stat_line s;
    bool lives = read_stat(program, &s) && s.state != 'Z';
    return lives ? !is_child_awake(box, box, GENERATIONS) : observe_asleep(box);
}

bool observe_stopped(pid_t pid)
{
    struct stat_line s;
    return !read_stat(pid, &s) || s.state == 'T' ||
           (s.state == 't' && !is_awake(pid));
}

/* schedstat counts nanoseconds, stat only clock ticks of ten milliseconds. */
long observe_cpu_ms(pid_t pid)
{
    char path[64];
    long long nanoseconds = 0;
    struct stat_line s;
    snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
    FILE *file = fopen(path, "re");
    bool known = file && fscanf(file, "%lld", &nanoseconds) == 1;
    if (file)
        fclose(file);
    if (known && nanoseconds > 0)
        return (long)(nanoseconds / 1000000);
    if (!read_stat(pid, &s))
        return -1;
    return (long)((s.user + s.system) * 1000 /
                  (unsigned long)sysconf(_SC_CLK_TCK));
}

long observe_resident_kib(pid_t pid)
{
    char path[64];
    long pages = -1;
    snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
    FILE *file = fopen(path, "re");
    bool known = file && fscanf(file, "%*d %ld", &pages) == 1;
    if (file)
        fclose(file);
    return known ? pages * (sysconf(_SC_PAGESIZE) / 1024) : -1;
}

long observe_delay_ms(pid_t pid)
{
    char path[64];
    long long nanoseconds = 0;
    snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
    FILE *file = fopen(path, "re");
    bool known = file && fscanf(file, "%*d %lld", &nanoseconds) == 1;
    if (file)
        fclose(file);
    return known ? (long)(nanoseconds / 1000000) : -1;
}

/* How many names /proc/PID/FOLDER has; -1: not known. */
static int count_names(pid_t pid, const char *folder)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, folder);
    DIR *dir = opendir(path);
    if (dir == NULL)
        return -1;
    int count = 0;
    for (struct dirent *e; (e = readdir(dir)) != NULL;)
        count += e->d_name[0] != '.';
    closedir(dir);
    return count;
}

int observe_descriptors(pid_t pid)
{
    return count_names(pid, "fd");
}

int observe_threads(pid_t pid)
{
    return count_names(pid, "task");
}

int observe_children(pid_t pid, bool dead)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid,
             (int)pid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return -1;
    int child, count = 0;
    struct stat_line s;
    while (fscanf(file, "%d", &child) == 1)
        count += !dead || (read_stat(child, &s) && s.state == 'Z');
    fclose(file);
    return count;
}

/* --- sockets -------------------------------------------------------------- */

/* The sockets of the process that was looked at last. Some have a thousand, and
 * there may be ten thousand rows in the kernel's tables. */
static struct {
    unsigned long inode;
    int fd;
} own[1024];
static int own_count;

static void read_sockets(pid_t pid)
{
    char path[64], link[64];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    DIR *dir = opendir(path);
    own_count = 0;
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
        ssize_t len = readlinkat(dirfd(dir), e->d_name, link, sizeof link - 1);
        link[len < 0 ? 0 : len] = '\0';
        if (own_count < (int)(sizeof own / sizeof *own) &&
            sscanf(link, "socket:[%lu]", &own[own_count].inode) == 1)
            own[own_count++].fd = atoi(e->d_name);
    }
    if (dir)
        closedir(dir);
}

/* Which of its descriptors is the socket with this inode? -1: none. */
static int descriptor_of(unsigned long inode)
{
    for (int i = 0; i < own_count; i++)
        if (own[i].inode == inode)
            return own[i].fd;
    return -1;
}

struct row {
    char address[33]; /* hexadecimal, in the kernel's order */
    unsigned port, peer_port, state, send_queue, receive_queue;
    unsigned long inode;
};

static bool parse_row(const char *line, struct row *r)
{
    return sscanf(line,
                  " %*d: %32[0-9A-F]:%x %*[0-9A-F]:%x %x %x:%x "
                  "%*x:%*x %*x %*d %*d %lu",
                  r->address, &r->port, &r->peer_port, &r->state,
                  &r->send_queue, &r->receive_queue, &r->inode) == 7;
}

/* The first row of a table in /proc/PID/net that pid owns, in this state and
 * (unless it is 0) with this port at the other end. */
static bool find_row(pid_t pid, const char *table, unsigned state,
                     unsigned peer_port, struct row *r)
{
    char path[64], line[512];
    snprintf(path, sizeof path, "/proc/%d/net/%s", (int)pid, table);
    FILE *file = fopen(path, "re");
    bool found = false;
    read_sockets(pid);
    while (file && !found && fgets(line, sizeof line, file))
        found = parse_row(line, r) && r->state == state &&
                (peer_port == 0 || r->peer_port == peer_port) &&
                descriptor_of(r->inode) != -1;
    if (file)
        fclose(file);
    return found;
}

enum {
    ESTABLISHED = 1,
    UNCONNECTED = 7,
    CLOSE_WAIT = 8,
    LISTEN = 10
}; /* states in the kernel's tables */

static bool format_row(const struct row *r, char *text, size_t size)
{
    unsigned char bytes[16];
    char address[INET6_ADDRSTRLEN];
    size_t words = strlen(r->address) / 8;
    for (size_t i = 0; i < words; i++) { /* words in the host's byte order */
        char digits[9] = {0};
        memcpy(digits, r->address + 8 * i, 8);
        uint32_t word = (uint32_t)strtoul(digits, NULL, 16);
        memcpy(bytes + 4 * i, &word, 4);
    }
    inet_ntop(words == 1 ? AF_INET : AF_INET6, bytes, address, sizeof address);
    snprintf(text, size, words == 1 ? "%s:%u" : "[%s]:%u", address, r->port);
    return true;
}

bool observe_address(pid_t pid, bool udp, char *text, size_t size)
{
    struct row r;
    unsigned state = udp ? UNCONNECTED : LISTEN;
    return (find_row(pid, udp ? "udp" : "tcp", state, 0, &r) ||
            find_row(pid, udp ? "udp6" : "tcp6", state, 0, &r)) &&
           format_row(&r, text, size);
}

bool observe_protocol(pid_t pid, char *text, size_t size)
{
    char path[64];
    ssize_t len = -1;
    for (int fd = 0; fd < 64 && len < 1; fd++) {
        snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)pid, fd);
        len = getxattr(path, "system.sockprotoname", text, size - 1);
    }
    text[len < 0 ? 0 : len] = '\0';
    return len > 0;
}

bool observe_udp_peer(pid_t pid, int port)
{
    struct row r;
    return find_row(pid, "udp", ESTABLISHED, (unsigned)port, &r);
}

bool observe_hung_up(pid_t pid, int port)
{
    struct row r;
    return find_row(pid, "tcp", CLOSE_WAIT, (unsigned)port, &r) ||
           find_row(pid, "tcp6", CLOSE_WAIT, (unsigned)port, &r);
}

int observe_waiting(pid_t pid)
{
    struct row r;
    if (find_row(pid, "tcp", LISTEN, 0, &r) ||
        find_row(pid, "tcp6", LISTEN, 0, &r))
        return (int)r.receive_queue;
    return -1;
}

long observe_unsent(pid_t pid, int port)
{
    struct row r;
    if (!find_row(pid, "tcp", ESTABLISHED, (unsigned)port, &r))
        return -1;
    return (long)r.send_queue;
}

/* Is this descriptor without O_NONBLOCK? /proc/PID/fdinfo shows its flags. */
static bool is_blocking(pid_t pid, int fd)
{
    char path[64];
    unsigned flags = 0;
    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", (int)pid, fd);
    FILE *file = fopen(path, "re");
    bool known = file && fscanf(file, "pos: %*d flags: %o", &flags) == 1;
    if (file)
        fclose(file);
    return known && !(flags & O_NONBLOCK);
}

int observe_blocking(pid_t pid)
{
    struct observed o;
    int count = 0;
    observe_all(pid, true, &o);
    if (o.socket_count == 0)
        return -1;
    for (int i = 0; i < o.socket_count; i++)
        count += o.sockets[i].connected && is_blocking(pid, o.sockets[i].fd);
    return count;
}

/* --- all at once ---------------------------------------------------------- */

static void add_socket(struct observed *o, const struct row *r, int fd,
                       bool udp)
{
    int most = (int)(sizeof o->sockets / sizeof *o->sockets);
    if (o->socket_count == most)
        return;
    struct observed_socket *s = &o->sockets[o->socket_count++];
    *s = (struct observed_socket){
        .fd = fd,
        .udp = udp,
        .listening = !udp && r->state == LISTEN,
        .connected = r->state == ESTABLISHED,
        .port = (int)r->port,
        .peer_port = (int)r->peer_port,
        .unsent = (long)r->send_queue,
        .unread = (long)r->receive_queue,
    };
    format_row(r, s->address, sizeof s->address);
}

static void add_table(struct observed *o, pid_t pid, const char *table)
{
    char path[64], line[512];
    snprintf(path, sizeof path, "/proc/%d/net/%s", (int)pid, table);
    FILE *file = fopen(path, "re");
    struct row r;
    while (file && fgets(line, sizeof line, file)) {
        int fd = parse_row(line, &r) ? descriptor_of(r.inode) : -1;
        if (fd != -1)
            add_socket(o, &r, fd, *table == 'u');
    }
    if (file)
        fclose(file);
}

void observe_all(pid_t pid, bool sockets, struct observed *o)
{
    static const char *const tables[] = {"tcp", "tcp6", "udp", "udp6"};
    *o = (struct observed){
        .descriptors = observe_descriptors(pid),
        .children = observe_children(pid, false),
        .dead_children = observe_children(pid, true),
        .cpu_ms = observe_cpu_ms(pid),
        .threads = observe_threads(pid),
    };
    if (!sockets)
        return;
    read_sockets(pid);
    for (int i = 0; i < 4; i++)
        add_table(o, pid, tables[i]);
}
