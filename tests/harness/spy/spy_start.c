/* spy_start.c - let a sanitized program start in half the time.
 *
 * Before main(), libasan looks up each function that it could intercept. For an
 * unknown name, dlsym(3) allocates an error message, and for that libasan sets
 * up an allocator: 350 page faults, more than the rest of the start. So libasan
 * calls spy_dlsym(), which knows the absent names. The linker puts it there:
 * ld(1), --defsym dlsym=spy_dlsym. */
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

typedef void *lookup(void *handle, const char *name);
void *spy_dlsym(void *handle, const char *name);
bool spy_start_fits(void);

/* Names that neither a lab's program nor a present-day C library has; a star
 * stands for any end. If a name exists after all, libasan would call address 0:
 * spy_start_fits() looks for that. */
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

/* By hand: it is too early for strcmp(), which libasan intercepts. */
static bool fits(const char *name, const char *pattern)
{
    while (*pattern && *pattern == *name)
        pattern++, name++;
    return *pattern == '*' || *pattern == *name;
}

/* dlsym() of libc. Its symbol version depends on when glibc was ported to this
 * architecture. */
static lookup *true_dlsym(void)
{
    static const char *const versions[] = {"GLIBC_2.2.5", "GLIBC_2.17",
                                           "GLIBC_2.34"};
    lookup *found = NULL;
    for (int i = 0; found == NULL && i < 3; i++)
        *(void **)&found = dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    return found;
}

/* The last call has to be a tail call, as -O2 makes it: with RTLD_NEXT, dlsym()
 * searches from the object that calls it. If it is not, the program of make-spy
 * does not start, and these linker flags are not used. */
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

/* For the program of make-spy: are these names absent here? Older C libraries
 * have some of them. (The names xdr* were removed before the others.) */
bool spy_start_fits(void)
{
    void *libc = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
    lookup *dlsym_of_libc = true_dlsym();
    for (size_t i = 0; libc && i < ABSENT; i++)
        if (dlsym_of_libc(libc, absent[i]) != NULL)
            return false;
    return libc != NULL;
}
