// The practical floor of value along holdings: Gauss-Seidel sweeps x = b + O x in plain C, one thread, until a sweep moves less than 1e-9 of b.
// build: gcc -O3 -march=native -ffast-math ownership.c -o ownership -lm
// usage: ownership ownership <file> <repeats>; prints one JSON line with the seconds of each repeat and the value to check.
// Holdings are made from a file of bench/generate.ts as bench/ours.ts makes them. Making them is not timed.
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef uint32_t u32;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void *zeroed(size_t bytes) {
  void *memory = aligned_alloc(64, (bytes + 63) / 64 * 64 + 64);
  if (!memory) exit(3);
  return memset(memory, 0, bytes);
}

static double spread(u32 i) { return (u32)(i * 2654435761u) / 4294967296.0; }

static int solve(u32 n, const u32 *start, const u32 *target, const double *share, const double *b, double *x) {
  double norm = 0;
  for (u32 i = 0; i < n; i++) norm += b[i] * b[i];
  memcpy(x, b, 8ull * n);
  for (int sweeps = 1;; sweeps++) {
    double moved = 0;
    for (u32 i = 0, e = 0; i < n; i++) {
      double value = b[i];
      for (; e < start[i + 1]; e++) value += share[e] * x[target[e]];
      const double move = value - x[i];
      moved += move * move;
      x[i] = value;
    }
    if (moved <= 1e-18 * norm) return sweeps;
  }
}

int main(int argc, char **argv) {
  if (argc < 4) { fprintf(stderr, "usage: ownership ownership <file> <repeats>\n"); return 2; }
  FILE *file = fopen(argv[2], "rb");
  u32 n, m;
  if (!file || fread(&n, 4, 1, file) != 1 || fread(&m, 4, 1, file) != 1) { fprintf(stderr, "cannot read %s\n", argv[2]); return 2; }
  u32 *from = zeroed(4ull * m), *to = zeroed(4ull * m), *start = zeroed(4ull * (n + 1)), *target = zeroed(4ull * m), *place = zeroed(4ull * n);
  double *amount = zeroed(8ull * m), *received = zeroed(8ull * n), *share = zeroed(8ull * m), *b = zeroed(8ull * n), *x = zeroed(8ull * n);
  if (fread(from, 4, m, file) + fread(to, 4, m, file) + fread(amount, 8, m, file) != 3ull * m) return 2;
  fclose(file);
  for (u32 k = 0; k < m; k++) { received[to[k]] += amount[k]; start[from[k] + 1]++; }
  for (u32 i = 0; i < n; i++) { start[i + 1] += start[i]; b[i] = 1 + 9 * spread(i + n); }
  memcpy(place, start, 4ull * n);
  for (u32 k = 0; k < m; k++) {
    const u32 e = place[from[k]]++;
    target[e] = to[k];
    share[e] = amount[k] / received[to[k]] * (0.5 + 0.45 * spread(to[k]));
  }
  int sweeps = 0;
  printf("{\"seconds\":[");
  for (int k = 0; k < atoi(argv[3]); k++) {
    const double begin = now();
    sweeps = solve(n, start, target, share, b, x);
    printf("%s%.6f", k ? "," : "", now() - begin);
  }
  double total = 0;
  for (u32 i = 0; i < n; i++) total += x[i];
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("],\"check\":[%u,%.12g],\"iterations\":%d,\"peakMb\":%.1f,\"version\":\"gcc %s\"}\n", m, total, sweeps, usage.ru_maxrss / 1024.0, __VERSION__);
  return 0;
}
