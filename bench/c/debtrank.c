// The practical floor of DebtRank (Bardoscia and others 2015): the same algorithm in plain C, one thread, sweeps in place until no stress moves by more than 1e-9.
// build: gcc -O3 -march=native -ffast-math debtrank.c -o debtrank -lm
// usage: debtrank <debtrank-one|debtrank-all> <file> <repeats>; prints one JSON line with the seconds of each repeat and the value to check.
// one: the firm that owes most fails. all: every firm in turn, as many in one register as it holds. Files are those of bench/generate.ts; preparing is not timed.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef uint32_t u32;
typedef struct { u32 n, *start, *debtor, owesMost; double *share, *weight; } Exposures;
typedef struct { double first, second; } Check;

static const double TOLERANCE = 1e-9, ALL = 1 - 1e-11;
#ifdef __AVX512F__
enum { LANES = 8, MOST_SWEEPS = 1000 };
#else
enum { LANES = 4, MOST_SWEEPS = 1000 };
#endif

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

static void *column(FILE *file, size_t width, size_t length) {
  void *memory = zeroed(width * length);
  if (fread(memory, width, length, file) != length) exit(2);
  return memory;
}

static u32 hash32(u32 x) {
  x ^= x >> 16;
  x *= 0x7feb352dU;
  x ^= x >> 15;
  x *= 0x846ca68bU;
  return x ^ x >> 16;
}

// Equity is 0.7 to 1.5 times what a firm is owed, by its number, and its equity of the file; weights are what a firm is owed.
static Exposures load(const char *path) {
  FILE *file = fopen(path, "rb");
  u32 size[2];
  if (!file || fread(size, 4, 2, file) != 2) { fprintf(stderr, "cannot read %s\n", path); exit(2); }
  u32 n = size[0], m = size[1], *from = column(file, 4, m), *to = column(file, 4, m);
  double *amount = column(file, 8, m), total = 0, *owed = zeroed(8ull * n), *owes = zeroed(8ull * n);
  fseek(file, 16l * n, SEEK_CUR);
  double *equity = column(file, 8, n);
  fclose(file);
  Exposures g = {n, zeroed(4ull * (n + 1)), zeroed(4ull * m), 0, zeroed(8ull * m), zeroed(8ull * n)};
  for (u32 k = 0; k < m; k++) {
    owed[to[k]] += amount[k];
    owes[from[k]] += amount[k];
    total += amount[k];
    g.start[to[k] + 1]++;
  }
  for (u32 i = 0; i < n; i++) {
    g.start[i + 1] += g.start[i];
    g.weight[i] = owed[i] / total;
    equity[i] += owed[i] * (0.7 + 0.8 * hash32(i) / 4294967296.0);
    if (owes[i] > owes[g.owesMost]) g.owesMost = i;
  }
  // By creditor, then debtor: a stable pass by debtor first.
  u32 *byDebtor = zeroed(4ull * m), *place = zeroed(4ull * (n + 1));
  for (u32 k = 0; k < m; k++) place[from[k] + 1]++;
  for (u32 i = 0; i < n; i++) place[i + 1] += place[i];
  for (u32 k = 0; k < m; k++) byDebtor[place[from[k]]++] = k;
  memcpy(place, g.start, 4ull * n);
  for (u32 x = 0; x < m; x++) {
    u32 k = byDebtor[x], p = place[to[k]]++;
    g.debtor[p] = from[k];
    g.share[p] = amount[k] / equity[to[k]];
  }
  free(byDebtor); free(place); free(from); free(to); free(amount); free(owed); free(owes); free(equity);
  return g;
}

static Check one(const Exposures *g, double *h, double *sweeps) {
  const u32 n = g->n, *start = g->start, *debtor = g->debtor, shocked = g->owesMost;
  const double *share = g->share;
  memset(h, 0, 8ull * n);
  h[shocked] = 1;
  double moved = 1;
  for (*sweeps = 0; moved > TOLERANCE && *sweeps < MOST_SWEEPS; ++*sweeps) {
    moved = 0;
    for (u32 i = 0; i < n; i++) {
      double stress = i == shocked;
      for (u32 k = start[i]; k < start[i + 1]; k++) stress += share[k] * h[debtor[k]];
      if (stress > 1) stress = 1;
      double move = fabs(stress - h[i]);
      if (move > moved) moved = move;
      h[i] = stress;
    }
  }
  Check check = {-1, -g->weight[shocked]};
  for (u32 i = 0; i < n; i++) {
    check.second += g->weight[i] * h[i];
    check.first += h[i] >= ALL;
  }
  return check;
}

typedef double lanes __attribute__((vector_size(8 * LANES)));
#ifdef __AVX512F__
#include <immintrin.h>
static inline lanes least(lanes a, lanes b) { return (lanes)_mm512_min_pd((__m512d)a, (__m512d)b); }
static inline lanes most(lanes a, lanes b) { return (lanes)_mm512_max_pd((__m512d)a, (__m512d)b); }
static inline lanes size(lanes a) { return (lanes)_mm512_abs_pd((__m512d)a); }
#elif defined __AVX2__
#include <immintrin.h>
static inline lanes least(lanes a, lanes b) { return (lanes)_mm256_min_pd((__m256d)a, (__m256d)b); }
static inline lanes most(lanes a, lanes b) { return (lanes)_mm256_max_pd((__m256d)a, (__m256d)b); }
static inline lanes size(lanes a) { return (lanes)_mm256_andnot_pd(_mm256_set1_pd(-0.0), (__m256d)a); }
#else
static inline lanes least(lanes a, lanes b) { for (int l = 0; l < LANES; l++) if (b[l] < a[l]) a[l] = b[l]; return a; }
static inline lanes most(lanes a, lanes b) { for (int l = 0; l < LANES; l++) if (b[l] > a[l]) a[l] = b[l]; return a; }
static inline lanes size(lanes a) { for (int l = 0; l < LANES; l++) a[l] = fabs(a[l]); return a; }
#endif

// Firms first, first + 1, ... each fail in a lane of their own.
static Check together(const Exposures *g, u32 first, u32 count, lanes *h, double *sweeps) {
  const u32 n = g->n, *start = g->start, *debtor = g->debtor;
  const double *share = g->share;
  const lanes ones = 1 - (lanes){0};
  memset(h, 0, sizeof(lanes) * n);
  for (u32 l = 0; l < count; l++) h[first + l][l] = 1;
  for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    lanes moved = {0};
    ++*sweeps;
    for (u32 i = 0; i < n; i++) {
      lanes even = {0}, odd = {0};
      u32 k = start[i], end = start[i + 1];
      for (; k + 1 < end; k += 2) {
        even += share[k] * h[debtor[k]];
        odd += share[k + 1] * h[debtor[k + 1]];
      }
      if (k < end) even += share[k] * h[debtor[k]];
      lanes stress = least(even + odd, ones);
      if (i - first < count) stress[i - first] = 1;
      moved = most(moved, size(stress - h[i]));
      h[i] = stress;
    }
    double largest = 0;
    for (int l = 0; l < LANES; l++) if (moved[l] > largest) largest = moved[l];
    if (largest <= TOLERANCE) break;
  }
  Check check = {0, 0};
  for (u32 l = 0; l < count; l++) {
    check.first -= 1;
    check.second -= g->weight[first + l];
    for (u32 i = 0; i < n; i++) {
      check.second += g->weight[i] * h[i][l];
      check.first += h[i][l] >= ALL;
    }
  }
  return check;
}

int main(int argc, char **argv) {
  if (argc < 4) { fprintf(stderr, "usage: debtrank <debtrank-one|debtrank-all> <file> <repeats>\n"); return 2; }
  int all = !strcmp(argv[1], "debtrank-all"), repeats = atoi(argv[3]);
  Exposures g = load(argv[2]);
  void *h = zeroed((all ? sizeof(lanes) : 8) * (size_t)g.n);
  Check check = {0, 0};
  double sweeps = 0;
  printf("{\"seconds\":[");
  for (int r = 0; r < repeats; r++) {
    double begin = now();
    if (all) {
      check = (Check){0, 0};
      sweeps = 0;
      for (u32 first = 0; first < g.n; first += LANES) {
        Check more = together(&g, first, g.n - first < LANES ? g.n - first : LANES, h, &sweeps);
        check.first += more.first;
        check.second += more.second;
      }
    } else check = one(&g, h, &sweeps);
    printf("%s%.6g", r ? "," : "", now() - begin);
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("],\"check\":[%.15g,%.15g],\"iterations\":%.0f,\"peakMb\":%.1f}\n", check.first, check.second, sweeps, usage.ru_maxrss / 1024.0);
  return 0;
}
