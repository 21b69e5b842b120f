/* Exits 0 before its line. */
int main(void)
{
    return 0;
}
