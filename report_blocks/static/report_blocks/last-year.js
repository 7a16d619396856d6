/*
 * Last year's published figures of the same office: shown beside each cell on demand, with the
 * change, and carried over into this year's 上年结转.
 *
 * They come once with the page, in <script type="application/json" id="report-last-year">:
 * {year, tables: {reference: {cell: number as text}}, carried: {reference: [from, to]}}.
 */
(() => {
  'use strict';

  const { make, numbers } = window.reportBlocks;

  const PLAIN = { kind: 'change', units: [] }; // any number, with its sign

  class LastYear {
    constructor(reference, figures) {
      const data = JSON.parse(document.getElementById('report-last-year')?.textContent || 'null');
      this.figures = figures;
      this.year = data?.year;
      this.texts = data?.tables[reference] || {};
      this.carried = data?.carried[reference] || null;
      this.notes = new Map();
    }

    get isThere() {
      return Object.keys(this.texts).length > 0;
    }

    get isShown() {
      return this.notes.size > 0;
    }

    show(inputs, word) {
      for (const [key, text] of Object.entries(this.texts)) {
        const input = inputs.get(key);
        if (!input) continue;
        const change = make('span', { class: 'report-grid__change' });
        const note = make(
          'span',
          { class: 'report-grid__last', id: `last-${this.figures.stored.table}-${key}` },
          make('span', { class: 'w-sr-only' }, `${word} `),
          text,
          ' ',
          change,
        );
        input.after(note);
        input.setAttribute('aria-describedby', note.id);
        this.notes.set(key, { input, note, change });
      }
      this.update();
    }

    hide() {
      for (const { input, note } of this.notes.values()) {
        note.remove();
        input.removeAttribute('aria-describedby');
      }
      this.notes.clear();
    }

    update() {
      for (const [key, { change }] of this.notes) {
        const text = this.changeOf(key);
        if (change.textContent === text) continue;
        change.textContent = text;
        change.classList.toggle('is-changed', text !== '' && text !== '±0');
      }
    }

    /* "+3", "−2", "±0", or "" while one of the two is no number. */
    changeOf(key) {
      const { number } = this.figures.values.get(key);
      const before = this.number(key);
      if (!number || !before) return '';
      const change = numbers.subtract(number, before);
      if (numbers.isZero(change)) return '±0';
      return (change.units < 0n ? '−' : '+') + numbers.show(numbers.magnitude(change));
    }

    number(key) {
      return numbers.read(this.texts[key] || '', PLAIN, new Set()).number;
    }

    /* What can be carried over, as [[key, text]]; nothing once one of the cells is filled. */
    offer() {
      if (!this.carried) return [];
      const [from, to] = this.carried;
      const cells = [...this.figures.cells.keys()].filter(
        (key) => key.startsWith(`${to}/`) && !this.figures.totals.has(key),
      );
      if (!cells.every((key) => this.figures.isBlank(key))) return [];
      return cells
        .map((key) => [key, this.texts[key.replace(to, from)]])
        .filter(([, text]) => text !== undefined);
    }

    sum(cells) {
      const [from, to] = this.carried;
      const parts = cells.map(([key]) => this.number(key.replace(to, from)));
      return numbers.show(parts.reduce(numbers.add, numbers.ZERO));
    }
  }

  window.reportBlocks.LastYear = LastYear;
})();
