"""Figures as Markdown: medians, and the range where there is one."""

import statistics

_PHASES = (
    ("power on → first DHCP", "power", "dhcp"),
    ("→ script asked for", "dhcp", "script"),
    ("→ ramdisk begins (kernel, ramdisk fetched)", "script", "init"),
    ("→ ramdisk ready for work", "init", "ready"),
    ("→ image asked for", "ready", "image"),
    ("→ image written", "image", "written"),
    ("→ first boot from the disk (GRUB)", "written", "disk"),
    ("→ the system says hello", "disk", "hello"),
)


def markdown(results):
    lines = []
    for firmware in dict.fromkeys(run["firmware"] for run in results["runs"]):
        runs = {way: [run for run in results["runs"] if (run["way"], run["firmware"]) == (way, firmware)] for way in ("reference", "metalwright")}
        lines += [f"### {firmware.upper()}", "", "| | by hand | Metalwright |", "| --- | --- | --- |"]
        for title, begin, end in _PHASES:
            lines.append(_row(f"{title}, s", runs, lambda run, begin=begin, end=end: run["at"][end] - run["at"][begin]))
        lines += [
            _row("**power on → first boot from the disk, s**", runs, lambda run: run["at"]["disk"]),
            _row("power on → hello, s", runs, lambda run: run["at"]["hello"]),
            _row("asked → power on, s", runs, lambda run: run["asked"]),
            _row("hello → the run is over, s", runs, lambda run: run["at"]["over"] - run["at"]["hello"]),
            _row("**CPU of QEMU until the first boot from the disk, s**", runs, lambda run: run["qemuCpu"]["disk"]),
            _row("CPU of QEMU until hello, s", runs, lambda run: run["qemuCpu"]["hello"]),
            _row("CPU of the servers, s", runs, lambda run: run["ownCpu"]),
            _row("sent to the machine, MB", runs, lambda run: run["sentBytes"]["toDisk"] / 1e6),
            _row("of that with the image, MB", runs, lambda run: run["sentBytes"]["image"] / 1e6),
            _row("load average at the beginning", runs, lambda run: run["load"]),
        ]
        if runs["reference"] and runs["metalwright"]:
            for what, value in (("time", lambda run: run["at"]["disk"]), ("CPU", lambda run: run["qemuCpu"]["disk"])):
                ratio = _median(runs["metalwright"], value) / _median(runs["reference"], value)
                lines.append(f"| ratio of {what} until the first boot from the disk | 1 | **{ratio:.2f}** |")
        lines.append("")
        if runs["metalwright"]:
            lines += ["| step of the run | s |", "| --- | --- |"]
            lines += [f"| {step} | {_value(runs['metalwright'], lambda run, step=step: run['steps'][step])} |"
                      for step in runs["metalwright"][0]["steps"]]
            lines.append("")
    for way, sizes in results["imageBytes"].items():
        lines.append(f"Image, {way}: " + ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in sizes.items()))
    return "\n".join(lines)


def _row(title, runs, value):
    return f"| {title} | {_value(runs['reference'], value)} | {_value(runs['metalwright'], value)} |"


def _value(runs, value):
    try:
        figures = [value(run) for run in runs]
    except KeyError:
        return "–"
    if not figures:
        return "–"
    middle = f"{statistics.median(figures):.1f}"
    low, high = f"{min(figures):.1f}", f"{max(figures):.1f}"
    return middle if low == high else f"{middle} ({low}–{high})"


def _median(runs, value):
    return statistics.median(value(run) for run in runs)
