/* Telepath's side of the statutory table: builds the grid and hands it to its controller. */
(() => {
  'use strict';

  const { buildTable, make } = window.reportBlocks;

  class BoundStatutoryTable {
    constructor(element, input, state) {
      this.element = element;
      this.input = input;
      this.state = state;
      this.idForLabel = '';
    }

    getValue() {
      return this.input.value;
    }

    getState() {
      return this.state;
    }

    setState(state) {
      this.state = state;
      this.input.value = JSON.stringify(state.value);
    }

    getTextLabel() {
      const form = window.reportBlocks.forms[this.state.value.table];
      return form ? form.heading : this.state.value.table;
    }

    setInvalid(isInvalid) {
      this.element.classList.toggle('is-invalid', isInvalid);
    }

    setCapabilityOptions() {}

    focus() {
      const first = this.element.querySelector('input:not([type="hidden"])');
      if (first) first.focus();
    }
  }

  class StatutoryTable {
    constructor(words) {
      this.words = { ...words, ...words.sentences };
    }

    render(placeholder, name, id, state) {
      const input = make('input', { type: 'hidden', name, id, 'data-report-grid-target': 'value' });
      const element = make('div', { class: 'report-grid' }, input);
      const form = window.reportBlocks.forms[state.value.table];
      if (form) this.fill(element, { ...form, ...state });
      else {
        input.value = JSON.stringify(state.value);
        element.append(make('p', {}, this.words.notInstalled));
      }
      placeholder.replaceWith(element);
      return new BoundStatutoryTable(element, input, state);
    }

    fill(element, state) {
      const accept = make(
        'button',
        {
          type: 'button',
          class: 'button button-small button-secondary',
          'data-action': 'report-grid#accept',
          'data-report-grid-target': 'accept',
        },
        this.words.acceptTotals,
      );
      const differing = make('span', { 'data-report-grid-target': 'differing' });
      const events = ['input->report-grid#type', 'focusin->report-grid#select',
        'keydown->report-grid#key', 'paste->report-grid#paste'];
      const scroll = buildTable(state);
      scroll.setAttribute('data-action', events.join(' '));
      element.append(
        scroll,
        make('p', { class: 'report-grid__totals' }, differing, ' ', accept),
        make('p', { class: 'report-grid__message', role: 'status', 'data-report-grid-target': 'message' }),
        make('div', { class: 'report-grid__findings', 'aria-live': 'polite', 'data-report-grid-target': 'findings' }),
      );
      // Stimulus connects the controller after the element is in the page.
      element.addEventListener('report-grid:connected', (event) => event.detail.start(state, this.words));
      element.setAttribute('data-controller', 'report-grid');
    }
  }

  window.telepath.register('report_blocks.StatutoryTable', StatutoryTable);
})();
