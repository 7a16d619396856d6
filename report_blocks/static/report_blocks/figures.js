/*
 * The figures of one table while it is edited: what is typed, what it means, what does not hold.
 *
 * A total is either computed, and then follows its parts, or stated: it came from a file, from
 * storage or from the clipboard, and differs from the sum of its parts. A stated total is kept
 * until a person takes over the computed one; nothing is put right in silence.
 */
(() => {
  'use strict';

  const { numbers, relations } = window.reportBlocks;

  class Figures {
    constructor(state, words) {
      this.stored = state.value;
      this.words = words;
      this.nothing = new Set(words.nothing);
      this.equations = relations.equationsOf(state, words);
      this.totals = relations.totalsOf(this.equations);
      this.cells = relations.cellsOf(state);
      this.texts = new Map();
      this.values = new Map();
      this.touched = new Set();
      this.stated = new Set();
      for (const key of this.cells.keys()) {
        const text = state.shown[key] ?? String(state.value.cells[key] ?? '');
        this.lay(key, text.replace(/[\r\n]+/g, ' ')); // no input holds a line break
      }
      for (const key of this.totals.keys()) this.settle(key);
      this.follow();
    }

    /* A computed total as text, "" if it is blank. */
    shown(key) {
      const { number } = this.computed(key);
      return number ? numbers.show(number) : '';
    }

    lay(key, text) {
      this.texts.set(key, text);
      this.values.set(key, numbers.read(text, this.cells.get(key), this.nothing));
    }

    /* What a person typed, pasted or filled in. */
    put(key, text) {
      this.touched.add(key);
      this.lay(key, text);
    }

    isBlank(key) {
      return Boolean(this.values.get(key).blank);
    }

    computed(key) {
      const parts = this.totals.get(key);
      if (parts.every((part) => !this.values.get(part).number)) return { blank: true };
      return { number: relations.sum(parts, this.values) };
    }

    /* Whether a total that is there already is the computed one; if not it is kept as stated. */
    settle(key) {
      const value = this.values.get(key);
      const computed = this.computed(key);
      const same =
        !value.text &&
        Boolean(value.blank) === Boolean(computed.blank) &&
        (value.blank || numbers.isZero(numbers.subtract(value.number, computed.number)));
      if (same) this.stated.delete(key);
      else this.stated.add(key);
    }

    /* Totals after any change of their parts. */
    follow() {
      for (const key of this.totals.keys()) {
        if (this.stated.has(key)) this.settle(key);
        if (this.stated.has(key)) continue;
        const text = this.shown(key);
        this.values.set(key, this.computed(key));
        if (this.texts.get(key) !== text) {
          this.texts.set(key, text);
          this.touched.add(key);
        }
      }
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

    /* Untouched cells go back exactly as they came; touched ones as they are typed. */
    posted() {
      const cells = {};
      for (const [key, text] of this.texts) {
        const original = this.stored.cells[key];
        if (!this.touched.has(key)) {
          if (original !== undefined) cells[key] = original;
        } else if (text.trim()) {
          cells[key] = text;
        }
      }
      return JSON.stringify({ table: this.stored.table, cells });
    }

    snapshot() {
      return {
        texts: new Map(this.texts),
        touched: new Set(this.touched),
        stated: new Set(this.stated),
      };
    }

    /* Back to a snapshot; the keys of the cells that changed by that, computed totals aside. */
    restore({ texts, touched, stated }) {
      const changed = [];
      for (const [key, text] of texts) {
        if (this.texts.get(key) === text) continue;
        this.lay(key, text);
        if (!this.totals.has(key) || stated.has(key) || this.stated.has(key)) changed.push(key);
      }
      this.touched = new Set(touched);
      this.stated = new Set(stated);
      this.follow();
      return changed;
    }

    isAt({ texts, stated }) {
      if (stated.size !== this.stated.size) return false;
      for (const [key, text] of texts) if (this.texts.get(key) !== text) return false;
      return true;
    }
  }

  window.reportBlocks.Figures = Figures;
})();
