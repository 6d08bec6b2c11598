/* A little program with what a debugger wants to know. */
static int steps(unsigned n) {
  int count = 0;
  for (; n != 1; count++) n = n % 2 ? 3 * n + 1 : n / 2;
  return count;
}
int main(void) { return steps(27); }
