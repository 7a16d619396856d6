/* The heading and hint of a prose section; its key goes back unchanged in a hidden input. */
(() => {
  'use strict';

  class BoundSection {
    constructor(input, state) {
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
      this.input.value = state.key;
    }

    getTextLabel() {
      return this.state.heading;
    }

    setInvalid() {}

    setCapabilityOptions() {}

    focus() {}
  }

  class Section {
    render(placeholder, name, id, state) {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.id = id;
      input.value = state.key;
      const hint = document.createElement('p');
      hint.className = 'help';
      hint.textContent = state.hint;
      const element = document.createElement('div');
      element.className = 'report-section-key';
      element.append(input, hint);
      placeholder.replaceWith(element);
      return new BoundSection(input, state);
    }
  }

  window.telepath.register('report_blocks.Section', Section);
})();
