// The practical floor of Eisenberg-Noe clearing in plain C, one thread, to 1e-9 of all that is owed.
// build: gcc -O3 -march=native -ffast-math clearing.c -o clearing -lm
// usage: clearing <task> <file> <repeats>; prints one JSON line with the seconds of each repeat and the value to check.
//   clearing            sweeps in place, each firm pays what it has      clearing-worklist  shortfalls pushed along a queue
//   clearing-pending    the same queue with one number a firm to touch
//   scenarios           as many as a register holds, sweeps in place     scenarios-pushed   the same, shortfalls pushed
// Scenarios (100 000 up to 50 000 firms, 64 above): each firm loses its external assets by one chance in twenty, by Philox4x32-10 as num/random.ts
// counts it, seed 7. Files are those of bench/generate.ts; preparing is not timed, drawing is.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#if defined __AVX512F__ || defined __AVX2__
#include <immintrin.h>
#endif

typedef uint32_t u32;
typedef uint64_t u64;
// As many scenarios as a register holds.
#ifdef __AVX512F__
enum { LANES = 8, BYTES = 64 };
#else
enum { LANES = 4, BYTES = 32 };
#endif
typedef double vec __attribute__((vector_size(BYTES)));
typedef int64_t mask __attribute__((vector_size(BYTES)));
typedef struct { u32 *start, *other; double *share; } Rows;
typedef struct { u32 n, m; Rows in, out; double *owes, *received, *assets, *shocked, total; } Economy;
typedef struct { double first, second; } Check;

static const double TOLERANCE = 1e-9, CHANCE = 0.05;
static const u64 SEED = 7;

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

// Counting sort of edges by `key`, as compressed sparse rows.
static Rows rows_by(u32 n, u32 m, const u32 *key, const u32 *other, const double *share) {
  Rows r = {zeroed(4ull * (n + 1)), zeroed(4ull * m), zeroed(8ull * m)};
  for (u32 k = 0; k < m; k++) r.start[key[k] + 1]++;
  for (u32 i = 0; i < n; i++) r.start[i + 1] += r.start[i];
  u32 *place = zeroed(4ull * n);
  memcpy(place, r.start, 4ull * n);
  for (u32 k = 0; k < m; k++) {
    u32 p = place[key[k]]++;
    r.other[p] = other[k];
    r.share[p] = share[k];
  }
  free(place);
  return r;
}

static Economy load(const char *path) {
  FILE *file = fopen(path, "rb");
  u32 size[2];
  if (!file || fread(size, 4, 2, file) != 2) { fprintf(stderr, "cannot read %s\n", path); exit(2); }
  Economy g = {.n = size[0], .m = size[1]};
  u32 n = g.n, m = g.m, *from = column(file, 4, m), *to = column(file, 4, m);
  double *amount = column(file, 8, m);
  g.assets = column(file, 8, n);
  g.owes = column(file, 8, n);
  fseek(file, 8l * n, SEEK_CUR);
  u32 *hit = column(file, 4, n);
  fclose(file);
  g.received = zeroed(8ull * n);
  g.shocked = zeroed(8ull * n);
  for (u32 k = 0; k < m; k++) { g.owes[from[k]] += amount[k]; g.received[to[k]] += amount[k]; }
  for (u32 i = 0; i < n; i++) { g.total += g.owes[i]; g.shocked[i] = hit[i] ? 0 : g.assets[i]; }
  for (u32 k = 0; k < m; k++) amount[k] /= g.owes[from[k]];
  g.in = rows_by(n, m, to, from, amount);
  g.out = rows_by(n, m, from, to, amount);
  free(from); free(to); free(amount); free(hit);
  return g;
}

// ---------- one scenario ----------

static double sweeps(const Economy *g, double *p) {
  const u32 n = g->n, *start = g->in.start, *debtor = g->in.other;
  const double *share = g->in.share, *e = g->shocked, *owes = g->owes;
  memcpy(p, owes, 8ull * n);
  for (double turn = 1;; turn++) {
    double moved = 0;
    for (u32 i = 0; i < n; i++) {
      double has = e[i];
      for (u32 k = start[i]; k < start[i + 1]; k++) has += share[k] * p[debtor[k]];
      double pays = has < 0 ? 0 : has > owes[i] ? owes[i] : has;
      moved += fabs(pays - p[i]);
      p[i] = pays;
    }
    if (moved <= TOLERANCE * g->total) return turn;
  }
}

typedef struct { u32 *queue; unsigned char *queued; double *got, *missing, *slack; } Work;

static double worklist(const Economy *g, Work w, double *p) {
  const u32 n = g->n, *start = g->out.start, *creditor = g->out.other;
  const double theta = TOLERANCE * g->total / n, *owes = g->owes, *share = g->out.share;
  u32 head = 0, length = 0, *queue = w.queue;
  unsigned char *queued = w.queued;
  double edges = 0, *got = w.got, *missing = w.missing, *slack = w.slack;
  memset(got, 0, 8ull * n); memset(missing, 0, 8ull * n); memset(queued, 0, n);
  for (u32 i = 0; i < n; i++) {
    slack[i] = g->shocked[i] + g->received[i] - owes[i];
    if (slack[i] < 0) { queue[length++] = i; queued[i] = 1; }
  }
  while (length) {
    u32 i = queue[head];
    if (++head == n) head = 0;
    length--;
    queued[i] = 0;
    double lacks = got[i] - slack[i];
    if (lacks > owes[i]) lacks = owes[i];
    double more = lacks - missing[i];
    if (more <= 0) continue;
    missing[i] = lacks;
    edges += start[i + 1] - start[i];
    for (u32 k = start[i]; k < start[i + 1]; k++) {
      u32 j = creditor[k];
      double sum = got[j] += share[k] * more;
      if (!queued[j] && missing[j] < owes[j] && sum - slack[j] - missing[j] > theta) {
        queued[j] = 1;
        u32 tail = head + length++;
        queue[tail >= n ? tail - n : tail] = j;
      }
    }
  }
  for (u32 i = 0; i < n; i++) p[i] = owes[i] - missing[i];
  return edges / g->m;
}

// slack holds what a firm lacks and has not passed on: it waits in the queue exactly when that exceeds theta.
static double pending(const Economy *g, Work w, double *p) {
  const u32 n = g->n, *start = g->out.start, *creditor = g->out.other;
  const double theta = TOLERANCE * g->total / n, *owes = g->owes, *share = g->out.share;
  double *lacks = w.slack, *missing = w.missing, edges = 0;
  u32 head = 0, tail = 0, length = 0, *queue = w.queue;
  memset(missing, 0, 8ull * n);
  for (u32 i = 0; i < n; i++) {
    lacks[i] = owes[i] - (g->shocked[i] + g->received[i]);
    queue[length] = i;
    length += lacks[i] > theta;
  }
  for (tail = length == n ? 0 : length; length; length--) {
    u32 i = queue[head];
    if (++head == n) head = 0;
    double more = lacks[i], room = owes[i] - missing[i];
    if (more >= room) { more = room; lacks[i] = -1e300; } else lacks[i] = 0;
    missing[i] += more;
    edges += start[i + 1] - start[i];
    for (u32 k = start[i]; k < start[i + 1]; k++) {
      u32 j = creditor[k];
      double before = lacks[j], after = lacks[j] = before + share[k] * more;
      if (after <= theta || before > theta) continue;
      queue[tail] = j;
      if (++tail == n) tail = 0;
      length++;
    }
  }
  for (u32 i = 0; i < n; i++) p[i] = owes[i] - missing[i];
  return edges / g->m;
}

// ---------- scenarios side by side in one register ----------

typedef u64 whole __attribute__((vector_size(BYTES)));
#define LOW (0xffffffff - (whole){0})

// Product of two 32-bit numbers in each lane.
static whole product(whole a, u64 b) {
#ifdef __AVX512F__
  return (whole)_mm512_mul_epu32((__m512i)a, _mm512_set1_epi64(b));
#elif defined __AVX2__
  return (whole)_mm256_mul_epu32((__m256i)a, _mm256_set1_epi64x(b));
#else
  return a * b;
#endif
}

static unsigned char below_chance(whole high, whole low) {
  unsigned char bits = 0;
  whole number = (high >> 5) << 26 | low >> 6;
  vec x = __builtin_convertvector(number, vec);
  mask hit = (x + 0.5) / 9007199254740992.0 < CHANCE;
#ifdef __AVX512DQ__
  bits = _mm512_movepi64_mask((__m512i)hit);
#elif defined __AVX2__
  bits = _mm256_movemask_pd((__m256d)hit);
#else
  for (int b = 0; b < LANES; b++) bits |= (hit[b] != 0) << b;
#endif
  return bits;
}

// One uniform number a firm for so many scenarios from first on; hits[i] gets a bit for each that is below the chance.
static void draw(u32 n, u64 first, unsigned char *hits) {
  whole scenario;
  for (int b = 0; b < LANES; b++) scenario[b] = first + b;
  for (u32 block = 0; 2 * block < n; block++) {
    whole c0 = block + (whole){0}, c1 = {0}, c2 = scenario & LOW, c3 = scenario >> 32;
    u32 k0 = (u32)SEED, k1 = (u32)(SEED >> 32);
    for (int round = 0; round < 10; round++, k0 += 0x9e3779b9u, k1 += 0xbb67ae85u) {
      whole x = product(c0, 0xd2511f53), y = product(c2, 0xcd9e8d57);
      c0 = y >> 32 ^ c1 ^ (u64)k0;
      c1 = y & LOW;
      c2 = x >> 32 ^ c3 ^ (u64)k1;
      c3 = x & LOW;
    }
    hits[2 * block] = below_chance(c0, c1);
    if (2 * block + 1 < n) hits[2 * block + 1] = below_chance(c2, c3);
  }
}

static vec spread(double x) { return x - (vec){0}; }
static vec pick(mask which, vec a, vec b) { return (vec)((which & (mask)a) | (~which & (mask)b)); }
#ifdef __AVX512F__
static vec least(vec a, vec b) { return (vec)_mm512_min_pd((__m512d)a, (__m512d)b); }
static vec most(vec a, vec b) { return (vec)_mm512_max_pd((__m512d)a, (__m512d)b); }
#elif defined __AVX2__
static vec least(vec a, vec b) { return (vec)_mm256_min_pd((__m256d)a, (__m256d)b); }
static vec most(vec a, vec b) { return (vec)_mm256_max_pd((__m256d)a, (__m256d)b); }
#else
static vec least(vec a, vec b) { return pick(a < b, a, b); }
static vec most(vec a, vec b) { return pick(a > b, a, b); }
#endif

// All ones in the lanes whose bit is set.
static mask struck(unsigned char bits) {
  mask lane;
  for (int b = 0; b < LANES; b++) lane[b] = 1 << b;
  return (bits & lane) != 0;
}

static double lanes_swept(const Economy *g, u32 count) {
  const u32 n = g->n, *start = g->in.start, *debtor = g->in.other;
  const double *share = g->in.share;
  vec *p = zeroed((u64)BYTES * n), *e = zeroed((u64)BYTES * n);
  unsigned char *hits = zeroed(n);
  double lost = 0;
  for (u32 s = 0; s < count; s += LANES) {
    draw(n, s, hits);
    for (u32 i = 0; i < n; i++) {
      p[i] = spread(g->owes[i]);
      e[i] = pick(struck(hits[i]), spread(0), spread(g->assets[i]));
    }
    for (int on = 1; on;) {
      vec moved = {0};
      for (u32 i = 0; i < n; i++) {
        vec has = e[i], more = {0};
        u32 k = start[i], end = start[i + 1];
        for (; k + 1 < end; k += 2) { has += share[k] * p[debtor[k]]; more += share[k + 1] * p[debtor[k + 1]]; }
        if (k < end) has += share[k] * p[debtor[k]];
        has = least(most(has + more, spread(0)), spread(g->owes[i]));
        vec change = has - p[i];
        moved += most(change, -change);
        p[i] = has;
      }
      on = 0;
      for (int b = 0; b < LANES; b++) on |= moved[b] > TOLERANCE * g->total;
    }
    vec missing = {0};
    for (u32 i = 0; i < n; i++) missing += spread(g->owes[i]) - p[i];
    for (int b = 0; b < LANES && s + b < count; b++) lost += missing[b];
  }
  free(p); free(e); free(hits);
  return lost / count;
}

static int any(mask which) {
#ifdef __AVX512F__
  return _mm512_test_epi64_mask((__m512i)which, (__m512i)which);
#elif defined __AVX2__
  return !_mm256_testz_si256((__m256i)which, (__m256i)which);
#else
  int found = 0;
  for (int b = 0; b < LANES; b++) found |= which[b] != 0;
  return found;
#endif
}

static double lanes_pushed(const Economy *g, u32 count) {
  const u32 n = g->n, *start = g->out.start, *creditor = g->out.other;
  const double theta = TOLERANCE * g->total / n;
  vec *lacks = zeroed((u64)BYTES * n), *missing = zeroed((u64)BYTES * n), never = spread(-1e300);
  unsigned char *hits = zeroed(n);
  double lost = 0;
  for (u32 s = 0; s < count; s += LANES) {
    draw(n, s, hits);
    memset(missing, 0, (u64)BYTES * n);
    for (u32 i = 0; i < n; i++) {
      lacks[i] = g->owes[i] - g->received[i] - g->assets[i] + pick(struck(hits[i]), spread(g->assets[i]), spread(0));
    }
    for (int on = 1; on;) {
      on = 0;
      for (u32 i = 0; i < n; i++) {
        mask over = lacks[i] > theta;
        if (!any(over)) continue;
        on = 1;
        vec top = spread(g->owes[i]), room = top - missing[i], more = pick(over, lacks[i], spread(0));
        mask full = more >= room;
        lacks[i] = pick(full, never, pick(over, spread(0), lacks[i]));
        more = least(more, room);
        missing[i] += more;
        for (u32 k = start[i]; k < start[i + 1]; k++) lacks[creditor[k]] += g->out.share[k] * more;
      }
    }
    vec sum = {0};
    for (u32 i = 0; i < n; i++) sum += missing[i];
    for (int b = 0; b < LANES && s + b < count; b++) lost += sum[b];
  }
  free(lacks); free(missing); free(hits);
  return lost / count;
}

static Check described(const Economy *g, const double *p) {
  Check check = {0, 0};
  for (u32 i = 0; i < g->n; i++) { check.first += p[i] < g->owes[i] * (1 - 1e-6); check.second += p[i]; }
  return check;
}

int main(int argc, char **argv) {
  if (argc < 4) { fprintf(stderr, "usage: clearing <clearing|clearing-worklist|clearing-pending|scenarios|scenarios-pushed> <file> <repeats>\n"); return 2; }
  const char *what = argv[1];
  int repeats = atoi(argv[3]);
  Economy g = load(argv[2]);
  double iterations = 0, *p = zeroed(8ull * g.n);
  u32 count = g.n > 50000 ? 64 : 100000;
  Work w = {zeroed(4ull * g.n), zeroed(g.n), zeroed(8ull * g.n), zeroed(8ull * g.n), zeroed(8ull * g.n)};
  Check check = {0, 0};
  printf("{\"seconds\":[");
  for (int k = 0; k < repeats; k++) {
    double begin = now();
    if (!strcmp(what, "clearing")) iterations = sweeps(&g, p);
    else if (!strcmp(what, "clearing-worklist")) iterations = worklist(&g, w, p);
    else if (!strcmp(what, "clearing-pending")) iterations = pending(&g, w, p);
    else if (!strcmp(what, "scenarios")) check = (Check){count, lanes_swept(&g, count)};
    else if (!strcmp(what, "scenarios-pushed")) check = (Check){count, lanes_pushed(&g, count)};
    else return 2;
    printf("%s%.6g", k ? "," : "", now() - begin);
  }
  if (!strncmp(what, "clearing", 8)) check = described(&g, p);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("],\"check\":[%.15g,%.15g],\"iterations\":%.3f,\"peakMb\":%.1f}\n", check.first, check.second, iterations, usage.ru_maxrss / 1024.0);
  return 0;
}
