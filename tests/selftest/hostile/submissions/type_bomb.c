/* Types of types of types: the compiler's memory doubles with each line. */
#define D(n, m)                                                                \
    typedef struct {                                                           \
        __typeof__(m) a;                                                       \
        __typeof__(m) b;                                                       \
    } n;
#define NEST(x) __builtin_choose_expr(sizeof(x) > 1, x + x, x - x)
#define N2(x) NEST(NEST(NEST(NEST(x))))
#define N3(x) N2(N2(N2(N2(x))))
#define N4(x) N3(N3(N3(N3(x))))
D(t, int)
int main(void)
{
    return N4(1);
}
