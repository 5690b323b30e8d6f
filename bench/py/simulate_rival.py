"""The quarter of docs/models/cash.md as a plain loop: Python for the rules, numpy for random numbers, books checked once a quarter.

usage: python3 simulate_rival.py numpy simulate <economy.json> <repeats> [paths]; prints one JSON line with the seconds of each repeat and the values to check.
       python3 simulate_rival.py numpy paths <economy.json> <paths>; prints failures and cash of every path, to compare them one by one.
The same economy, the same counter-based numbers (Philox4x32-10) and the same order of a quarter as packages/keiretsu/src/simulate: answers are equal path by path.
"""
import json
import math
import resource
import sys
import time
from statistics import NormalDist

import numpy as np

SEED = 1
PATHS = 1000
CASH, LOANS, SHARES, PAYABLES, CREDITS, WARRANTS, SYSTEMS = range(7)
DEMAND, COSTS, INTEREST, CAPACITY, SALES, LEASES, SHARE_OF_REVENUE, GUARANTEES, WARRANT_COST, DIVIDENDS = range(10)
COMMON, OWN, BINDING = 1, 2, 3
RUNNING_RANK, DEBT_RANK, CAPACITY_RANK = range(3)
quantile = NormalDist().inv_cdf


def uniforms(stream, draw, entity, variable):
    """Philox4x32-10 for arrays of entities and variables: 53 bits of the first two words."""
    low = np.uint64(0xFFFFFFFF)
    entity, variable = np.broadcast_arrays(np.asarray(entity, np.uint64), np.asarray(variable, np.uint64))
    c0, c1, c2, c3 = np.full(entity.shape, draw, np.uint64), entity, variable, np.zeros(entity.shape, np.uint64)
    k0, k1 = SEED, stream
    for _ in range(10):
        a, b = c0 * np.uint64(0xD2511F53), c2 * np.uint64(0xCD9E8D57)
        c0, c1, c2, c3 = (b >> np.uint64(32)) ^ c1 ^ np.uint64(k0), b & low, (a >> np.uint64(32)) ^ c3 ^ np.uint64(k1), a & low
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return ((c0 >> np.uint64(5)) * 67108864.0 + (c1 >> np.uint64(6)) + 0.5) / 9007199254740992.0


def growth_of(economy, draw):
    """[quarter][firm]: growth of end demand, with one factor common to all firms."""
    firms, quarters = economy["firms"], economy["quarters"]
    n = len(firms)
    common = [quantile(u) for u in uniforms(COMMON, draw, 0, np.arange(quarters)).tolist()]
    own = uniforms(OWN, draw, np.arange(n)[None, :], np.arange(quarters)[:, None]).tolist()
    rows = []
    for q in range(quarters):
        row = []
        for i, f in enumerate(firms):
            if q == 0 or f["volatility"] == 0:
                row.append(f["growth"])
                continue
            rho = f["correlation"]
            row.append(max(-0.95, f["growth"] + f["volatility"] * (rho * common[q] + math.sqrt(1 - rho * rho) * quantile(own[q][i]))))
        rows.append(row)
    return rows


def call_value(price, strike, years, volatility):
    spread = volatility * math.sqrt(years)
    if not price > 0:
        return 0.0
    if not strike > 0:
        return price
    if not spread > 0:
        return max(0.0, price - strike)
    d = math.log(price / strike) / spread + spread / 2
    normal = lambda x: 0.5 * math.erfc(-x / math.sqrt(2))
    return price * normal(d) - strike * normal(d - spread)


class Path:
    def __init__(self, economy, draw):
        self.e, self.draw = economy, draw
        self.firms, self.promises = economy["firms"], economy["commitments"]
        self.n, self.world, self.unit = len(self.firms), len(self.firms), economy["minorUnit"]
        n, m = self.n, len(self.promises)
        table = lambda rows: [[0.0] * (n + 1) for _ in range(rows)]
        self.balance, self.gains, self.formed, self.moved = table(7), table(7), table(7), table(10)
        self.claims = [table(n + 1) for _ in range(7)]
        self.books = [f["books"] for f in self.firms] + [False]
        self.revenue = [float(f["revenue"]) for f in self.firms]
        self.failed = [0] * n
        self.binding = [c["probability"] >= 1 or self.bound(k, c) for k, c in enumerate(self.promises)]
        self.paid, self.delivered, self.last_order, self.order, self.owed = ([0.0] * m for _ in range(5))
        self.below, self.called, self.vested = [0] * m, [False] * m, [0.0] * m
        self.systems_cost = [float(f["systems"]) for f in self.firms]
        self.place = {c["id"]: k for k, c in enumerate(self.promises) if c["kind"] == "purchase"}
        self.by_kind = {}
        for k, c in enumerate(self.promises):
            self.by_kind.setdefault(c["kind"], []).append((k, c))
        self.tag = [[0.0] * (n + 1) for _ in economy["traced"]]
        self.home, self.earned = [0.0] * len(self.tag), [0.0] * len(self.tag)
        self.stake_value = [float(s["value"]) for s in economy["stakes"]]
        self.marked_at = [self.revenue[s["held"]] for s in economy["stakes"]]
        for i, f in enumerate(self.firms):
            self.shift(self.balance[CASH], self.world, i, f["cash"])
            self.shift(self.balance[LOANS], i, self.world, f["debt"])
            self.claims[LOANS][self.world][i] += f["debt"]
            self.balance[SYSTEMS][i] += f["systems"]
        for k, c in self.by_kind.get("loan", []):
            if self.binding[k]:
                drawn = c.get("drawn", 0)
                self.shift(self.balance[LOANS], c["to"], c["from"], drawn)
                self.claims[LOANS][c["from"]][c["to"]] += drawn
                self.paid[k] = self.owed[k] = drawn
        for s in economy["stakes"]:
            self.shift(self.balance[SHARES], s["held"], s["holder"], s["value"])
            self.claims[SHARES][s["holder"]][s["held"]] += s["value"]

    def bound(self, k, c):
        entity, variable = (k, 0) if "letter" not in c else (c["letter"], 1)
        return float(uniforms(BINDING, self.draw, entity, variable)) < c["probability"]

    # Postings: each of four entries.

    @staticmethod
    def shift(row, source, to, amount):
        row[source] -= amount
        row[to] += amount

    def rounded(self, amount):
        return math.floor(amount / self.unit + 0.5) * self.unit if self.unit > 0 else amount

    def carry_tags(self, source, to, amount, funding):
        if amount <= 0:
            return
        cash = self.balance[CASH][source]
        share = min(1.0, amount / cash) if source != self.world and cash > 0 else 0.0
        for t, mine in enumerate(self.tag):
            seller = self.e["traced"][t]
            carried = share * mine[source]
            mine[source] -= carried
            if to == seller:
                if not funding:
                    self.home[t] += carried
                    self.earned[t] += 0 if source == self.world else amount
            elif to != self.world:
                mine[to] += (amount if funding else 0) if source == seller else carried

    def pay(self, flow, source, to, amount):
        self.carry_tags(source, to, amount, False)
        self.shift(self.moved[flow], source, to, amount)
        self.shift(self.balance[CASH], source, to, amount)

    def fund(self, instrument, source, to, amount):
        self.carry_tags(source, to, amount, True)
        self.shift(self.balance[CASH], source, to, amount)
        self.shift(self.balance[instrument], to, source, amount)
        self.claims[instrument][source][to] += amount

    def repay(self, instrument, source, to, amount):
        self.carry_tags(source, to, amount, True)
        self.shift(self.balance[CASH], source, to, amount)
        self.shift(self.balance[instrument], to, source, amount)
        self.claims[instrument][to][source] -= amount

    def owe(self, flow, instrument, source, to, amount):
        self.shift(self.moved[flow], source, to, amount)
        self.shift(self.balance[instrument], source, to, amount)
        self.claims[instrument][to][source] += amount

    def buy_systems(self, source, to, amount):
        self.pay(SALES, source, to, amount)
        self.balance[SYSTEMS][source] += amount
        self.formed[SYSTEMS][source] += amount

    def mark(self, instrument, holder, issuer, amount):
        self.shift(self.balance[instrument], issuer, holder, amount)
        self.shift(self.gains[instrument], issuer, holder, amount)
        self.claims[instrument][holder][issuer] += amount

    def wear(self, i, amount):
        self.balance[SYSTEMS][i] -= amount
        self.gains[SYSTEMS][i] -= amount

    def check(self, opening):
        tolerance = self.tolerance() * 0.999
        balance, moved = np.array(self.balance), np.array(self.moved)
        worth = (balance - opening - np.array(self.gains) - np.array(self.formed)).sum(axis=0) - moved.sum(axis=0)
        assert np.abs(moved.sum(axis=1)).max() <= tolerance, "a flow does not close"
        assert np.abs(balance[:SYSTEMS].sum(axis=1)).max() <= tolerance, "an instrument does not close"
        assert np.abs(worth).max() <= tolerance, "the worth of an entity is not explained"

    def tolerance(self):
        return self.unit if self.unit > 0 else 1e-9 * max(max(map(abs, row)) for row in self.balance)

    # The quarter.

    def stands(self, i):
        return i == self.world or self.failed[i] == 0

    def in_force(self, k, c, q):
        return self.binding[k] and c["first"] <= q <= c["last"] and self.stands(c["from"]) and self.stands(c["to"])

    def kind(self, name, q):
        return [(k, c) for k, c in self.by_kind.get(name, []) if self.in_force(k, c, q)]

    def affordable(self, i, wanted):
        return min(wanted, max(0.0, self.balance[CASH][i])) if self.books[i] else wanted

    def wanted(self, k, c):
        return max(0.0, min(c["gwPerQuarter"], c["gwMax"] - self.delivered[k]))

    def quarter(self, q, growth):
        n, world = self.n, self.world
        opening = np.array(self.balance)
        for rows in (self.moved, self.gains, self.formed):
            for row in rows:
                row[:] = [0.0] * (n + 1)
        self.due, self.spent, self.vendor_money, self.rounds = ([0.0] * n for _ in range(4))
        self.last_order, self.order = self.order, [0.0] * len(self.promises)
        for i in range(n):
            if self.stands(i):
                if q > 0:
                    self.revenue[i] *= 1 + growth[i]
                self.pay(DEMAND, world, i, self.rounded(self.revenue[i]))
        for k, c in self.kind("credits", q):
            source, to = c["from"], c["to"]
            if q == c["first"]:
                given = self.rounded(c["amount"])
                self.shift(self.balance[CREDITS], source, to, given)
                self.shift(self.balance[SHARES], to, source, given)
                self.claims[CREDITS][to][source] += given
                self.claims[SHARES][source][to] += given
            drawn = self.rounded(min(c["perQuarter"], c["amount"] - self.paid[k]))
            self.shift(self.moved[CAPACITY], to, source, drawn)
            self.shift(self.balance[CREDITS], to, source, drawn)
            self.claims[CREDITS][to][source] -= drawn
            self.paid[k] += drawn
        for k, c in self.kind("tranche", q):
            if c["purchase"] is None:
                left = c["last"] - q + 1
                wanted = max(0.0, c["cap"] - self.paid[k]) / left if left > 0 else 0.0
            else:
                wanted = max(0.0, min(c["perGW"] * self.last_order[self.place[c["purchase"]]], c["cap"] - self.paid[k]))
            amount = self.rounded(self.affordable(c["from"], wanted))
            self.fund(SHARES, c["from"], c["to"], amount)
            self.paid[k] += amount
            self.vendor_money[c["to"]] += amount
        for k, c in self.kind("loan", q):
            left = c["drawUntil"] - q + 1
            if self.called[k]:
                continue
            wanted = max(0.0, c["amount"] - self.paid[k]) / left if left > 0 else 0.0
            if left > 0 and c["loanToValue"] is not None:
                wanted = max(0.0, min(wanted, c["loanToValue"] * self.balance[SYSTEMS][c["to"]] - self.owed[k]))
            drawn = self.rounded(self.affordable(c["from"], wanted))
            self.fund(LOANS, c["from"], c["to"], drawn)
            self.paid[k] += drawn
            self.owed[k] += drawn
        bills = self.bills(q)
        self.raise_money(q, bills)
        self.pay_bills(q, bills)
        for k, c in self.kind("purchase", q):
            if c["pricePerGW"] == 0:
                continue
            amount = self.rounded(self.affordable(c["from"], self.wanted(k, c) * c["pricePerGW"]))
            self.buy_systems(c["from"], c["to"], amount)
            self.order[k] = amount / c["pricePerGW"]
            self.delivered[k] = min(c["gwMax"], self.delivered[k] + self.order[k])
            self.paid[k] += amount
            self.spent[c["from"]] += amount
            self.systems_cost[c["from"]] += amount
        for k, c in self.kind("warrant", q):
            first = self.firms[c["from"]]["revenue"]
            price = c["sharePrice"] * self.revenue[c["from"]] / first if first > 0 else c["sharePrice"]
            gw = self.delivered[self.place[c["purchase"]]]
            vested = max(self.vested[k], sum(s["shares"] for s in c["steps"] if gw >= s["gw"] - 1e-9 and price >= s["price"]))
            value = (vested - self.vested[k]) * call_value(price, c["strike"], (c["last"] - q) / 4, c["volatility"])
            self.vested[k] = vested
            if value > 0:
                self.owe(WARRANT_COST, WARRANTS, c["from"], c["to"], self.rounded(value))
        for i, f in enumerate(self.firms):
            if f["payout"] > 0 and f["books"] and self.stands(i):
                earned = 0.0
                for row in self.moved:
                    earned += row[i]
                self.pay(DIVIDENDS, i, world, self.rounded(self.affordable(i, f["payout"] * max(0.0, earned))))
        for i, f in enumerate(self.firms):
            value = self.balance[SYSTEMS][i]
            if value > 0:
                life = f["systemsLife"]
                self.wear(i, self.rounded(max(0.0, min(value, self.systems_cost[i] / life)) if life > 0 else value))
        self.book_stakes()
        for k, c in self.kind("loan", q):
            if self.owed[k] == 0:
                continue
            f, left = self.firms[c["to"]], c["last"] - q + 1
            repaid = 0 if q <= c["drawUntil"] else self.owed[k] if left <= 1 else self.owed[k] / left
            service = c["rate"] * self.owed[k] + repaid
            earned = self.revenue[c["to"]] * (1 - f["costRatio"]) - f["fixedCost"]
            breached = c["leastCover"] is not None and service > 0 and earned < c["leastCover"] * service
            self.below[k] = self.below[k] + 1 if breached else 0
            if self.below[k] >= 2:
                self.called[k] = True
        for i in range(n):
            if self.failed[i] == q + 1:
                self.wind_up(i)
        self.check(opening)

    def bills(self, q):
        """(flow, from, to, amount, rank, commitment, repaid)"""
        bills = []

        def due(flow, source, to, amount, rank, k=-1, repaid=False):
            amount = self.rounded(amount)
            if amount > 0:
                bills.append((flow, source, to, amount, rank, k, repaid))

        for i, f in enumerate(self.firms):
            if self.stands(i):
                due(COSTS, i, self.world, f["costRatio"] * self.revenue[i] + f["fixedCost"], RUNNING_RANK)
                due(INTEREST, i, self.world, f["interest"] * f["debt"], DEBT_RANK)
        for k, c in self.kind("loan", q):
            if self.owed[k] == 0:
                continue
            due(INTEREST, c["to"], c["from"], c["rate"] * self.owed[k], DEBT_RANK, k)
            left = c["last"] - q + 1
            if q > c["drawUntil"] or self.called[k]:
                due(INTEREST, c["to"], c["from"], self.owed[k] if self.called[k] or left <= 1 else self.owed[k] / left, DEBT_RANK, k, True)
        for k, c in self.kind("take-or-pay", q):
            due(CAPACITY, c["from"], c["to"], max(c["floor"], c["shareOfRevenue"] * self.revenue[c["from"]]), CAPACITY_RANK, k)
        for k, c in self.kind("lease", q):
            due(LEASES, c["from"], c["to"], c["perQuarter"], CAPACITY_RANK, k)
        for k, c in self.kind("revenue-share", q):
            share = c["rate"] * self.revenue[c["from"]]
            if c["cap"] is not None:
                share = min(share, max(0.0, c["cap"] - self.paid[k]))
            due(SHARE_OF_REVENUE, c["from"], c["to"], share, CAPACITY_RANK, k)
        for k, c in self.kind("guarantee", q):
            sold = sum(b[3] for b in bills if b[2] == c["to"] and b[0] == CAPACITY and b[1] != c["from"])
            due(GUARANTEES, c["from"], c["to"], max(0.0, c["guaranteed"] - sold), CAPACITY_RANK, k)
        return bills

    def raise_money(self, q, bills):
        missing = [-x for x in self.balance[CASH]]
        for _, source, to, amount, _, _, _ in bills:
            missing[source] += amount
            missing[to] -= amount
        for k, c in self.kind("purchase", q):
            missing[c["from"]] += self.wanted(k, c) * c["pricePerGW"]
        for i, f in enumerate(self.firms):
            if not f["books"] or not self.stands(i):
                continue
            r = f["round"]
            if not (r["shutFrom"] is None or q < r["shutFrom"] or (r["opensAgain"] is not None and q >= r["opensAgain"])):
                continue
            amount = self.rounded(max(0.0, min(missing[i], r["multiple"] * 4 * self.revenue[i])))
            if amount > 0:
                self.fund(SHARES, self.world, i, amount)
                self.rounds[i] += amount

    def settle(self, bills, tolerance):
        """What is paid of each bill, the greatest that all can pay; who is short."""
        cash = self.balance[CASH]
        paid = [b[3] for b in bills]
        left = list(cash)
        for _, source, to, amount, _, _, _ in bills:
            left[source] -= amount
            left[to] += amount
        if all(x >= -tolerance for x, known in zip(left, self.books) if known):
            return paid, set()
        owed = [[0.0] * (self.n + 1) for _ in range(3)]
        for _, source, _, amount, rank, _, _ in bills:
            owed[rank][source] += amount
        share = [[1.0] * (self.n + 1) for _ in range(3)]
        for _ in range(10_000):
            available = list(cash)
            for b, part in zip(bills, paid):
                available[b[2]] += part
            moved = 0.0
            for i in range(self.n):
                if not self.books[i]:
                    continue
                left = max(0.0, available[i])
                for rank in range(3):
                    total = owed[rank][i]
                    now = min(1.0, left / total) if total > 0 else 1.0
                    moved = max(moved, (share[rank][i] - now) * total)
                    share[rank][i] = now
                    left -= now * total
            paid = [b[3] * share[b[4]][b[1]] if self.books[b[1]] else b[3] for b in bills]
            if moved <= tolerance / 100:
                break
        return paid, {b[1] for b, part in zip(bills, paid) if part < b[3] - tolerance}

    def pay_bills(self, q, bills):
        unit = self.tolerance()
        paid, short = self.settle(bills, unit / 2 if self.unit > 0 else unit)
        for (flow, source, to, amount, _, k, repaid), part in zip(bills, paid):
            if source in short and self.unit > 0:
                part = math.floor(part / unit) * unit
            if repaid:
                self.repay(LOANS, source, to, part)
                self.owed[k] -= part
            else:
                self.pay(flow, source, to, part)
                if k >= 0 and flow != INTEREST:
                    self.paid[k] += part
            if source < self.n:
                self.due[source] += amount
                self.spent[source] += 0 if flow == COSTS else part
            if part < amount and not repaid:
                self.owe(flow, PAYABLES, source, to, amount - part)
        for i in short:
            self.failed[i] = q + 1

    def book_stakes(self):
        for s, stake in enumerate(self.e["stakes"]):
            holder, held, value = stake["holder"], stake["held"], self.stake_value[s]
            if not self.stands(holder) or not self.stands(held):
                continue
            change = 0.0
            if stake["equityMethod"]:
                result = self.formed[SYSTEMS][held] + self.gains[SYSTEMS][held]
                for row in self.moved:
                    result += row[held]
                change = max(-value, stake["share"] * result)
            elif self.rounds[held] > 0 and self.marked_at[s] > 0:
                change = value * (self.revenue[held] / self.marked_at[s] - 1)
            if self.rounds[held] > 0:
                self.marked_at[s] = self.revenue[held]
            amount = self.rounded(change)
            if amount != 0:
                self.mark(SHARES, holder, held, amount)
                self.stake_value[s] += amount

    def wind_up(self, i):
        systems = self.balance[SYSTEMS][i]
        if systems > 0:
            proceeds = self.rounded(self.e["liquidation"] * systems)
            self.wear(i, systems - proceeds)
            self.pay(SALES, self.world, i, proceeds)
            self.balance[SYSTEMS][self.world] += proceeds
            self.formed[SYSTEMS][self.world] += proceeds
            self.balance[SYSTEMS][i] -= proceeds
            self.formed[SYSTEMS][i] -= proceeds
        claims = [(k, h, self.claims[k][h][i]) for k in range(1, SYSTEMS) for h in range(self.n + 1) if self.claims[k][h][i] > 0]
        owed = sum(amount for k, _, amount in claims if k in (PAYABLES, LOANS))
        rate = min(1.0, max(0.0, self.balance[CASH][i]) / owed) if owed > 0 else 0.0
        for k, holder, amount in claims:
            back = rate * amount if k in (PAYABLES, LOANS) else 0.0
            if self.unit > 0:
                back = math.floor(back / self.unit) * self.unit
            if back > 0:
                self.repay(k, i, holder, back)
            self.mark(k, holder, i, back - amount)
        for issuer in range(self.n + 1):
            unused = self.claims[CREDITS][i][issuer]
            if unused > 0:
                self.mark(CREDITS, i, issuer, -unused)
        for k, c in self.by_kind.get("loan", []):
            if c["to"] == i:
                self.owed[k] = 0.0
        for s, stake in enumerate(self.e["stakes"]):
            if stake["held"] == i:
                self.stake_value[s] = 0.0
        self.revenue[i] = 0.0


def run(economy, draw):
    """The quarter of failure of each firm (0 = stands), its outcome (closed 0, rolled 1, failed 2, without books -1), and cash by quarter and firm."""
    path = Path(economy, draw)
    growth = growth_of(economy, draw)
    n, quarters = path.n, economy["quarters"]
    cash = np.empty((quarters, n))
    outside, spent = np.empty((quarters, n)), np.empty((quarters, n))
    for q in range(quarters):
        path.quarter(q, growth[q])
        cash[q] = path.balance[CASH][:n]
        outside[q] = np.array(path.vendor_money) + path.rounds
        spent[q] = path.spent
    last = max(0, quarters - 4)
    closed = outside[last:].sum(axis=0) <= 0.01 * spent[last:].sum(axis=0)
    outcome = [-1 if not f["books"] else 2 if path.failed[i] else 0 if closed[i] else 1 for i, f in enumerate(economy["firms"])]
    return path.failed, outcome, cash


def main():
    task, source, count = sys.argv[2], sys.argv[3], int(sys.argv[4])
    with open(source, encoding="utf-8") as file:
        economy = json.load(file)
    for field in ("deliveryCost", "forbearance", "market", "sale"):
        assert not any(field in row for row in [economy, *economy["firms"], *economy["stakes"], *economy["commitments"]]), f"no rule for {field} here"
    if task == "paths":
        for draw in range(count):
            failed, outcome, cash = run(economy, draw)
            print(json.dumps(dict(failedIn=failed, outcome=outcome, cash=cash.ravel().tolist())))
        return
    seconds = []
    for _ in range(count):
        begin = time.perf_counter()
        answers = [run(economy, draw) for draw in range(PATHS)]
        seconds.append(time.perf_counter() - begin)
    # Every path and firm weighs differently, so that two errors cannot cancel.
    failures = sum((d + 1) * (i + 1) * (3 * quarter + o) for d, (failed, outcome, _) in enumerate(answers) for i, (quarter, o) in enumerate(zip(failed, outcome)))
    money = sum((d + 1) * float((cash * np.arange(1, cash.size + 1).reshape(cash.shape)).sum()) for d, (_, _, cash) in enumerate(answers))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(dict(seconds=seconds, check=[failures, money], iterations=0, peakMb=round(peak, 1), version=np.__version__)))


if __name__ == "__main__":
    main()
