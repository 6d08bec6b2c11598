/* Loops that an optimiser likes, many arguments, variables of every size, and a function beyond the reach of a branch. */
static volatile unsigned char small = 200;
static volatile signed char negative = -100;
static volatile unsigned short half = 60000;
static volatile int word = 123456789;
static int matrix[12][12], other[12][12], product[12][12];
static int many(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j) { return a - b + c - d + e - f + g - h + i * j; }
static void multiply(void) {
  for (int i = 0; i < 12; i++)
    for (int j = 0; j < 12; j++) {
      int sum = 0;
      for (int k = 0; k < 12; k++) sum += matrix[i][k] * other[k][j];
      product[i][j] = sum;
    }
}
#define X word = word * 3 + small; word ^= half << 3; if (word < negative) word += 77777; word = word / 7 - word % 13;
#define Y X X X X X X X X
static int far(int n) {
  while (n-- > 0) { Y Y if (word == 5) break; }
  return word;
}
int main(void) {
  for (int i = 0; i < 12; i++)
    for (int j = 0; j < 12; j++) { matrix[i][j] = i * j - 5; other[i][j] = i ^ j; }
  multiply();
  return (many(small, negative, half, word, 5, 6, 7, 8, 9, 10) + product[3][4] + far(3)) & 0x7f;
}
