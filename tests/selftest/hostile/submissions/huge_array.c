/* A program of 64 GB, every byte of it in the file. */
static char big[64ULL << 30] = {1};
int main(void)
{
    return big[1ULL << 30];
}
