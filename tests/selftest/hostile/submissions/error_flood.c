/* A million errors, each with the way to it through the macros. */
#define A undeclared(#);
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
#define E D D D D D D D D D D
#define F E E E E E E E E E E
int main(void)
{
    F F F F F F F F F F return 0;
}
