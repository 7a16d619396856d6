/* Selecting cells with a mouse or a pen: click, Shift+click, drag, and a click on a heading. */
(() => {
  'use strict';

  class Pointing {
    constructor(element, selection, changed) {
      this.selection = selection;
      this.changed = changed; // called when the range has become another
      this.from = null;
      const on = (name, method, options) =>
        element.addEventListener(name, (event) => this[method](event), options);
      on('pointerdown', 'point');
      on('mousedown', 'press');
      on('pointermove', 'drag');
      on('touchmove', 'hold', { passive: false });
      on('dragstart', 'hold');
      on('click', 'click');
    }

    isCell(element) {
      return this.selection.inputs.includes(element);
    }

    /* A finger scrolls; it selects by headings. */
    point({ pointerType, button, target }) {
      this.isTouch = pointerType === 'touch';
      this.from = !this.isTouch && button === 0 && this.isCell(target) ? target : null;
    }

    /* The first click takes the cell as a whole; one more sets the caret in it. */
    press(event) {
      const { target } = event;
      if (!this.isCell(target) || event.button || this.isTouch) return;
      if (event.shiftKey && this.selection.active) {
        event.preventDefault();
        this.from = this.selection.active;
        this.extend(target);
      } else if (document.activeElement !== target) {
        event.preventDefault();
        this.selection.start(target);
        this.changed();
        target.focus({ preventScroll: true });
      } else if (this.selection.isRange) {
        this.selection.start(target);
        this.changed();
      }
    }

    drag(event) {
      if (!(event.buttons & 1)) this.from = null;
      if (!this.from) return;
      const target = document.elementFromPoint(event.clientX, event.clientY);
      if (!this.isCell(target) || target === this.selection.head) return;
      this.extend(target);
    }

    /* While a pen selects, it does not scroll; a selected text is not dragged away. */
    hold(event) {
      if (this.from || event.type === 'dragstart') event.preventDefault();
    }

    click({ target }) {
      const heading = target.closest('th[id]');
      const cells = heading ? this.selection.under(heading) : [];
      if (!cells.length) return;
      if (!this.isTouch) cells[0].focus({ preventScroll: true });
      this.selection.start(cells[0]);
      this.extend(cells.at(-1));
    }

    extend(target) {
      this.selection.extend(target);
      this.changed();
    }
  }

  window.reportBlocks = window.reportBlocks || {};
  window.reportBlocks.Pointing = Pointing;
})();
