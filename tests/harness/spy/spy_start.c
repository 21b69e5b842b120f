/* spy_start.c - a sanitized program that starts in half the time.
 *
 * Before main(), libasan asks dlsym(3) for all that it could stand in front of.
 * For a name that nobody has, dlsym() makes an error message, and to have room
 * for that libasan sets up an allocator of its own: 350 page faults, more than
 * all else of a start. So it asks us, and these names we know. The linker puts
 * us there: ld(1), --defsym dlsym=spy_dlsym. */
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

typedef void *lookup(void *handle, const char *name);
void *spy_dlsym(void *handle, const char *name);
bool spy_start_fits(void);

/* What no program of a lab has in it, and no C library has these days; with a
 * star, all that begin so. For a name that is there, the program would call
 * address 0: spy_start_fits(). */
static const char *const absent[] = {"xdr*",
                                     "__isoc99_printf",
                                     "__isoc99_fprintf",
                                     "__isoc99_sprintf",
                                     "__isoc99_snprintf",
                                     "__isoc99_vprintf",
                                     "__isoc99_vfprintf",
                                     "__isoc99_vsprintf",
                                     "__isoc99_vsnprintf",
                                     "__cxa_throw",
                                     "__pthread_mutex_lock",
                                     "__pthread_mutex_unlock",
                                     "pthread_mutexattr_getrobust_np",
                                     "cfree",
                                     "crypt",
                                     "crypt_r",
                                     "swift_demangle"};
enum { ABSENT = sizeof absent / sizeof *absent };

/* By hand: it is too early for strcmp(), which libasan stands in front of. */
static bool fits(const char *name, const char *pattern)
{
    while (*pattern && *pattern == *name)
        pattern++, name++;
    return *pattern == '*' || *pattern == *name;
}

/* The true one, by its version, which it got when glibc came to a processor. */
static lookup *true_dlsym(void)
{
    static const char *const versions[] = {"GLIBC_2.2.5", "GLIBC_2.17",
                                           "GLIBC_2.34"};
    lookup *found = NULL;
    for (int i = 0; found == NULL && i < 3; i++)
        *(void **)&found = dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    return found;
}

/* The last call has to be a jump, as -O2 makes it: with RTLD_NEXT dlsym() looks
 * from where it is called. If it is none, the program that the linker's flags
 * are tried with does not start: common/build.mk. */
void *spy_dlsym(void *handle, const char *name)
{
    static lookup *dlsym_of_libc;
    for (size_t i = 0; i < ABSENT; i++)
        if (fits(name, absent[i]))
            return NULL;
    if (dlsym_of_libc == NULL)
        dlsym_of_libc = true_dlsym();
    return dlsym_of_libc(handle, name);
}

/* That program asks: are these names absent here? Older C libraries have some
 * of them. (xdr_int() and its like went before __pthread_mutex_lock() did.) */
bool spy_start_fits(void)
{
    void *libc = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
    lookup *dlsym_of_libc = true_dlsym();
    for (size_t i = 0; libc && i < ABSENT; i++)
        if (dlsym_of_libc(libc, absent[i]) != NULL)
            return false;
    return libc != NULL;
}
