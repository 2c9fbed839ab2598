"use strict";

// A heat map of attention: a row for each query, a column for each position. It is drawn on a canvas, since
// 200 letters make 80,000 cells; every cell can be pointed at, or reached with the arrow keys, and says its
// exact value.

/** The sizes of a cell, in pixels, and of the margins with the names of tokens. */
const CELL = { least: 3, most: 22, named: 10, margin: 42 };

/** The name of a token where there is room for six letters: of one that cannot be seen its code, or that it has some. */
function shortName(name) {
  if (!name.startsWith("⟨")) return name;
  return name.length <= 9 ? name.slice(1, -1) : "U+ …";
}

/** The maps by their boxes. */
const heatMaps = new WeakMap();

class HeatMap {
  /** A map in `host`, called `label`. `choose(row, column)` is called when a cell is pressed. */
  constructor(host, label, choose) {
    this.canvas = make("canvas", { "aria-hidden": "true" });
    this.rowMark = make("div", { class: "row-mark", hidden: true });
    this.cellMark = make("div", { class: "cell-mark", hidden: true });
    this.note = make("p", { class: "help map-note" });
    const note = `${host.id}-note`;
    this.note.id = note;
    this.box = make("div", {
      class: "map", tabindex: "0", role: "application", "aria-roledescription": "heat map",
      "aria-label": label, "aria-describedby": note,
    }, this.canvas, this.rowMark, this.cellMark);
    host.replaceChildren(this.box, this.note);
    this.host = host;
    this.choose = choose;
    heatMaps.set(this.box, this);
    this.data = null;
    this.cursor = { row: 0, column: 0 };
    this.box.addEventListener("pointermove", (event) => hasMoved(event) && this.point(event, false));
    this.box.addEventListener("click", (event) => this.point(event, true));
    this.box.addEventListener("pointerleave", () => this.leave());
    this.box.addEventListener("focus", () => {
      const isByKey = this.data && this.box.matches(":focus-visible");
      if (isByKey) this.moveTo(this.currentRow ?? 0, this.cursor.column);
    });
    this.box.addEventListener("blur", () => {
      this.cellMark.hidden = true;
      hideExact();
    });
    this.box.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.draw()).observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    // A map is painted, so it does not take the colors of paper by itself.
    for (const [moment, isPaper] of [["beforeprint", true], ["afterprint", false]]) {
      addEventListener(moment, () => {
        document.documentElement.classList.toggle("paper", isPaper);
        this.draw();
      });
    }
  }

  /**
   * Shows other data: `rows` and `columns` are the names along the sides; `shade(row)` gives for each column
   * a number from 0 to 1, or null where nothing is seen; `describe(row, column)` gives the words and the
   * fraction of a cell.
   */
  show(data, note) {
    this.data = data;
    this.cursor = { row: 0, column: 0 };
    const ramp = make("span", {}, "0 ", make("span", { class: "ramp" }), ` ${data.top}`);
    this.note.replaceChildren(make("span", {}, note), ramp);
    this.draw();
  }

  /** Marks a row, and scrolls it into view inside the map. */
  mark(row, column) {
    this.currentRow = row;
    this.cursor = { row, column: column ?? this.cursor.column };
    this.place(this.rowMark, row, 0, this.data.columns.length);
    this.reveal(row, column ?? 0);
  }

  // MARK: Drawing

  draw() {
    if (!this.data || this.host.clientWidth === 0) return;
    const { rows, columns } = this.data;
    const room = (this.host.clientWidth - CELL.margin - 3) / columns.length;
    this.size = Math.max(CELL.least, Math.min(CELL.most, Math.floor(room)));
    const width = CELL.margin + this.size * columns.length + 1;
    const height = CELL.margin + this.size * rows.length + 1;
    const density = Math.min(window.devicePixelRatio || 1, 2);
    this.canvas.width = width * density;
    this.canvas.height = height * density;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    const context = this.canvas.getContext("2d");
    context.scale(density, density);
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(name).trim();
    this.drawCells(context, color("--wash"), color("--blue"));
    this.drawNames(context, color("--soft"), style.getPropertyValue("--text"));
    if (this.currentRow !== undefined) this.place(this.rowMark, this.currentRow, 0, columns.length);
  }

  drawCells(context, empty, full) {
    const gap = this.size >= 8 ? 1 : 0;
    this.data.rows.forEach((_, row) => {
      const shades = this.data.shade(row);
      shades.forEach((shade, column) => {
        if (shade === null) return;
        const [x, y] = [CELL.margin + column * this.size, CELL.margin + row * this.size];
        context.globalAlpha = 1;
        context.fillStyle = empty;
        context.fillRect(x, y, this.size - gap, this.size - gap);
        if (shade < 0.004) return; // less than a step of an 8-bit color
        context.globalAlpha = shade;
        context.fillStyle = full;
        context.fillRect(x, y, this.size - gap, this.size - gap);
      });
    });
    context.globalAlpha = 1;
  }

  drawNames(context, color, font) {
    const { rows, columns } = this.data;
    context.fillStyle = color;
    const isNamed = this.size >= CELL.named;
    // Small cells have room for a number now and then only.
    const every = isNamed ? 1 : Math.ceil(32 / this.size / 10) * 10;
    const size = isNamed ? Math.min(13, this.size) : 11;
    const text = (names, index) => (isNamed ? shortName(names[index]) : String(index));
    const fontOf = (name) => `${name.length > 4 ? 8 : name.length > 1 ? Math.min(size, 10) : size}px ${font}`;
    context.textBaseline = "middle";
    for (let index = 0; index < columns.length; index += every) {
      const name = text(columns, index);
      const x = CELL.margin + (index + 0.5) * this.size;
      context.font = fontOf(name);
      context.save();
      context.translate(x, CELL.margin - 5);
      if (name.length > 1 && isNamed) context.rotate(-Math.PI / 2);
      context.textAlign = name.length > 1 && isNamed ? "left" : "center";
      context.fillText(name, 0, name.length > 1 && isNamed ? 0 : -4);
      context.restore();
    }
    context.textAlign = "right";
    for (let index = 0; index < rows.length; index += every) {
      const name = text(rows, index);
      context.font = fontOf(name);
      context.fillText(name, CELL.margin - 6, CELL.margin + (index + 0.5) * this.size);
    }
  }

  /** Lays a mark over `count` cells from one on. */
  place(mark, row, column, count) {
    mark.hidden = false;
    const [x, y] = [column, row].map((index) => CELL.margin + index * this.size - 2);
    mark.style.transform = `translate(${x}px, ${y}px)`;
    mark.style.width = `${count * this.size + 3}px`;
    mark.style.height = `${this.size + 3}px`;
  }

  reveal(row, column) {
    const { box } = this;
    const top = CELL.margin + row * this.size;
    const left = CELL.margin + column * this.size;
    if (top < box.scrollTop + CELL.margin || top + this.size > box.scrollTop + box.clientHeight) {
      box.scrollTop = top - box.clientHeight / 2;
    }
    if (left < box.scrollLeft + CELL.margin || left + this.size > box.scrollLeft + box.clientWidth) {
      box.scrollLeft = left - box.clientWidth / 2;
    }
  }

  // MARK: Pointing

  /** The pointer has left: its value goes, but not one that keys show, in this map or in another. */
  leave() {
    if (document.activeElement === this.box) return;
    this.cellMark.hidden = true;
    if (exactPanel.owner === this) showFocused();
  }

  point(event, isPress) {
    if (!this.data) return;
    const bounds = this.canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - bounds.left - CELL.margin) / this.size);
    const row = Math.floor((event.clientY - bounds.top - CELL.margin) / this.size);
    if (row < 0 || column < 0 || row >= this.data.rows.length || column >= this.data.columns.length) {
      this.cellMark.hidden = true;
      return;
    }
    this.tell(row, column);
    if (isPress) this.choose(row, column);
  }

  key(event) {
    if (!this.data || event.ctrlKey || event.altKey || event.metaKey) return;
    const { row, column } = this.cursor;
    const moves = {
      ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1], PageUp: [row - 10, column], PageDown: [row + 10, column], Home: [row, 0],
      End: [row, this.data.columns.length - 1],
    };
    if (event.key === "Enter" || event.key === " ") this.choose(row, column);
    else if (event.key in moves) this.moveTo(...moves[event.key]);
    else return;
    event.preventDefault();
  }

  moveTo(row, column) {
    const within = (value, count) => Math.max(0, Math.min(count - 1, value));
    this.tell(within(row, this.data.rows.length), within(column, this.data.columns.length));
    this.reveal(this.cursor.row, this.cursor.column);
  }

  tell(row, column) {
    this.cursor = { row, column };
    this.place(this.cellMark, row, column, 1);
    const { what, fraction } = this.data.describe(row, column);
    showExact(what, fraction, this);
  }
}
