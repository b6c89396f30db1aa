"""Draws what rust-analyzer answers, as an editor shows it."""

import re
from html import escape

WIDTH, LINE, LETTER = 720, 20, 7.8
# Other spaces in a row would become one.
NO_BREAK = "\u00a0"
COLORS = {"code": "#d4d4d4", "mark": "#9cdcfe"}


class Picture:
    def __init__(self):
        self.parts, self.line = [], 1

    def text(self, text, color="code", indent=0):
        x, y = 16 + indent * LETTER, self.line * LINE + 8
        place = f'x="{x:.0f}" y="{y}" textLength="{len(text) * LETTER:.0f}"'
        self.parts.append(f'<text {place} fill="{COLORS[color]}">{escape(text).replace(" ", NO_BREAK)}</text>')
        self.line += 1

    def code(self, text, start, length):
        """A line of code, with a line below what the pointer is on, or at the cursor."""
        self.text(text)
        x, y = 16 + start * LETTER, (self.line - 1) * LINE + 12
        shape = f"M{x:.0f} {y}h{length * LETTER:.0f}" if length else f"M{x:.0f} {y}v-16"
        self.parts.append(f'<path d="{shape}" stroke="{COLORS["mark"]}"/>')

    def box(self, indent, rows):
        """Rows of (text, color) in a box below the last line."""
        x, y = 10 + indent * LETTER, self.line * LINE - 8
        width = max(len(text) for text, _ in rows) * LETTER + 12
        shape = f'x="{x:.0f}" y="{y}" width="{width:.0f}" height="{len(rows) * LINE + 4}" rx="3"'
        self.parts.append(f'<rect {shape} fill="#252526" stroke="#454545"/>')
        for text, color in rows:
            self.text(text, color, indent)
        self.line += 1

    def finished(self):
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{self.line * LINE}" '
        style = 'font-family="monospace" font-size="13" role="img">'
        ground = '<rect width="100%" height="100%" rx="6" fill="#1e1e1e"/>'
        return "\n".join([head + style, ground, *self.parts, "</svg>"]) + "\n"


def wrapped(text, width):
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def explanation(markdown):
    """An explanation without its code fences and the path of the item."""
    blocks = re.findall(r"```rust\n(.*?)\n```", markdown, re.DOTALL)
    words = re.sub(r"```rust\n.*?\n```|---", "", markdown, flags=re.DOTALL)
    rows = [(line, "mark") for line in wrapped(blocks[1], 64)]
    return rows + [(line, "code") for part in words.split("\n\n") if part.strip() for line in wrapped(part, 64)]


def draw(run):
    """The picture of four answers."""
    picture = Picture()
    code = '#[step(compute(cpu_kind = "shared", $0))]'
    items = run.completed(code + "\nfn resize() {}\n")
    items.sort(key=lambda item: item.get("sortText", item["label"]))
    picture.code(code.replace("$0", ""), code.index("$0"), 0)
    width = max(len(item["label"]) for item in items)
    picture.box(code.index("$0"), [(f'{item["label"]:{width}}  {item.get("detail", "")}', "mark") for item in items])
    for code, cursor in [
        ('#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024))]', "memory_mb"),
        ('#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["ewr"]))]', "ewr"),
        ("#[step(compute = SMALL, retries = 3)]", "SMALL"),
    ]:
        place = code.index(cursor)
        found = run.explained(code[: place + 1] + "$0" + code[place + 1:] + "\nfn resize() {}\n")
        picture.code(code, place, len(cursor))
        picture.box(min(place, 18), explanation(found))
    return picture.finished()
