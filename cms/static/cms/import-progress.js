/*
 * Shows how far an import has come, and the next step as soon as there is one.
 */
(() => {
  'use strict';

  const PAUSE = 1000; // ms between two questions

  class ImportProgressController extends window.StimulusModule.Controller {
    static targets = ['bar', 'done', 'total', 'stalled'];
    static values = { url: String, state: String };

    connect() {
      this.timer = setInterval(() => this.ask(), PAUSE);
    }

    disconnect() {
      clearInterval(this.timer);
    }

    async ask() {
      const response = await fetch(this.urlValue).catch(() => null);
      if (!response?.ok) return;
      const { state, done, total, stalled } = await response.json();
      if (state !== this.stateValue) {
        clearInterval(this.timer);
        window.location.reload();
        return;
      }
      this.barTarget.max = total || 1;
      this.barTarget.value = done;
      this.doneTarget.textContent = done;
      this.totalTarget.textContent = total;
      this.stalledTarget.hidden = !stalled;
    }
  }

  window.wagtail.app.register('import-progress', ImportProgressController);
})();
