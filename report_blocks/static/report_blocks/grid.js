/*
 * The grid of a statutory table, as one Stimulus controller.
 *
 * A cell is what is typed in it. A total is either computed, and then follows its parts, or
 * stated: it came from a file, from storage or from the clipboard, and differs from the sum of
 * its parts. A stated total is kept and shown as such until a person takes over the computed
 * ones with the button; nothing is put right in silence.
 */
(() => {
  'use strict';

  const { numbers, relations } = window.reportBlocks;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== '') element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  /* The table's DOM from its grid; values become inputs that carry their key and place. */
  const buildTable = (state) => {
    let row = -1;
    const cellOf = (cell) => {
      const spans = { rowspan: cell.rowspan, colspan: cell.colspan };
      if (!cell.key) {
        const tag = cell.scope ? 'th' : 'td';
        const attributes = { ...spans, id: cell.id, scope: cell.scope };
        return make(tag, attributes, cell.text || '');
      }
      const input = make('input', {
        type: 'text',
        inputmode: 'decimal',
        autocomplete: 'off',
        'data-key': cell.key,
        'data-row': row,
        'data-left': cell.left,
        'data-right': cell.left + (cell.colspan || 1) - 1,
        'aria-labelledby': cell.headers,
        'data-report-grid-target': 'cell',
      });
      if (cell.total) input.readOnly = true;
      return make('td', { ...spans, class: cell.total ? 'is-total' : '' }, input);
    };
    const rowsOf = (rows) =>
      rows.map((cells) => {
        row += 1;
        return make('tr', {}, ...cells.map(cellOf));
      });
    const { grid } = state;
    const table = make('table', { class: `report-grid__table report-grid__table--${state.layout}` });
    table.append(make('caption', {}, grid.caption));
    if (grid.head.length) table.append(make('thead', {}, ...rowsOf(grid.head)));
    grid.bodies.forEach((rows) => table.append(make('tbody', {}, ...rowsOf(rows))));
    return make('div', { class: 'report-grid__scroll' }, table);
  };

  class GridController extends window.StimulusModule.Controller {
    static targets = ['cell', 'value', 'findings', 'accept', 'differing', 'message'];

    connect() {
      if (!this.state) this.dispatch('connected', { detail: this, bubbles: false });
    }

    /* Called by the widget with the state from the server and the words of the language. */
    start(state, words) {
      this.state = state;
      this.words = words;
      this.nothing = new Set(words.nothing);
      this.equations = relations.equationsOf(state, words);
      this.totals = relations.totalsOf(this.equations);
      this.cells = relations.cellsOf(state);
      this.inputs = new Map(this.cellTargets.map((input) => [input.dataset.key, input]));
      this.touched = new Set();
      this.stated = new Set();
      this.undone = [];
      for (const [key, input] of this.inputs) {
        input.value = state.shown[key] ?? String(state.value.cells[key] ?? '');
      }
      this.values = new Map([...this.inputs].map(([key, input]) => [key, this.read(key, input.value)]));
      for (const key of this.totals.keys()) this.settle(key, this.values.get(key));
      this.update();
    }

    read(key, text) {
      return numbers.read(text, this.cells.get(key), this.nothing);
    }

    /* Whether a total that is there already is the computed one; if not it is kept as stated. */
    settle(key, value) {
      const computed = this.computed(key);
      const same =
        !value.text &&
        Boolean(value.blank) === Boolean(computed.blank) &&
        (value.blank || numbers.isZero(numbers.subtract(value.number, computed.number)));
      if (same) this.stated.delete(key);
      else this.stated.add(key);
    }

    computed(key) {
      const parts = this.totals.get(key);
      if (parts.every((part) => !this.values.get(part).number)) return { blank: true };
      return { number: relations.sum(parts, this.values) };
    }

    /* Totals, marks, findings and the posted value after any change. */
    update() {
      for (const key of this.totals.keys()) {
        if (this.stated.has(key)) this.settle(key, this.values.get(key));
        if (this.stated.has(key)) continue;
        const value = this.computed(key);
        const text = value.blank ? '' : numbers.show(value.number);
        this.values.set(key, value);
        if (this.inputs.get(key).value !== text) {
          this.inputs.get(key).value = text;
          this.touched.add(key);
        }
      }
      const findings = this.findings();
      this.mark(findings);
      this.list(findings);
      this.write();
    }

    findings() {
      const found = [];
      for (const [key, value] of this.values) {
        const why = relations.complaint(value, this.cells.get(key), this.words);
        if (why) found.push({ rule: 'A05', message: why, cells: [key] });
      }
      for (const equation of this.equations) {
        const finding = relations.check(equation, this.values, this.words);
        if (finding) found.push(finding);
      }
      return found;
    }

    mark(findings) {
      const broken = new Set(findings.flatMap((finding) => finding.cells));
      for (const [key, input] of this.inputs) {
        const isBroken = broken.has(key);
        if (isBroken !== input.hasAttribute('aria-invalid')) {
          if (isBroken) input.setAttribute('aria-invalid', 'true');
          else input.removeAttribute('aria-invalid');
        }
        if (this.totals.has(key)) {
          const isStated = this.stated.has(key);
          input.classList.toggle('is-stated', isStated);
          const computed = isStated ? this.computed(key) : null;
          const shown = computed && !computed.blank ? numbers.show(computed.number) : '—';
          input.title = isStated ? relations.fill(this.words.computedAs, { value: shown }) : '';
        }
      }
      this.acceptTarget.hidden = !this.stated.size;
      this.differingTarget.textContent = this.stated.size
        ? relations.fill(this.words.differingTotals, { count: this.stated.size })
        : '';
    }

    list(findings) {
      const shown = JSON.stringify(findings.map((finding) => finding.message));
      if (shown === this.listed) return;
      this.listed = shown;
      const items = findings.map((finding) =>
        make(
          'li',
          {},
          make('span', { class: 'report-grid__rule' }, finding.rule),
          ` ${finding.message} `,
          make(
            'button',
            { type: 'button', 'data-action': 'report-grid#jump', 'data-key': finding.cells[0] },
            this.words.goTo,
          ),
        ),
      );
      this.findingsTarget.replaceChildren(
        ...(items.length ? [make('ul', {}, ...items)] : [make('p', {}, this.words.agrees)]),
      );
      this.findingsTarget.classList.toggle('has-findings', items.length > 0);
    }

    /* Untouched cells go back exactly as they came; touched ones as they are typed. */
    write() {
      const cells = {};
      for (const [key, input] of this.inputs) {
        const original = this.state.value.cells[key];
        if (!this.touched.has(key)) {
          if (original !== undefined) cells[key] = original;
        } else if (input.value.trim()) {
          cells[key] = input.value;
        }
      }
      const value = JSON.stringify({ table: this.state.value.table, cells });
      if (this.valueTarget.value === value) return;
      const isFirst = !this.valueTarget.value;
      this.valueTarget.value = value;
      if (!isFirst) this.valueTarget.dispatchEvent(new Event('change', { bubbles: true }));
    }

    set(key, text) {
      this.touched.add(key);
      this.inputs.get(key).value = text;
      this.values.set(key, this.read(key, text));
    }

    /* Actions */

    type({ target }) {
      this.set(target.dataset.key, target.value);
      this.undone = [];
      this.update();
    }

    select({ target }) {
      target.select();
      this.before = target.value;
    }

    accept() {
      this.remember();
      this.stated.clear();
      this.update();
    }

    jump({ target }) {
      const input = this.inputs.get(target.dataset.key);
      input.scrollIntoView({ block: 'center', inline: 'center' });
      input.focus();
    }

    paste(event) {
      const rows = window.reportBlocks.moves.rows(event.clipboardData.getData('text/plain'));
      if (rows.length === 1 && rows[0].length === 1) return; // as typed
      event.preventDefault();
      const fit = window.reportBlocks.moves.fit(rows, event.target, this.cellTargets);
      if (fit.refused) {
        this.messageTarget.textContent = this.words[fit.refused];
        return;
      }
      this.remember();
      for (const [key, text] of fit.cells) {
        this.set(key, text);
        if (this.totals.has(key)) this.stated.add(key);
      }
      this.update();
      this.messageTarget.textContent = relations.fill(this.words.pasted, { count: fit.cells.length });
    }

    remember() {
      const texts = [...this.inputs].map(([key, input]) => [key, input.value]);
      this.undone.push({ texts, stated: new Set(this.stated) });
    }

    undo() {
      const { texts, stated } = this.undone.pop();
      texts.forEach(([key, text]) => this.set(key, text));
      this.stated = stated;
      this.messageTarget.textContent = '';
      this.update();
    }

    key(event) {
      const { target } = event;
      if ((event.ctrlKey || event.metaKey) && event.key === 'z' && this.undone.length) {
        event.preventDefault();
        this.undo();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key === 'Escape') {
        if (!target.readOnly) this.set(target.dataset.key, this.before);
        target.select();
        this.update();
        return;
      }
      const next = window.reportBlocks.moves.neighbour(event, this.cellTargets);
      if (next === undefined) return;
      event.preventDefault();
      if (next) next.focus();
    }
  }

  window.reportBlocks.buildTable = buildTable;
  window.reportBlocks.make = make;
  window.wagtail.app.register('report-grid', GridController);
})();
