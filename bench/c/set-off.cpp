// Largest set-off (maximum circulation) by LEMON's solvers and by a plain primal-dual, amounts in whole cents, one thread.
// build: g++ -O3 -march=native set-off.cpp -o set-off (LEMON headers are used where they are installed)
// usage: set-off <network.bin> <primal-dual|cost-scaling|network-simplex> <repeats>; prints one JSON line.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/resource.h>
#include <vector>
#if __has_include(<lemon/cost_scaling.h>)
#define WITH_LEMON 1
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#endif

typedef uint32_t u32;
typedef int64_t i64;
struct Network { u32 n, m; std::vector<u32> from, to; std::vector<i64> cents; i64 total; };

static double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

static Network load(const char *path) {
  Network g;
  FILE *file = fopen(path, "rb");
  if (!file || fread(&g.n, 4, 1, file) != 1 || fread(&g.m, 4, 1, file) != 1) exit(2);
  g.from.resize(g.m);
  g.to.resize(g.m);
  g.cents.resize(g.m);
  std::vector<double> amount(g.m);
  if (fread(g.from.data(), 4, g.m, file) + fread(g.to.data(), 4, g.m, file) + fread(amount.data(), 8, g.m, file) != 3ull * g.m) exit(2);
  fclose(file);
  g.total = 0;
  for (u32 k = 0; k < g.m; k++) g.total += g.cents[k] = llround(amount[k] * 100);
  return g;
}

// What is left after set-off is a cheapest flow from net debtors to net creditors at cost 1 an edge. Phases of equal path length; inside a phase,
// blocking flows over the edges of zero reduced cost, which are copied into a small graph.
struct PrimalDual {
  u32 n;
  std::vector<u32> start, to, reverse, smallStart, smallTo, smallEdge, smallReverse, position, cursor;
  std::vector<i64> room, excess, smallRoom;
  std::vector<signed char> cost;
  std::vector<int> distance, price, level;

  i64 remaining(const Network &g) {
    n = g.n;
    u32 m = g.m;
    start.assign(n + 1, 0);
    for (u32 k = 0; k < m; k++) { start[g.from[k] + 1]++; start[g.to[k] + 1]++; }
    for (u32 i = 0; i < n; i++) start[i + 1] += start[i];
    std::vector<u32> at(start.begin(), start.end() - 1);
    to.resize(2 * m); reverse.resize(2 * m); room.assign(2 * m, 0); cost.resize(2 * m); excess.assign(n, 0);
    for (u32 k = 0; k < m; k++) {
      u32 a = at[g.from[k]]++, b = at[g.to[k]]++;
      to[a] = g.to[k]; to[b] = g.from[k]; reverse[a] = b; reverse[b] = a;
      room[a] = g.cents[k]; cost[a] = 1; cost[b] = -1;
      excess[g.from[k]] += g.cents[k]; excess[g.to[k]] -= g.cents[k];
    }
    price.assign(n, 0); cursor.resize(n); level.resize(n);
    i64 left = 0;
    for (u32 i = 0; i < n; i++) left += std::max<i64>(0, excess[i]);
    std::vector<u32> queue(n);
    while (left > 0) {
      raisePrices();
      copyTight();
      while (levels(queue)) {
        std::copy(smallStart.begin(), smallStart.end() - 1, cursor.begin());
        for (u32 i = 0; i < n; i++) if (excess[i] > 0 && level[i] > 0) { i64 sent = push(i, excess[i]); excess[i] -= sent; left -= sent; }
      }
      for (u32 k = 0; k < smallTo.size(); k++) room[smallEdge[k]] = smallRoom[k];
    }
    i64 rest = 0;
    for (u32 k = 0; k < 2 * m; k++) if (cost[k] < 0) rest += room[k];
    return rest;
  }

  void raisePrices() { // Dial's buckets from the debtors, up to the nearest creditor
    const int far = 1 << 30;
    int nearest = far;
    distance.assign(n, far);
    std::vector<std::vector<u32>> bucket(1);
    for (u32 i = 0; i < n; i++) if (excess[i] > 0) { distance[i] = 0; bucket[0].push_back(i); }
    for (int d = 0; d < (int)bucket.size() && d <= nearest; d++)
      for (size_t x = 0; x < bucket[d].size(); x++) {
        u32 v = bucket[d][x];
        if (distance[v] != d) continue;
        if (excess[v] < 0) nearest = std::min(nearest, d);
        for (u32 k = start[v]; k < start[v + 1]; k++) {
          if (room[k] <= 0) continue;
          u32 u = to[k];
          int next = d + cost[k] + price[v] - price[u];
          if (next >= distance[u] || next > nearest) continue;
          distance[u] = next;
          if (next >= (int)bucket.size()) bucket.resize(next + 1);
          bucket[next].push_back(u);
        }
      }
    for (u32 i = 0; i < n; i++) price[i] += std::min(distance[i], nearest);
  }

  void copyTight() {
    smallStart.assign(n + 1, 0); smallTo.clear(); smallEdge.clear();
    for (u32 v = 0; v < n; v++) {
      for (u32 k = start[v]; k < start[v + 1]; k++) if (cost[k] + price[v] == price[to[k]]) { smallTo.push_back(to[k]); smallEdge.push_back(k); }
      smallStart[v + 1] = smallTo.size();
    }
    smallRoom.resize(smallTo.size()); smallReverse.resize(smallTo.size()); position.resize(to.size());
    for (u32 k = 0; k < smallTo.size(); k++) { position[smallEdge[k]] = k; smallRoom[k] = room[smallEdge[k]]; }
    for (u32 k = 0; k < smallTo.size(); k++) smallReverse[k] = position[reverse[smallEdge[k]]];
  }

  bool levels(std::vector<u32> &queue) { // distances back from every creditor; true when a debtor is reached
    std::fill(level.begin(), level.end(), -1);
    u32 head = 0, tail = 0;
    bool reached = false;
    for (u32 i = 0; i < n; i++) if (excess[i] < 0) { level[i] = 0; queue[tail++] = i; }
    while (head < tail) {
      u32 v = queue[head++];
      reached |= excess[v] > 0;
      for (u32 k = smallStart[v]; k < smallStart[v + 1]; k++)
        if (level[smallTo[k]] < 0 && smallRoom[smallReverse[k]] > 0) { level[smallTo[k]] = level[v] + 1; queue[tail++] = smallTo[k]; }
    }
    return reached;
  }

  i64 push(u32 v, i64 most) {
    if (excess[v] < 0) { i64 sent = std::min(most, -excess[v]); excess[v] += sent; return sent; }
    i64 used = 0;
    for (u32 &k = cursor[v]; k < smallStart[v + 1]; k++) {
      u32 u = smallTo[k];
      if (smallRoom[k] <= 0 || level[u] < 0 || level[u] != level[v] - 1) continue;
      i64 sent = push(u, std::min(most - used, smallRoom[k]));
      smallRoom[k] -= sent; smallRoom[smallReverse[k]] += sent; used += sent;
      if (used == most) return used;
    }
    level[v] = -2;
    return used;
  }
};

#ifdef WITH_LEMON
template <class Solver> static i64 byLemon(const Network &g) {
  lemon::SmartDigraph graph;
  graph.reserveNode(g.n);
  graph.reserveArc(g.m);
  for (u32 i = 0; i < g.n; i++) graph.addNode();
  for (u32 k = 0; k < g.m; k++) graph.addArc(graph.nodeFromId(g.from[k]), graph.nodeFromId(g.to[k]));
  lemon::SmartDigraph::ArcMap<i64> upper(graph), cost(graph, -1);
  for (u32 k = 0; k < g.m; k++) upper[graph.arcFromId(k)] = g.cents[k];
  Solver solver(graph);
  solver.upperMap(upper).costMap(cost).run();
  return -solver.template totalCost<i64>();
}
#endif

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  Network g = load(argv[1]);
  std::string what = argv[2];
  i64 cleared = -1;
  printf("{\"seconds\":[");
  for (int k = 0; k < atoi(argv[3]); k++) {
    double begin = now();
    if (what == "primal-dual") { PrimalDual solver; cleared = g.total - solver.remaining(g); }
#ifdef WITH_LEMON
    else if (what == "cost-scaling") cleared = byLemon<lemon::CostScaling<lemon::SmartDigraph, i64, i64>>(g);
    else if (what == "network-simplex") cleared = byLemon<lemon::NetworkSimplex<lemon::SmartDigraph, i64, i64>>(g);
#endif
    else return 4;
    printf("%s%.6g", k ? "," : "", now() - begin);
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("],\"check\":[%.2f,%.2f],\"peakMb\":%.1f}\n", cleared / 100.0, g.total / 100.0, usage.ru_maxrss / 1024.0);
}
