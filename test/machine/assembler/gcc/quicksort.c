/* Sorting through pointers to functions, with a table in .rodata and one in .data. */
typedef int (*order)(const void *, const void *);
static const short unsorted[] = {5, -3, 7, 0, 32767, -32768, 1, 1};
static int words[8] = {1};
int count;
static char bytes[300];
static int up(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static int down(const void *a, const void *b) { return up(b, a); }
static const order orders[] = {up, down};
static void sort(int *from, int *to, order before) {
  if (to - from < 2) return;
  int pivot = from[(to - from) / 2], *left = from, *right = to - 1;
  while (left <= right) {
    while (before(left, &pivot) < 0) left++;
    while (before(right, &pivot) > 0) right--;
    if (left <= right) { int word = *left; *left++ = *right; *right-- = word; }
  }
  sort(from, right + 1, before);
  sort(left, to, before);
}
int main(void) {
  int wrong = 0;
  for (int way = 0; way < 2; way++) {
    for (int i = 0; i < 8; i++) words[i] = unsorted[i];
    sort(words, words + 8, orders[way]);
    for (int i = 1; i < 8; i++) wrong += orders[way](&words[i - 1], &words[i]) > 0;
    for (int i = 0; i < 300; i++) bytes[i] = (char)(bytes[i] + i * 3);
  }
  count = wrong;
  return wrong + (bytes[299] == (char)(299 * 6) ? 42 : 0);
}
