/* A mix of what programs do: recursion, sorting through a comparison function, matrix products, CRC-32 from a table, and
   an interpreter's switch. */

#include "kernel.h"

enum { rounds = 82, elements = 20000, side = 64, buffer = 1 << 16 };

static word fibonacci(word n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

static int values[elements];

static int ascending(int a, int b) { return a < b; }
static int descending(int a, int b) { return a > b; }

__attribute__((noinline)) static void sort(int *low, int *high, int (*before)(int, int)) {
  while (low < high) {
    int pivot = low[(high - low) / 2];
    int *i = low;
    int *j = high;
    while (i <= j) {
      while (before(*i, pivot)) i++;
      while (before(pivot, *j)) j--;
      if (i > j) break;
      int kept = *i;
      *i++ = *j;
      *j-- = kept;
    }
    sort(low, j, before);
    low = i;
  }
}

static int a[side][side], b[side][side], c[side][side];

static void multiply(void) {
  for (int i = 0; i < side; i++) {
    for (int j = 0; j < side; j++) {
      int sum = 0;
      for (int k = 0; k < side; k++) sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
  }
}

static word table[256];
static byte bytes[buffer];

static word crc(const byte *from, word count) {
  word sum = ~0u;
  while (count--) sum = (sum >> 8) ^ table[(sum ^ *from++) & 255];
  return ~sum;
}

/* A machine of eight instructions, on bytes. */
static word interpret(const byte *code, word steps) {
  word x = 1, y = 0, at = 0;
  while (steps--) {
    switch (code[at++ & (buffer - 1)] & 7) {
      case 0: x += y; break;
      case 1: y ^= x << 3; break;
      case 2: x = x * 33 + 7; break;
      case 3: y -= x >> 2; break;
      case 4: if (x & 1) at += 3; break;
      case 5: x = (x << 7) | (x >> 25); break;
      case 6: y += code[x & (buffer - 1)]; break;
      default: x ^= y; break;
    }
  }
  return x ^ y;
}

word kernel(void) {
  for (word i = 0; i < 256; i++) {
    word sum = i;
    for (int bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >> 1) ^ 0xedb88320u : sum >> 1;
    table[i] = sum;
  }
  word sum = 0;
  for (word round = 0; round < rounds; round++) {
    sum += fibonacci(24);
    for (int i = 0; i < elements; i++) values[i] = (int)next();
    sort(values, values + elements - 1, round & 1 ? ascending : descending);
    sum ^= (word)values[elements / 3];
    for (int i = 0; i < side; i++)
      for (int j = 0; j < side; j++) a[i][j] = (int)next() >> 16, b[i][j] = (int)next() >> 16;
    for (int i = 0; i < 3; i++) multiply(), sum += (word)c[i][round % side], a[i][i]++;
    for (word i = 0; i < buffer; i++) bytes[i] = (byte)(next() >> 11);
    for (int i = 0; i < 8; i++) sum += crc(bytes, buffer);
    sum ^= interpret(bytes, 400000);
  }
  return sum;
}
