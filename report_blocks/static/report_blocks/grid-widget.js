/* Telepath's side of the statutory table: builds the grid and hands it to its controller. */
(() => {
  'use strict';

  const { buildFindings, buildTable, buildToolbar, make } = window.reportBlocks;

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
      const first = this.element.querySelector('input[data-key]');
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
      const events = ['input->report-grid#type', 'focusin->report-grid#select',
        'keydown->report-grid#key', 'copy->report-grid#copy', 'cut->report-grid#cut',
        'paste->report-grid#paste'];
      element.setAttribute('data-action', events.join(' '));
      element.append(buildToolbar(state, this.words), buildTable(state), ...buildFindings(this.words));
      // Stimulus connects the controller after the element is in the page.
      element.addEventListener('report-grid:connected', (event) => event.detail.start(state, this.words));
      element.setAttribute('data-controller', 'report-grid');
    }
  }

  window.telepath.register('report_blocks.StatutoryTable', StatutoryTable);
})();
