/*
 * The grid of a statutory table, as one Stimulus controller: what keys, clipboard and buttons
 * do to its figures, and how the table shows them. Every change is one step that undo takes back.
 */
(() => {
  'use strict';

  const { CellComments, Figures, FindingsList, History, Keys, LastYear, Marks, Pointing, Selection,
    TableFile } = window.reportBlocks;
  const { clipboard, moves, relations } = window.reportBlocks;
  const { fill } = relations;

  class GridController extends window.StimulusModule.Controller {
    static targets = ['accept', 'carry', 'cell', 'comment', 'compare', 'differing', 'fill',
      'findings', 'message', 'nextComment', 'redo', 'undo', 'value'];

    connect() {
      if (!this.state) this.dispatch('connected', { detail: this, bubbles: false });
    }

    /* Called by the widget with the state from the server and the words of the language. */
    start(state, words) {
      this.state = state;
      this.words = words;
      this.inputs = new Map(this.cellTargets.map((input) => [input.dataset.key, input]));
      this.matrix = moves.matrixOf(state.grid);
      this.figures = new Figures(state, words);
      this.now = this.figures.snapshot();
      this.history = new History();
      this.session = {};
      this.marks = new Marks(this);
      this.list = new FindingsList(this);
      this.keys = new Keys(this);
      this.selection = new Selection(this.cellTargets, this.element);
      this.pointing = new Pointing(this.element, this.selection, () => this.sayRange());
      this.lastYear = new LastYear(state.value.table, this.figures);
      this.file = new TableFile(this, state.heading);
      this.comments = new CellComments(this);
      this.compareTarget.hidden = !this.lastYear.isThere;
      this.compareTarget.textContent = fill(words.lastYear, { year: this.lastYear.year });
      this.paint();
    }

    /* One change of the figures; those of the same session are taken back together. */
    change(action, session) {
      const before = this.now;
      action();
      this.figures.follow();
      if (!this.figures.isAt(before)) {
        this.now = this.figures.snapshot();
        this.history.add(before, this.now, session);
      }
      this.paint();
    }

    /* Everything that follows from the figures. */
    paint() {
      for (const [key, input] of this.inputs) {
        const text = this.figures.texts.get(key);
        if (input.value !== text) input.value = text;
      }
      const findings = this.figures.findings();
      this.marks.paint(findings);
      this.list.paint(findings);
      this.tools();
      this.write();
    }

    tools() {
      const { words, history, lastYear } = this;
      this.fillTarget.textContent = this.selection.isRange ? words.fillRange : words.fillAll;
      this.undoTarget.setAttribute('aria-disabled', String(!history.past.length));
      this.redoTarget.setAttribute('aria-disabled', String(!history.future.length));
      const offer = lastYear.offer();
      this.carryTarget.hidden = !offer.length;
      if (offer.length) {
        const values = { year: lastYear.year, count: lastYear.sum(offer) };
        this.carryTarget.textContent = fill(words.carry, values);
      }
      lastYear.update();
    }

    write() {
      const value = this.figures.posted();
      if (this.valueTarget.value === value) return;
      const isFirst = !this.valueTarget.value;
      this.valueTarget.value = value;
      if (!isFirst) this.valueTarget.dispatchEvent(new Event('change', { bubbles: true }));
    }

    say(text) {
      if (this.messageTarget.textContent !== text) this.messageTarget.textContent = text;
    }

    sayRange() {
      const { cells } = this.selection;
      const nameOf = (input) => this.figures.cells.get(input.dataset.key).name;
      const values = { count: cells.length, first: nameOf(cells[0]), last: nameOf(cells.at(-1)) };
      this.say(this.selection.isRange ? fill(this.words.selected, values) : '');
      this.tools();
    }

    /* The cells that a command is for: the range, or the active one. */
    chosen() {
      return this.selection.cells.map((input) => input.dataset.key);
    }

    /* Lays texts over cells; totals are computed, and stay so, unless they are stated here. */
    put(cells, stated = []) {
      this.change(() => {
        cells.forEach(([key, text]) => this.figures.put(key, text));
        stated.forEach((key) => this.figures.stated.add(key));
      });
    }

    /* Typing and moving */

    isCell(element) {
      return Boolean(element) && this.inputs.get(element.dataset.key) === element;
    }

    type({ target }) {
      if (!this.isCell(target)) return;
      this.say('');
      this.change(() => this.figures.put(target.dataset.key, target.value), this.session);
      this.keys.isEditing = true;
    }

    /* A cell is entered; a range stays only for the active cell, when the focus comes back. */
    select({ target, relatedTarget }) {
      if (!this.isCell(target)) return;
      target.select();
      this.session = {};
      this.keys.isEditing = false;
      if (target === this.selection.active && !this.isCell(relatedTarget)) return;
      const wasRange = this.selection.isRange;
      this.selection.start(target);
      if (wasRange) this.sayRange();
    }

    key(event) {
      this.keys.press(event);
    }

    /* Clipboard */

    copy(event) {
      const { selection } = this;
      const isText = !selection.isRange && event.target.selectionStart !== event.target.selectionEnd;
      if (!selection.cells.length || isText) return false; // of one cell, by the browser
      event.preventDefault();
      const textOf = (key) => {
        const text = this.figures.texts.get(key);
        return this.figures.values.get(key).text ? clipboard.neutral(text) : text;
      };
      clipboard.write(event.clipboardData, moves.cutOut(selection.area, this.matrix, textOf));
      this.say(fill(this.words.copied, { count: selection.cells.length }));
      return true;
    }

    cut(event) {
      if (this.copy(event)) this.clear();
    }

    paste(event) {
      const { cells, isRange } = this.selection;
      if (!cells.length) return;
      const { rows, refused } = clipboard.read(event.clipboardData);
      const isSingle = rows && rows.length === 1 && rows[0].length === 1;
      const hasText = event.clipboardData.getData('text/plain') !== '';
      if (isSingle && !isRange && hasText) return; // as typed
      event.preventDefault();
      if (!rows) this.say(this.words[refused]);
      else if (isSingle && isRange) this.pasted(this.typed().map((key) => [key, rows[0][0]]));
      else {
        const fit = moves.fit(rows, this.selection.area, this.matrix);
        if (fit.refused) this.say(this.words[fit.refused]);
        else this.pasted(fit.cells);
      }
    }

    pasted(cells) {
      this.put(cells, cells.map(([key]) => key).filter((key) => this.figures.totals.has(key)));
      this.say(fill(this.words.pasted, { count: cells.length }));
    }

    /* Those of the chosen cells that are typed, not computed. */
    typed(keys = this.chosen()) {
      return keys.filter((key) => !this.figures.totals.has(key));
    }

    /* Buttons */

    fill() {
      const keys = this.selection.isRange ? this.chosen() : [...this.inputs.keys()];
      const blank = this.typed(keys).filter((key) => this.figures.isBlank(key));
      this.put(blank.map((key) => [key, '0']));
      this.say(blank.length ? fill(this.words.filled, { count: blank.length }) : this.words.noBlanks);
    }

    /* Ctrl+Enter, as in Excel: what stands in the active cell, in all chosen ones. */
    fillWith(text) {
      const keys = this.typed();
      this.put(keys.map((key) => [key, text]));
      this.say(fill(this.words.filledIn, { count: keys.length }));
    }

    clear() {
      const keys = this.chosen();
      if (!keys.length) {
        this.say(this.words.chooseFirst);
        return;
      }
      this.change(() => {
        this.typed(keys).forEach((key) => this.figures.put(key, ''));
        keys.forEach((key) => this.figures.stated.delete(key));
      });
      this.say(fill(this.words.cleared, { count: this.typed(keys).length }));
    }

    undo() {
      const before = this.history.undo();
      if (before) this.say(fill(this.words.undone, { count: this.restore(before) }));
    }

    redo() {
      const after = this.history.redo();
      if (after) this.say(fill(this.words.redone, { count: this.restore(after) }));
    }

    /* How many cells changed by that; the first of them comes into sight. */
    restore(snapshot) {
      const changed = this.figures.restore(snapshot);
      this.now = this.figures.snapshot();
      this.session = {};
      this.paint();
      const first = this.inputs.get(changed[0]);
      if (first) {
        if (this.isCell(document.activeElement)) first.focus();
        first.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
      return changed.length;
    }

    compare() {
      const { lastYear } = this;
      if (lastYear.isShown) lastYear.hide();
      else lastYear.show(this.inputs, this.compareTarget.textContent);
      this.compareTarget.setAttribute('aria-pressed', String(lastYear.isShown));
    }

    carry() {
      const cells = this.lastYear.offer();
      this.put(cells);
      this.inputs.get(cells[0][0]).focus();
      this.say(fill(this.words.filledIn, { count: cells.length }));
    }

    comment() {
      this.comments.show(this.selection.active?.dataset.key);
    }

    nextComment() {
      this.comments.next(this.selection.active);
    }

    accept() {
      const [first] = this.figures.stated;
      this.change(() => this.figures.stated.clear());
      this.inputs.get(first).focus();
    }

    acceptOne({ target }) {
      const { key } = target.dataset;
      this.change(() => this.figures.stated.delete(key));
      this.inputs.get(key).focus();
    }

    jump({ target }) {
      const input = this.inputs.get(target.dataset.key);
      input.scrollIntoView({ block: 'center', inline: 'center' });
      input.focus();
    }
  }

  window.wagtail.app.register('report-grid', GridController);
})();
