/* What does not hold in a table: the marks of its cells, and the sentences below it. */
(() => {
  'use strict';

  const { make, relations } = window.reportBlocks;
  const { fill } = relations;

  class Marks {
    constructor({ inputs, figures, words, acceptTarget, differingTarget }) {
      Object.assign(this, { inputs, figures, words, acceptTarget, differingTarget });
    }

    paint(findings) {
      const { stated, totals } = this.figures;
      const broken = new Set(findings.flatMap((finding) => finding.cells));
      for (const [key, input] of this.inputs) {
        const isBroken = broken.has(key);
        if (isBroken !== input.hasAttribute('aria-invalid')) {
          if (isBroken) input.setAttribute('aria-invalid', 'true');
          else input.removeAttribute('aria-invalid');
        }
        if (totals.has(key)) this.paintTotal(key, input, stated.has(key));
      }
      this.acceptTarget.hidden = !stated.size;
      this.differingTarget.textContent = stated.size
        ? fill(this.words.differingTotals, { count: stated.size })
        : '';
    }

    paintTotal(key, input, isStated) {
      input.classList.toggle('is-stated', isStated);
      const shown = isStated ? this.figures.shown(key) || '—' : '';
      const title = isStated ? fill(this.words.computedAs, { value: shown }) : '';
      if (input.title !== title) input.title = title;
    }
  }

  class FindingsList {
    constructor({ figures, words, findingsTarget }) {
      Object.assign(this, { figures, words, findingsTarget });
    }

    /* The list is made anew only if something in it has changed. */
    paint(findings) {
      const rows = findings.map((finding) => ({ ...finding, remedy: this.remedy(finding) }));
      const listed = JSON.stringify(rows);
      if (listed === this.listed) return;
      this.listed = listed;
      const items = rows.map((row) => this.item(row));
      this.findingsTarget.replaceChildren(
        ...(items.length ? [make('ul', {}, ...items)] : [make('p', {}, this.words.agrees)]),
      );
      this.findingsTarget.classList.toggle('has-findings', items.length > 0);
    }

    /* What puts a stated total right, as the label of a button; "" for any other finding. */
    remedy({ total }) {
      if (!this.figures.stated.has(total)) return '';
      const value = this.figures.shown(total);
      return value ? fill(this.words.putRight, { value }) : this.words.putRightBlank;
    }

    item({ rule, message, cells, total, remedy }) {
      const button = (action, key, label) =>
        make('button', { type: 'button', 'data-action': `report-grid#${action}`, 'data-key': key }, label);
      const parts = [
        make('span', { class: 'report-grid__rule' }, rule),
        ` ${message} `,
        button('jump', cells[0], this.words.goTo),
      ];
      if (remedy) parts.push(' ', button('acceptOne', total, remedy));
      return make('li', {}, ...parts);
    }
  }

  Object.assign(window.reportBlocks, { FindingsList, Marks });
})();
