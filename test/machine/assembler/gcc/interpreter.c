/* A switch that becomes a table of labels, texts, structures and arithmetic of 64 bits. */
struct entry { char op; short argument; struct entry *next; };
static struct entry program[] = {{'p', 1000, &program[1]}, {'p', -7, &program[2]}, {'*', 0, &program[3]}, {'p', 3, &program[4]}, {'+', 0, &program[5]}, {'d', 0, &program[6]}, {'m', 0, 0}};
static const char *const names[] = {"push", "times \"quoted\"\t\n", "plus\\", "double", "", "\001\377"};
static unsigned long long hash(const char *text) {
  unsigned long long h = 1469598103934665603ull;
  while (*text) h = (h ^ (unsigned char)*text++) * 1099511628211ull;
  return h;
}
static int stack[16];
static int run(const struct entry *at) {
  int top = 0;
  for (; at; at = at->next)
    switch (at->op) {
      case 'p': stack[top++] = at->argument; break;
      case '*': top--; stack[top - 1] *= stack[top]; break;
      case '+': top--; stack[top - 1] += stack[top]; break;
      case '-': top--; stack[top - 1] -= stack[top]; break;
      case '/': top--; stack[top - 1] /= stack[top]; break;
      case '%': top--; stack[top - 1] %= stack[top]; break;
      case 'd': stack[top] = stack[top - 1]; stack[top - 1] += stack[top]; break;
      case 'm': stack[top - 1] = -stack[top - 1] >> 3; break;
      default: return -1;
    }
  return stack[0];
}
int main(void) {
  unsigned long long sum = 0;
  for (int i = 0; i < 6; i++) sum += hash(names[i]);
  return (run(program) + (int)(sum >> 56) + (int)(sum & 0xff)) & 0x7f;
}
