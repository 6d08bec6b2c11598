/* Work on text: words counted in a hash table of chains, searches, reversals, numbers to digits and back. */

#include "kernel.h"

enum { rounds = 291, length = 100000, buckets = 4096, most = 16384 };

static char text[length + 1];

static word count(const char *s) {
  const char *e = s;
  while (*e) e++;
  return (word)(e - s);
}

static int compare(const char *a, const char *b, word n) {
  for (; n && *a == *b; n--) a++, b++;
  return n ? *a - *b : 0;
}

static const char *find(const char *in, const char *what) {
  word n = count(what);
  for (; *in; in++) {
    if (*in == *what && compare(in, what, n) == 0) return in;
  }
  return 0;
}

struct entry {
  const char *from;
  word length, seen;
  struct entry *next;
};

static struct entry entries[most];
static struct entry *heads[buckets];
static word used;

static void add(const char *from, word n) {
  word h = 5381;
  for (word i = 0; i < n; i++) h = h * 33 ^ (byte)from[i];
  struct entry **at = &heads[h % buckets];
  for (struct entry *e = *at; e; e = e->next) {
    if (e->length == n && compare(e->from, from, n) == 0) {
      e->seen++;
      return;
    }
  }
  if (used == most) return;
  struct entry *e = &entries[used++];
  e->from = from, e->length = n, e->seen = 1, e->next = *at;
  *at = e;
}

static word digits(word value, char *to) {
  char kept[10];
  word n = 0;
  do kept[n++] = (char)('0' + value % 10);
  while (value /= 10);
  for (word i = 0; i < n; i++) to[i] = kept[n - 1 - i];
  to[n] = 0;
  return n;
}

static word number(const char *s) {
  word value = 0;
  while (*s) value = value * 10 + (word)(*s++ - '0');
  return value;
}

word kernel(void) {
  word sum = 0;
  for (word round = 0; round < rounds; round++) {
    for (word i = 0; i < length; i++) {
      word r = next() >> 7;
      text[i] = (r & 7) ? (char)('a' + (r >> 3) % 6) : ' ';
    }
    used = 0;
    memset(heads, 0, sizeof heads);
    for (word i = 0; i < length;) {
      while (i < length && text[i] == ' ') i++;
      word from = i;
      while (i < length && text[i] != ' ') i++;
      if (i > from) add(text + from, i - from);
    }
    for (word i = 0; i < used; i++) sum += entries[i].seen * entries[i].length;
    const char *found = find(text, "fadedbeadcab");
    sum ^= found ? (word)(found - text) : count(text);
    for (word i = 0, j = length - 1; i < j; i++, j--) {
      char kept = text[i];
      text[i] = text[j], text[j] = kept;
    }
    for (word i = 0; i < 8000; i++) {
      char line[12];
      word n = digits(next(), line);
      sum += number(line) + n;
    }
  }
  return sum;
}
