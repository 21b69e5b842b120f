/* Words that spatch would take for names. */
#define _Thread_local
#define _Noreturn
