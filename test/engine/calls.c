/* A program that makes every system call of the foreign environment, well and badly, and prints what came of it.

   Compiled without a library to calls.elf: riscv64-unknown-elf-gcc -march=rv32im -mabi=ilp32 -O1 -ffreestanding -nostdlib
   -static -s -Wl,--build-id=none -o calls.elf calls.c */

typedef unsigned int word;
typedef unsigned char byte;

static long call(long number, long a, long b, long c, long d, long e) {
  register long a7 __asm__("a7") = number;
  register long a0 __asm__("a0") = a;
  register long a1 __asm__("a1") = b;
  register long a2 __asm__("a2") = c;
  register long a3 __asm__("a3") = d;
  register long a4 __asm__("a4") = e;
  __asm__ volatile("ecall" : "+r"(a0) : "r"(a7), "r"(a1), "r"(a2), "r"(a3), "r"(a4) : "memory");
  return a0;
}

static word length(const char *s) {
  word n = 0;
  while (s[n]) n++;
  return n;
}

static void print(const char *s) { call(64, 1, (long)s, length(s), 0, 0); }

static void show(const char *what, long value) {
  char line[16];
  int i = 15;
  line[i--] = 0;
  line[i--] = '\n';
  unsigned long rest = value < 0 ? -value : value;
  do line[i--] = '0' + rest % 10;
  while (rest /= 10);
  if (value < 0) line[i--] = '-';
  print(what);
  print(" ");
  print(line + i + 1);
}

enum { openat = 56, close = 57, llseek = 62, read = 63, write = 64, here = -100 };

static byte status[256];

void run(long *sp) {
  char **argv = (char **)(sp + 1);
  show("argc", sp[0]);
  for (int i = 0; i < sp[0]; i++) print(argv[i]), print("\n");

  char buffer[64];
  long long where = 0;
  long in = call(openat, here, (long)"in.txt", 0, 0, 0);
  show("open", in);
  long n = call(read, in, (long)buffer, 64, 0, 0);
  show("read", n);
  call(write, 1, (long)buffer, n, 0, 0);
  show("seek", call(llseek, in, 0, 2, (long)&where, 0));
  show("where", (long)where);
  n = call(read, in, (long)buffer, 3, 0, 0);
  call(write, 1, (long)buffer, n, 0, 0);
  show("write to what is read", call(write, in, (long)"x", 1, 0, 0));
  show("close", call(close, in, 0, 0, 0, 0));
  show("close again", call(close, in, 0, 0, 0, 0));

  show("mkdirat", call(34, here, (long)"d", 0755, 0, 0));
  show("mkdirat again", call(34, here, (long)"d", 0755, 0, 0));
  long d = call(openat, here, (long)"d", 0200000, 0, 0);
  show("open a directory", d);
  long out = call(openat, d, (long)"x", 0100 | 1 | 01000, 0755, 0);
  show("create", out);
  show("write", call(write, out, (long)"hello\n", 6, 0, 0));
  show("seek beyond", call(llseek, out, 0, 4, (long)&where, 2));
  show("where", (long)where);
  show("write", call(write, out, (long)"!", 1, 0, 0));
  show("read from what is written", call(read, out, (long)buffer, 1, 0, 0));
  show("seek before", call(llseek, out, -1, -1, (long)&where, 0));
  show("seek from nowhere", call(llseek, out, 0, 0, (long)&where, 9));
  show("close", call(close, out, 0, 0, 0, 0));
  show("create anew", call(openat, d, (long)"x", 0100 | 0200 | 1, 0755, 0));
  show("write to a directory", call(openat, here, (long)"d", 1, 0, 0));
  show("below a file", call(openat, here, (long)"d/x/y", 0, 0, 0));
  show("absent", call(openat, here, (long)"d/y", 0, 0, 0));
  show("from a file", call(openat, 1, (long)"x", 0, 0, 0));
  show("from nowhere", call(openat, 99, (long)"x", 0, 0, 0));
  show("no name", call(openat, here, (long)"", 0, 0, 0));
  show("a bad name", call(openat, here, 4, 0, 0, 0));
  show("faccessat", call(48, here, (long)"d/x", 0, 0, 0));
  show("faccessat, absent", call(48, here, (long)"d/y", 0, 0, 0));
  show("fchmodat", call(53, here, (long)"d/x", 0700, 0, 0));
  show("remove a full directory", call(35, here, (long)"d", 0x200, 0, 0));
  show("remove a directory as a file", call(35, here, (long)"d", 0, 0, 0));
  out = call(openat, here, (long)"temporary", 0100 | 2, 0644, 0);
  show("remove", call(35, here, (long)"temporary", 0, 0, 0));
  show("write to what is removed", call(write, out, (long)"abc", 3, 0, 0));
  show("seek", call(llseek, out, 0, 0, (long)&where, 0));
  show("read it back", call(read, out, (long)buffer, 9, 0, 0));

  show("bad descriptor", call(write, 77, (long)"x", 1, 0, 0));
  show("bad buffer", call(write, 1, 4, 1, 0, 0));
  show("no such call", call(1000, 0, 0, 0, 0, 0));

  byte *heap = (byte *)call(214, 0, 0, 0, 0, 0);
  byte *more = (byte *)call(214, (long)(heap + 100000), 0, 0, 0, 0);
  show("brk", more - heap);
  more[-1] = 7;
  heap[0] = 1;
  show("heap", more[-1] + heap[0] + heap[5000]);

  struct { const char *from; word count; } vector[2] = {{"vec", 3}, {"tor\n", 4}};
  show("writev", call(66, 1, (long)vector, 2, 0, 0));
  n = call(read, 0, (long)buffer, 64, 0, 0);
  show("standard input", n);
  call(write, 1, (long)buffer, n, 0, 0);
  show("its end", call(read, 0, (long)buffer, 64, 0, 0));

  show("statx", call(291, here, (long)"d/x", 0, 0x7ff, (long)status));
  show("size", *(word *)(status + 40));
  show("mode", *(unsigned short *)(status + 28));
  show("fstat", call(80, d, (long)status, 0, 0, 0));
  show("mode", *(word *)(status + 16));
  show("fstatat", call(79, here, (long)"d/x", (long)status, 0, 0));
  show("size", *(word *)(status + 48));
  call(write, 2, (long)"to stderr\n", 10, 0, 0);

  // The auxiliary vector, behind the arguments and the variables.
  long *p = sp + 1 + sp[0] + 1;
  while (*p++) {}
  for (; p[0]; p += 2) {
    if (p[0] == 6) show("page size", p[1]);
  }
  call(94, 42, 0, 0, 0, 0);
}

__asm__(".globl _start\n_start:\n"
        "  .option push\n  .option norelax\n  la gp, __global_pointer$\n  .option pop\n"
        "  mv a0, sp\n  call run\n");
