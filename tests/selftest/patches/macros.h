/* What spatch takes for a name unless it is told: words without a meaning here. */
#define _Thread_local
#define _Noreturn
