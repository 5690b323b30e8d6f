"""Python peers on the networks of bench/generate.ts, one thread.

usage: python3 peers.py <module> <task> <file> <repeats>; prints one JSON line with the seconds of each repeat and the value to check.
    networkx circuits (3.1 or newer) | igraph circuits (0.11 or newer)
    scipy components | scipy hodge | scipy ownership (BiCGSTAB) | igraph components | networkx components
    networkx set-off | scipy set-off (HiGHS dual simplex) | pandas csv | duckdb csv | duckdb parquet
    duckdb write-parquet <csv>: writes the same table beside it
    scipy clearing (plain iteration) | scipy scenarios (64 at a time)
    scipy esri (sweeps of 64 closures at a time) | scipy debtrank-one | scipy debtrank-all (64 failures at a time)
Reading the network is not timed, except for csv and parquet.
"""
import json
import resource
import sys
import time

import numpy as np

module, task, path, repeats = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])


def load():
    raw = np.fromfile(path, dtype=np.uint8)
    n, m = (int(x) for x in raw[:8].view(np.uint32))
    at = [8, 8 + 4 * m, 8 + 8 * m, 8 + 16 * m]
    return n, m, raw[at[0] : at[1]].view(np.uint32), raw[at[1] : at[2]].view(np.uint32), np.frombuffer(raw[at[2] : at[3]].tobytes())


def measure(run, check, version, iterations=lambda: 0):
    seconds = []
    for _ in range(repeats):
        begin = time.perf_counter()
        answer = run()
        seconds.append(time.perf_counter() - begin)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row = dict(seconds=seconds, check=[float(x) for x in check(answer)], iterations=iterations(), peakMb=round(peak, 1), version=version)
    print(json.dumps(row), flush=True)


def circuits():
    n, m, start, to, amount = load()
    edges = list(zip(start.tolist(), to.tolist()))
    if module == "networkx":
        import networkx

        graph = networkx.DiGraph(edges)
        weight = dict(zip(edges, amount.tolist()))

        def run():
            count, total = 0, 0.0
            for nodes in networkx.simple_cycles(graph, length_bound=5):
                count += 1
                total += min(weight[nodes[k - 1], nodes[k]] for k in range(len(nodes)))
            return count, total

        measure(run, lambda r: r, networkx.__version__)
        return
    import igraph

    graph = igraph.Graph(n=n, edges=edges, directed=True)
    run = lambda: graph.simple_cycles(mode="out", min=2, max=5, output="epath")
    measure(run, lambda r: (len(r), sum(amount[path].min() for path in r)), igraph.__version__)


def components():
    n, m, start, to, amount = load()
    if module == "scipy":
        import scipy
        import scipy.sparse as sparse
        from scipy.sparse.csgraph import connected_components

        matrix = sparse.csr_matrix((amount, (start, to)), shape=(n, n))
        run = lambda: connected_components(matrix, connection="strong")
        measure(run, lambda r: (r[0], np.bincount(r[1]).max()), scipy.__version__)
    elif module == "igraph":
        import igraph

        graph = igraph.Graph(n=n, edges=np.column_stack((start, to)).astype(np.int64), directed=True)
        measure(lambda: graph.connected_components(mode="strong"), lambda r: (len(r), max(r.sizes())), igraph.__version__)
    else:
        import networkx

        graph = networkx.DiGraph()
        graph.add_nodes_from(range(n))
        graph.add_edges_from(zip(start.tolist(), to.tolist()))
        run = lambda: [len(c) for c in networkx.strongly_connected_components(graph)]
        measure(run, lambda r: (len(r), max(r)), networkx.__version__)


def hodge():
    import scipy
    import scipy.sparse as sparse
    import scipy.sparse.linalg as linalg

    n, m, start, to, amount = load()
    flow = sparse.csr_matrix((amount, (start, to)), shape=(n, n))
    linked = sparse.csr_matrix((np.ones(m), (start, to)), shape=(n, n))
    linked = linked + linked.T
    linked.data[:] = 1
    net = flow - flow.T
    b = np.asarray(net.sum(1)).ravel()
    degree = np.asarray(linked.sum(1)).ravel()
    laplacian = (sparse.diags(degree) - linked).tocsr()
    precondition = sparse.diags(np.where(degree > 0, 1 / np.maximum(degree, 1), 0))
    count = [0]

    def step(_):
        count[0] += 1

    def run():
        count[0] = 0
        name = "rtol" if tuple(int(x) for x in scipy.__version__.split(".")[:2]) >= (1, 12) else "tol"
        return linalg.cg(laplacian, b, atol=0, M=precondition, callback=step, **{name: 1e-9})[0]

    def check(x):
        pairs = linked.tocoo()
        return ((x[pairs.row] - x[pairs.col]) ** 2).sum() / (net.data**2).sum(), linked.nnz

    measure(run, check, scipy.__version__, lambda: count[0])


def set_off():
    n, m, start, to, amount = load()
    cents = np.rint(amount * 100).astype(np.int64)
    total = cents.sum() / 100
    if module == "networkx":
        import networkx

        graph = networkx.DiGraph()
        for a, b, c in zip(start.tolist(), to.tolist(), cents.tolist()):
            graph.add_edge(a, b, capacity=c, weight=-1)
        measure(lambda: networkx.network_simplex(graph)[0], lambda r: (-r / 100, total), networkx.__version__)
        return
    import scipy
    import scipy.sparse as sparse
    from scipy.optimize import linprog

    k = np.arange(m)
    balance = sparse.csc_matrix((np.r_[np.ones(m), -np.ones(m)], (np.r_[start, to], np.r_[k, k])), shape=(n, m))
    bounds = np.column_stack((np.zeros(m), amount))
    run = lambda: linprog(-np.ones(m), A_eq=balance, b_eq=np.zeros(n), bounds=bounds, method="highs-ds")
    measure(run, lambda r: (-r.fun, total), scipy.__version__)


TYPES = "{'src': 'UINTEGER', 'dst': 'UINTEGER', 'w': 'DOUBLE'}"


def write_parquet():
    import duckdb

    source = f"read_csv('{path}', header=true, columns={TYPES})"
    duckdb.execute(f"copy (from {source}) to '{path[: -len('.csv')]}.parquet' (format parquet, compression snappy)")


def csv():
    if module == "duckdb":
        import duckdb

        connection = duckdb.connect(config={"threads": 1})

        def columns():
            source = f"'{path}'" if task == "parquet" else f"read_csv('{path}', header=true, columns={TYPES})"
            rows = connection.execute(f"select src, dst, w from {source}").fetchnumpy()
            return rows["src"], rows["dst"], rows["w"]

        version = duckdb.__version__
    else:
        import pandas

        text = path.endswith("-text.csv")
        types = {"src": str if text else np.uint32, "dst": str if text else np.uint32, "w": np.float64}

        def columns():
            rows = pandas.read_csv(path, dtype=types)
            if not text:
                return rows["src"].to_numpy(), rows["dst"].to_numpy(), rows["w"].to_numpy()
            codes, _ = pandas.factorize(pandas.concat([rows["src"], rows["dst"]], ignore_index=True), sort=True)
            return codes[: len(rows)], codes[len(rows) :], rows["w"].to_numpy()

        version = pandas.__version__

    import scipy.sparse as sparse

    def run():
        a, b, w = columns()
        n = int(max(a.max(), b.max())) + 1
        return sparse.csr_matrix((w, (a, b)), shape=(n, n))

    measure(run, lambda r: (r.nnz, r.data.sum()), version)


def esri():
    """Fifty industries in turn, inputs of all three classes, half of all sales to end customers, as in bench/ours.ts."""
    import scipy
    import scipy.sparse as sparse

    n, m, start, to, amount = load()
    industries, block, step = 50, 64, 1e-11
    industry = np.arange(n) % industries
    kind = (7 * industry[start] + 3 * industry[to]) % 3
    used = kind > 0
    sales = np.bincount(start, amount, n)
    revenue = 2 * sales
    # One row a (customer, essential industry), one more for all non-essential inputs of a customer.
    key = to.astype(np.int64) * (industries + 1) + np.where(kind == 2, industry[start], industries)
    rows, row = np.unique(key[used], return_inverse=True)
    customer = rows // (industries + 1)
    bought = np.bincount(row, amount[used])
    general = rows % (industries + 1) == industries
    bought[general] = np.bincount(to, amount, n)[customer[general]]
    inputs = sparse.csr_matrix((amount[used] / bought[row], (row, start[used])), shape=(len(rows), n))
    orders = sparse.csr_matrix((amount / revenue[start], (start, to)), shape=(n, n))
    market = sparse.csr_matrix((sales, (industry, np.arange(n))), shape=(industries, n))
    customers, first = np.unique(customer, return_index=True)

    def settle(state, after):
        while True:
            following = after(state)
            moved = np.abs(following - state).max()
            state = following
            if moved <= step:
                return state

    def run():
        values = np.zeros(n)
        for low in range(0, n, block):
            closed = np.arange(low, min(n, low + block))
            capacity = np.ones((n, len(closed)))
            capacity[closed, closed - low] = 0

            def missing(health):
                left = (market @ health)[industry]
                sigma = np.where(left > sales[:, None], sales[:, None] / np.maximum(left, 1e-300), 1.0)
                worst = np.maximum.reduceat(inputs @ (sigma * (1 - health)), first)
                following = capacity.copy()
                following[customers] = np.clip(1 - worst, 0, capacity[customers])
                return following

            health = settle(capacity, missing)
            lost = settle(1 - capacity, lambda loss: np.maximum(orders @ loss, 1 - capacity))
            values[closed] = revenue @ np.maximum(1 - health, lost) / revenue.sum()
        return values

    measure(run, lambda r: (len(r), r.sum()), scipy.__version__)


def owed():
    """What each firm owes, who is paid which share by whom, external assets and the firms that the shock hits."""
    import scipy.sparse as sparse

    n, m, start, to, amount = load()
    at = 8 + 16 * m
    assets = np.fromfile(path, dtype=np.float64, count=n, offset=at)
    obligations = np.bincount(start, amount, n) + np.fromfile(path, dtype=np.float64, count=n, offset=at + 8 * n)
    hit = np.fromfile(path, dtype=np.uint32, count=n, offset=at + 24 * n)
    return obligations, sparse.csr_matrix((amount / obligations[start], (to, start)), shape=(n, n)), assets, hit


def clearing():
    import scipy

    obligations, shares, assets, hit = owed()
    assets = np.where(hit == 1, 0.0, assets)
    enough = 1e-9 * obligations.sum()
    turns = [0]

    def run():
        payments = obligations
        turns[0] = 0
        while True:
            turns[0] += 1
            following = shares @ payments
            following += assets
            np.clip(following, 0, obligations, out=following)
            moved = np.abs(following - payments).sum()
            payments = following
            if moved <= enough:
                return payments

    measure(run, lambda p: ((p < obligations * (1 - 1e-6)).sum(), p.sum()), scipy.__version__, lambda: turns[0])


def uniforms(seed, draws, n):
    """Philox4x32-10 with counter [block, 0, draw, 0]: one number a firm (rows) and draw (columns), as in num/random.ts."""
    low = np.uint64(0xFFFFFFFF)
    half, full = np.uint64(26), np.uint64(32)
    block = np.arange((n + 1) // 2, dtype=np.uint64)[:, None]
    zero = np.zeros((len(block), len(draws)), dtype=np.uint64)
    c0, c1, c2, c3 = zero + block, zero, zero + draws.astype(np.uint64)[None, :], zero
    k0, k1 = seed, 0
    for _ in range(10):
        x, y = c0 * np.uint64(0xD2511F53), c2 * np.uint64(0xCD9E8D57)
        c0, c1, c2, c3 = y >> full ^ c1 ^ np.uint64(k0), y & low, x >> full ^ c3 ^ np.uint64(k1), x & low
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    number = lambda a, b: ((a >> np.uint64(5) << half | b >> np.uint64(6)).astype(np.float64) + 0.5) / 2.0**53
    return np.stack((number(c0, c1), number(c2, c3)), axis=1).reshape(-1, len(draws))[:n]


def scenarios():
    import scipy

    obligations, shares, assets, _ = owed()
    n, owes = len(obligations), obligations[:, None]
    count, block, enough = 64 if n > 50_000 else 100_000, 64, 1e-9 * obligations.sum()

    def run():
        missing = 0.0
        for low in range(0, count, block):
            draws = np.arange(low, min(count, low + block))
            left = np.where(uniforms(7, draws, n) < 0.05, 0.0, assets[:, None])
            payments = np.repeat(owes, len(draws), 1)
            while True:
                following = shares @ payments
                following += left
                np.clip(following, 0, owes, out=following)
                moved = np.abs(following - payments).sum(0).max()
                payments = following
                if moved <= enough:
                    break
            missing += (owes - payments).sum()
        return missing / count

    measure(run, lambda mean: (count, mean), scipy.__version__)


def hash32(x):
    x = x.astype(np.uint32)
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x7FEB352D)
    x ^= x >> np.uint32(15)
    x *= np.uint32(0x846CA68B)
    return x ^ x >> np.uint32(16)


def debtrank():
    """Simultaneous steps h = min(1, s + A h) until none moves by more than 1e-9; equity and weights as in bench/ours.ts."""
    import scipy
    import scipy.sparse as sparse

    n, m, start, to, amount = load()
    owed = np.bincount(to, amount, n)
    own = np.fromfile(path, dtype=np.float64, count=n, offset=8 + 16 * m + 16 * n)
    equity = owed * (0.7 + 0.8 * hash32(np.arange(n)) / 2.0**32) + own
    exposure = sparse.csr_matrix((amount / equity[to], (to, start)), shape=(n, n))
    weights = owed / owed.sum()
    most, block = int(np.bincount(start, amount, n).argmax()), 64

    def settle(failed):
        stress = np.zeros((n, len(failed))) if len(failed) > 1 else np.zeros(n)
        held = (failed, np.arange(len(failed))) if len(failed) > 1 else failed
        stress[held] = 1
        while True:
            following = exposure @ stress
            following[held] = 1
            np.minimum(following, 1, out=following)
            moved = np.abs(following - stress).max()
            stress = following
            if moved <= 1e-9:
                return np.array([(stress >= 1 - 1e-11).sum() - len(failed), (weights @ stress).sum() - weights[failed].sum()])

    def run():
        if task == "debtrank-one":
            return settle(np.array([most]))
        return sum(settle(np.arange(low, min(n, low + block))) for low in range(0, n, block))

    measure(run, lambda r: r, scipy.__version__)


def ownership():
    import scipy
    import scipy.sparse as sparse
    from scipy.sparse.linalg import bicgstab

    n, m, holder, firm, amount = load()
    spread = lambda i: ((i.astype(np.uint64) * 2654435761) % 2**32) / 2**32
    received = np.bincount(firm, amount, n)
    share = amount / received[firm] * (0.5 + 0.45 * spread(firm))
    held = sparse.csr_matrix((share, (holder, firm)), shape=(n, n))
    system = (sparse.identity(n, format="csr") - held).tocsr()
    b = 1 + 9 * spread(np.arange(n, 2 * n))
    steps = [0]

    def count(_):
        steps[0] += 1

    def run():
        steps[0] = 0
        try:
            return bicgstab(system, b, rtol=1e-9, atol=0, callback=count)[0]
        except TypeError:
            return bicgstab(system, b, tol=1e-9, atol=0, callback=count)[0]

    measure(run, lambda x: (m, x.sum()), scipy.__version__, lambda: steps[0])


{"clearing": clearing, "scenarios": scenarios, "circuits": circuits, "components": components, "hodge": hodge, "ownership": ownership, "set-off": set_off, "csv": csv, "parquet": csv, "write-parquet": write_parquet, "esri": esri, "debtrank-one": debtrank, "debtrank-all": debtrank}[task]()
