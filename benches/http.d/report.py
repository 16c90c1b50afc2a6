"""What was measured, as Markdown."""


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def rate(measured):
    if measured is None:
        return ""
    return f"{measured.rate:,.0f}/s" if measured.rate >= 1000 else f"{measured.rate:.3g}/s"


def number(value, unit):
    if value is None:
        return ""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def verdict(held, aimed=False):
    return "aim reached" if held and aimed else "held" if held else "**missed**"


class Report:
    """The table of the speed, row by row, and whether every must is held."""

    def __init__(self):
        self.held, self.lines, self.beside = True, [], []

    def _line(self, name, yardstick, service, figure, must, aim, held, aimed):
        self.held &= held
        self.lines.append([name, yardstick, service, figure, must, aim, verdict(held, aimed)])

    def row(self, row):
        yardstick, service, embedded = row.medians()
        ratio = row.ratio()
        self._line(row.name, f"{rate(yardstick)} ({row.yardstick_name})", rate(service), f"{ratio:.2f}",
                   f"{row.must:.2f}", f"{row.aim:.2f}", ratio >= row.must, ratio >= row.aim)
        if row.cpu_must:
            cpu = row.cpu_ratio()
            self._line(f"{row.name}: CPU a request", number(yardstick.cpu + yardstick.cpu_of_database, "µs"),
                       number(service.cpu + service.cpu_of_database, "µs"), f"{cpu:.2f}", f"at most {row.cpu_must}",
                       "", cpu <= row.cpu_must, False)
        self.beside.append([
            row.name, number(service.p50, "ms"), number(service.p99, "ms"),
            number(service.cpu, "µs"), number(service.cpu_of_database, "µs"),
            number(yardstick.cpu, "µs"), number(yardstick.cpu_of_database, "µs"),
            rate(embedded), number(embedded and embedded.p99, "ms"),
        ])

    def limit(self, limit):
        self._line(limit.name, "", number(limit.value, limit.unit), "", f"at most {limit.must} {limit.unit}",
                   f"{limit.aim} {limit.unit}", limit.value <= limit.must, limit.value <= limit.aim)

    def text(self):
        costs = ["CPU: service", "its Postgres", "CPU: yardstick", "its Postgres"]
        return "\n\n".join([
            table(["path", "L", "service", "ratio", "must", "aim", "verdict"], self.lines),
            table(["path", "p50", "p99", *costs, "on SQLite", "p99"], self.beside),
        ])


def memory(at_start, peak, after):
    return (f"Memory of the service: {at_start:.0f} MiB after its first answer, {peak:.0f} MiB at most, "
            f"{after:.0f} MiB in the end.")
