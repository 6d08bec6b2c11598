/* The sieve of Eratosthenes over bytes, again and again: short loops of stores, and a scan. */

#include "kernel.h"

enum { size = 1 << 16, rounds = 2110 };

static byte composite[size];

word kernel(void) {
  word sum = 0;
  for (word round = 0; round < rounds; round++) {
    memset(composite, 0, size);
    for (word i = 2; i * i < size; i++) {
      if (composite[i]) continue;
      for (word j = i * i; j < size; j += i) composite[j] = 1;
    }
    for (word i = 2; i < size; i++) {
      if (!composite[i]) sum += i ^ round;
    }
  }
  return sum;
}
