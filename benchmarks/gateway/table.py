"""Prints medians and spreads of what run measured, beside those of nginx."""
import statistics
import sys

KINDS = ("one", "many", "stream")
rows = {}
for line in open(sys.argv[1]):
    proxy, kind, *values = line.split()
    if values:
        rows.setdefault(proxy, {}).setdefault(kind, []).append([float(value) for value in values])


def column(proxy, kind, index):
    return [values[index] for values in rows[proxy].get(kind, [])]


def text(values):
    return f"{statistics.median(values):9.0f} ({min(values):.0f}-{max(values):.0f})" if values else "-"


def added(proxy, kind):
    """Round by round, what the proxy adds to the direct call."""
    return [a - b for a, b in zip(column(proxy, kind, 0), column("direct", kind, 0))]


print(f"{'':11}{'added p50 µs':>24}{'p99 µs':>26}{'requests/s, 32':>28}{'errors':>8}{'added first event µs':>26}{'late':>10}")
for proxy in rows:
    late, events = sum(column(proxy, "stream", 1)), sum(column(proxy, "stream", 2))
    errors = sum(column(proxy, "one", 3)) + sum(column(proxy, "many", 3))
    print(f"{proxy:11}{text(added(proxy, 'one')):>24}{text(column(proxy, 'one', 1)):>26}{text(column(proxy, 'many', 2)):>28}"
          f"{errors:8.0f}{text(added(proxy, 'stream')):>26}{late:6.0f}/{events:.0f}")
if {"nginx", "ours"} <= rows.keys():
    median = lambda values: statistics.median(values)
    print(f"ours / nginx: added p50 {median(added('ours', 'one')) / median(added('nginx', 'one')):.2f},"
          f" p99 {median(column('ours', 'one', 1)) / median(column('nginx', 'one', 1)):.2f},"
          f" requests/s {median(column('ours', 'many', 2)) / median(column('nginx', 'many', 2)):.2f},"
          f" added first event {median(added('ours', 'stream')) / median(added('nginx', 'stream')):.2f}")
    others = [proxy for proxy in rows if proxy not in ("direct", "nginx", "ours")]
    for proxy in others:
        print(f"ours / {proxy}: requests/s {median(column('ours', 'many', 2)) / median(column(proxy, 'many', 2)):.1f}")
