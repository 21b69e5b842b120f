/* Says which program shall load it: itself, one that is not there, a folder. */
__attribute__((section(".interp"), used)) static const char interp[] =
    "/proc/self/exe";
int main(void)
{
    return 0;
}
