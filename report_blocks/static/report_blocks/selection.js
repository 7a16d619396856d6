/*
 * The selected cells of a grid: the active one, and perhaps a rectangle from it to another.
 *
 * The focus stays in the active cell while the rectangle grows, as in Excel.
 */
(() => {
  'use strict';

  const areaOf = (inputs) => ({
    top: Math.min(...inputs.map((input) => Number(input.dataset.row))),
    bottom: Math.max(...inputs.map((input) => Number(input.dataset.row))),
    left: Math.min(...inputs.map((input) => Number(input.dataset.left))),
    right: Math.max(...inputs.map((input) => Number(input.dataset.right))),
  });

  const isWithin = (input, { top, bottom, left, right }) =>
    top <= Number(input.dataset.row) &&
    Number(input.dataset.row) <= bottom &&
    left <= Number(input.dataset.right) &&
    Number(input.dataset.left) <= right;

  class Selection {
    constructor(inputs, element) {
      this.inputs = inputs;
      this.element = element;
      this.active = null;
      this.head = null;
      this.cells = [];
    }

    get isRange() {
      return this.cells.length > 1;
    }

    get area() {
      return areaOf(this.cells);
    }

    /* One cell, and no range any more. */
    start(input) {
      this.active = input;
      this.head = input;
      this.mark(input ? [input] : []);
    }

    /* All cells between the active one and this; wide cells make the rectangle wider. */
    extend(input) {
      this.head = input;
      let cells = [this.active, input];
      for (let size = 0; size !== cells.length; ) {
        size = cells.length;
        const area = areaOf(cells);
        cells = this.inputs.filter((candidate) => isWithin(candidate, area));
      }
      this.mark(cells);
    }

    mark(cells) {
      const marked = new Set(cells.length > 1 ? cells : []);
      for (const input of new Set([...this.cells, ...cells])) {
        input.parentElement.classList.toggle('is-selected', marked.has(input));
      }
      this.cells = cells;
      this.element.classList.toggle('has-range', this.isRange);
    }

    /* The cells below or beside a heading. */
    under(heading) {
      return this.inputs.filter((input) =>
        input.getAttribute('aria-labelledby').split(' ').includes(heading.id),
      );
    }
  }

  window.reportBlocks = window.reportBlocks || {};
  window.reportBlocks.Selection = Selection;
})();
