// The practical floor of each workload: the same algorithm in plain C, one thread.
// build: gcc -O3 -march=native -ffast-math floor.c -o floor -lm
// usage: floor <circuits|components|hodge|csv> <file> <repeats>; prints one JSON line with the seconds of each repeat and the value to check.
// Files are those of bench/generate.ts. Reading the network is not timed, except for csv.
#define _GNU_SOURCE
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef uint32_t u32;
typedef struct { u32 n, m, *from, *to; double *amount; } Network;
typedef struct { u32 n, m, *start, *other; double *weight; } Rows;
typedef struct { double first, second; } Check;

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

static Network load(const char *path) {
  Network g;
  FILE *file = fopen(path, "rb");
  if (!file || fread(&g.n, 4, 1, file) != 1 || fread(&g.m, 4, 1, file) != 1) { fprintf(stderr, "cannot read %s\n", path); exit(2); }
  g.from = zeroed(4ull * g.m);
  g.to = zeroed(4ull * g.m);
  g.amount = zeroed(8ull * g.m);
  if (fread(g.from, 4, g.m, file) + fread(g.to, 4, g.m, file) + fread(g.amount, 8, g.m, file) != 3ull * g.m) exit(2);
  fclose(file);
  return g;
}

// Counting sort of edges by `key`, as compressed sparse rows.
static Rows rows_by(u32 n, u32 m, const u32 *key, const u32 *other, const double *weight) {
  Rows r = {n, m, zeroed(4ull * (n + 1)), zeroed(4ull * m), zeroed(8ull * m)};
  for (u32 k = 0; k < m; k++) r.start[key[k] + 1]++;
  for (u32 i = 0; i < n; i++) r.start[i + 1] += r.start[i];
  u32 *place = zeroed(4ull * n);
  memcpy(place, r.start, 4ull * n);
  for (u32 k = 0; k < m; k++) {
    u32 p = place[key[k]]++;
    r.other[p] = other[k];
    r.weight[p] = weight[k];
  }
  free(place);
  return r;
}

static void free_rows(Rows r) { free(r.start); free(r.other); free(r.weight); }

// ---------- circuits of 2 to 5 edges: how many, and the sum of their least amounts ----------

enum { LONGEST = 5, FAR = 255 };
typedef struct {
  Rows out;
  unsigned char *distance, *on; // edges back to the root, FAR when more than four; whether on the path
  double *back;                 // amount of the edge back to the root
  double count, sum;
} Search;

static void extend(Search *s, u32 node, int used, double least) {
  for (u32 k = s->out.start[node]; k < s->out.start[node + 1]; k++) {
    u32 next = s->out.other[k];
    if (s->distance[next] == FAR || s->on[next] || used + 1 + s->distance[next] > LONGEST) continue;
    double smaller = s->out.weight[k] < least ? s->out.weight[k] : least;
    if (s->distance[next] == 1) { s->count++; s->sum += smaller < s->back[next] ? smaller : s->back[next]; }
    if (used + 3 <= LONGEST) { s->on[next] = 1; extend(s, next, used + 1, smaller); s->on[next] = 0; }
  }
}

// Hubs are the first roots: once a node was the root it leaves the network. Nodes that cannot return in time are pruned.
static Check circuits(Network g) {
  u32 n = g.n, most = 0;
  u32 *degree = zeroed(4ull * n), *rank = zeroed(4ull * n);
  for (u32 k = 0; k < g.m; k++) { degree[g.from[k]]++; degree[g.to[k]]++; }
  for (u32 i = 0; i < n; i++) if (degree[i] > most) most = degree[i];
  u32 *place = zeroed(4ull * (most + 2));
  for (u32 i = 0; i < n; i++) place[most - degree[i] + 1]++;
  for (u32 d = 0; d <= most; d++) place[d + 1] += place[d];
  for (u32 i = 0; i < n; i++) rank[i] = place[most - degree[i]]++;
  u32 *from = zeroed(4ull * g.m), *to = zeroed(4ull * g.m), *queue = zeroed(4ull * n);
  for (u32 k = 0; k < g.m; k++) { from[k] = rank[g.from[k]]; to[k] = rank[g.to[k]]; }
  Rows in = rows_by(n, g.m, to, from, g.amount);
  Search s = {rows_by(n, g.m, from, to, g.amount), zeroed(n), zeroed(n), zeroed(8ull * n), 0, 0};
  memset(s.distance, FAR, n);
  for (u32 root = 0; root < n; root++) {
    u32 head = 0, tail = 0;
    for (u32 k = in.start[root]; k < in.start[root + 1]; k++) {
      u32 v = in.other[k];
      if (v > root) { s.distance[v] = 1; s.back[v] = in.weight[k]; queue[tail++] = v; }
    }
    while (head < tail) {
      u32 v = queue[head++];
      if (s.distance[v] == LONGEST - 1) break;
      for (u32 k = in.start[v]; k < in.start[v + 1]; k++) {
        u32 u = in.other[k];
        if (u > root && s.distance[u] == FAR) { s.distance[u] = s.distance[v] + 1; queue[tail++] = u; }
      }
    }
    extend(&s, root, 0, INFINITY);
    for (u32 i = 0; i < tail; i++) s.distance[queue[i]] = FAR;
  }
  free(degree); free(rank); free(place); free(from); free(to); free(queue); free_rows(in); free_rows(s.out);
  free(s.distance); free(s.on); free(s.back);
  return (Check){s.count, s.sum};
}

// ---------- strongly connected components: how many, and the largest (Tarjan 1972, without recursion) ----------

static Check components(Rows out) {
  u32 n = out.n, next = 0, held = 0, count = 0, largest = 0;
  u32 *low = zeroed(4ull * n), *number = zeroed(4ull * n), *edge = zeroed(4ull * n), *stack = zeroed(4ull * n), *path = zeroed(4ull * n);
  for (u32 root = 0; root < n; root++) {
    if (low[root]) continue;
    u32 depth = 0;
    path[depth++] = root; edge[root] = out.start[root]; low[root] = number[root] = ++next; stack[held++] = root;
    while (depth) {
      u32 v = path[depth - 1];
      if (edge[v] < out.start[v + 1]) {
        u32 u = out.other[edge[v]++];
        if (!low[u]) { low[u] = number[u] = ++next; edge[u] = out.start[u]; stack[held++] = u; path[depth++] = u; }
        else if (low[u] < low[v]) low[v] = low[u];
        continue;
      }
      depth--;
      if (depth && low[v] < low[path[depth - 1]]) low[path[depth - 1]] = low[v];
      if (low[v] != number[v]) continue;
      u32 size = 0, u;
      do { u = stack[--held]; low[u] = UINT32_MAX; size++; } while (u != v);
      count++;
      if (size > largest) largest = size;
    }
  }
  free(low); free(number); free(edge); free(stack); free(path);
  return (Check){count, largest};
}

// ---------- Hodge gradient on the unweighted graph of linked pairs: conjugate gradients to 1e-9 ----------

static Rows linked_pairs(Network g) {
  u32 n = g.n, m = g.m, kept = 0, begin = 0;
  u32 *key = zeroed(8ull * m), *other = zeroed(8ull * m), *seen = zeroed(4ull * n);
  double *flow = zeroed(16ull * m);
  for (u32 k = 0; k < m; k++) {
    key[k] = other[m + k] = g.from[k];
    key[m + k] = other[k] = g.to[k];
    flow[k] = g.amount[k];
    flow[m + k] = -g.amount[k];
  }
  Rows r = rows_by(n, 2 * m, key, other, flow);
  memset(seen, 255, 4ull * n);
  for (u32 i = 0; i < n; i++) { // net flows of a pair add up in place
    u32 row = kept, end = r.start[i + 1];
    for (u32 k = begin; k < end; k++) {
      u32 j = r.other[k], at = seen[j];
      if (at >= row && at < kept && r.other[at] == j) { r.weight[at] += r.weight[k]; continue; }
      seen[j] = kept;
      r.other[kept] = j;
      r.weight[kept++] = r.weight[k];
    }
    begin = end;
    r.start[i + 1] = kept;
  }
  r.m = kept;
  free(key); free(other); free(seen); free(flow);
  return r;
}

static Check gradient_share(Rows pairs, double *iterations, double *seconds) {
  u32 n = pairs.n;
  const u32 *start = pairs.start, *other = pairs.other;
  double begin = now(), rz = 0, norm = 0;
  double *x = zeroed(8ull * n), *r = zeroed(8ull * n), *p = zeroed(8ull * n), *q = zeroed(8ull * n), *inverse = zeroed(8ull * n);
  for (u32 i = 0; i < n; i++) {
    double b = 0;
    for (u32 k = start[i]; k < start[i + 1]; k++) b += pairs.weight[k];
    u32 degree = start[i + 1] - start[i];
    inverse[i] = degree ? 1.0 / degree : 0;
    r[i] = b;
    p[i] = b * inverse[i];
    rz += b * p[i];
    norm += b * b;
  }
  for (*iterations = 1; *iterations < 20000; ++*iterations) {
    double pq = 0, rr = 0, next = 0;
    for (u32 i = 0; i < n; i++) {
      double sum = 0;
      for (u32 k = start[i]; k < start[i + 1]; k++) sum += p[other[k]];
      q[i] = (start[i + 1] - start[i]) * p[i] - sum;
      pq += q[i] * p[i];
    }
    double alpha = rz / pq;
    for (u32 i = 0; i < n; i++) {
      x[i] += alpha * p[i];
      double residual = r[i] -= alpha * q[i];
      rr += residual * residual;
      next += residual * residual * inverse[i];
    }
    if (rr <= 1e-18 * norm) break;
    double beta = next / rz;
    rz = next;
    for (u32 i = 0; i < n; i++) p[i] = r[i] * inverse[i] + beta * p[i];
  }
  *seconds = now() - begin;
  double gradient = 0, all = 0;
  for (u32 i = 0; i < n; i++)
    for (u32 k = start[i]; k < start[i + 1]; k++) {
      double drop = x[i] - x[other[k]];
      gradient += drop * drop;
      all += pairs.weight[k] * pairs.weight[k];
    }
  free(x); free(r); free(p); free(q); free(inverse);
  return (Check){gradient / all, pairs.m};
}

// ---------- CSV of whole-number ids to compressed sparse rows ----------

static Check read_csv(const char *path, double *seconds) {
  double begin = now();
  int file = open(path, O_RDONLY);
  struct stat status;
  fstat(file, &status);
  size_t length = status.st_size, room = length / 10 + 16;
  const char *text = mmap(0, length, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0), *p = text, *end = text + length;
  u32 *from = malloc(4 * room), *to = malloc(4 * room), m = 0, n = 0;
  double *amount = malloc(8 * room), power[20];
  for (int d = 0; d < 20; d++) power[d] = pow(10, d);
  while (*p++ != '\n');
  while (p < end) {
    u32 i = 0, j = 0;
    uint64_t digits = 0;
    int decimals = -1;
    while (*p != ',') i = i * 10 + (*p++ - '0');
    p++;
    while (*p != ',') j = j * 10 + (*p++ - '0');
    p++;
    for (; p < end && *p != '\n'; p++) {
      if (*p == '.') { decimals = 0; continue; }
      digits = digits * 10 + (*p - '0');
      if (decimals >= 0) decimals++;
    }
    p++;
    from[m] = i;
    to[m] = j;
    amount[m++] = decimals == 2 ? digits / 100.0 : decimals <= 0 ? (double)digits : digits / power[decimals];
    if (i >= n) n = i + 1;
    if (j >= n) n = j + 1;
  }
  Rows r = rows_by(n, m, from, to, amount);
  *seconds = now() - begin;
  double sum = 0;
  for (u32 k = 0; k < m; k++) sum += r.weight[k];
  munmap((void *)text, length);
  close(file);
  free(from); free(to); free(amount); free_rows(r);
  return (Check){m, sum};
}

int main(int argc, char **argv) {
  if (argc < 4) { fprintf(stderr, "usage: floor <circuits|components|hodge|csv> <file> <repeats>\n"); return 2; }
  const char *what = argv[1];
  int repeats = atoi(argv[3]);
  double iterations = 0;
  Check check = {0, 0};
  Network g = {0};
  Rows rows = {0};
  if (strcmp(what, "csv")) g = load(argv[2]);
  if (!strcmp(what, "components")) rows = rows_by(g.n, g.m, g.from, g.to, g.amount);
  if (!strcmp(what, "hodge")) rows = linked_pairs(g);
  printf("{\"seconds\":[");
  for (int k = 0; k < repeats; k++) {
    double begin = now(), seconds = -1;
    if (!strcmp(what, "circuits")) check = circuits(g);
    else if (!strcmp(what, "components")) check = components(rows);
    else if (!strcmp(what, "hodge")) check = gradient_share(rows, &iterations, &seconds);
    else if (!strcmp(what, "csv")) check = read_csv(argv[2], &seconds);
    else return 2;
    printf("%s%.6g", k ? "," : "", seconds < 0 ? now() - begin : seconds);
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("],\"check\":[%.15g,%.15g],\"iterations\":%.0f,\"peakMb\":%.1f}\n", check.first, check.second, iterations, usage.ru_maxrss / 1024.0);
  return 0;
}
