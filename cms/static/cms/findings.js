/*
 * The list of findings in the editor: fetched anew when the draft was saved, its buttons to the
 * places, and the reasons that people give. What is typed and where the focus is outlives that.
 */
(() => {
  'use strict';

  const partOf = (item, part) => item?.querySelector(`[data-part="${part}"]`);

  const CLOSED = ':scope > .w-panel__header [data-panel-toggle][aria-expanded="false"]';

  class FindingsController extends window.StimulusModule.Controller {
    static targets = ['list', 'said'];
    static values = { url: String, failed: String };

    /* What takes longer, the comparison with other offices' reports, comes behind the page. */
    connect() {
      this.shown = this.listTarget.innerHTML.trim();
      if (!this.urlValue.includes('/0/findings/')) this.ask(this.urlValue);
    }

    /* A new report has a number from its first saving on. */
    saved({ detail }) {
      const number = detail.data?.pk;
      if (number) this.urlValue = this.urlValue.replace('/0/findings/', `/${number}/findings/`);
      return this.ask(this.urlValue);
    }

    /* The newest answer counts; one that says the same as before changes nothing. */
    async ask(url, options = {}) {
      const turn = (this.turn ?? 0) + 1;
      this.turn = turn;
      const headers = { 'X-Requested-With': 'XMLHttpRequest', ...options.headers };
      const response = await fetch(url, { ...options, headers }).catch(() => null);
      if (turn !== this.turn) return options.method ? this.ask(this.urlValue) : false;
      const isRefused = !response || response.redirected || !response.ok;
      if (isRefused) this.say(response?.status === 400 ? await response.text() : this.failedValue);
      else this.show(await response.text());
      return !isRefused;
    }

    say(text) {
      if (this.saidTarget.textContent !== text) this.saidTarget.textContent = text;
    }

    show(html) {
      this.say('');
      if (html.trim() === this.shown) return;
      this.shown = html.trim();
      const held = this.hold();
      const template = document.createElement('template');
      template.innerHTML = html;
      this.listTarget.replaceChildren(template.content);
      this.restore(held);
    }

    /* What is typed and not kept yet, and which part of which finding has the focus. */
    hold() {
      const { activeElement } = document;
      const isInside = this.listTarget.contains(activeElement);
      const typed = this.items
        .filter((item) => partOf(item, 'form')?.hidden === false)
        .map((item) => [item.dataset.key, partOf(item, 'reason').value]);
      return {
        typed,
        focus: isInside && {
          key: activeElement.closest('[data-key]')?.dataset.key,
          part: activeElement.dataset.part,
          selection: [activeElement.selectionStart, activeElement.selectionEnd],
        },
      };
    }

    restore({ typed, focus }) {
      for (const [key, text] of typed) {
        const item = this.itemOf(key);
        if (partOf(item, 'form')) this.toggle(item, true).value = text;
      }
      if (!focus) return;
      const item = this.itemOf(focus.key);
      const part = partOf(item, focus.part) ?? partOf(item, 'open') ?? this.listTarget;
      part.focus({ preventScroll: true });
      if (focus.part === 'reason') part.setSelectionRange?.(...focus.selection);
    }

    get items() {
      return [...this.listTarget.querySelectorAll('[data-key]')];
    }

    itemOf(key) {
      return this.items.find((item) => item.dataset.key === key);
    }

    /* Places */

    jump({ params: { block, cell } }) {
      const section = document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
      if (!section) return;
      const input = cell && section.querySelector(`input[data-key="${CSS.escape(String(cell))}"]`);
      const text = section.querySelector('[contenteditable="true"], input:not([type="hidden"])');
      const place = input || text || section;
      for (let part = place; part; part = part.parentElement?.closest('[data-panel]')) {
        part.querySelector(CLOSED)?.click();
      }
      place.scrollIntoView({ block: 'center', inline: 'nearest' });
      place.focus({ preventScroll: true });
    }

    /* Reasons */

    toggle(item, isOpen) {
      partOf(item, 'form').hidden = !isOpen;
      partOf(item, 'open').setAttribute('aria-expanded', String(isOpen));
      return partOf(item, 'reason');
    }

    open({ currentTarget }) {
      this.toggle(currentTarget.closest('[data-key]'), true).focus();
    }

    close(event) {
      event.preventDefault();
      const item = event.currentTarget.closest('[data-key]');
      const reason = this.toggle(item, false);
      reason.value = reason.defaultValue;
      partOf(item, 'open').focus();
    }

    async explain({ currentTarget }) {
      const item = currentTarget.closest('[data-key]');
      const reason = partOf(item, 'reason');
      const text = reason.value;
      this.toggle(item, false);
      if (await this.post('explain/', { key: item.dataset.key, reason: text })) return;
      const still = this.itemOf(item.dataset.key);
      if (!partOf(still, 'form')) return;
      this.toggle(still, true).value = text;
      partOf(still, 'reason').focus();
    }

    withdraw({ currentTarget }) {
      return this.post('withdraw/', { key: currentTarget.closest('[data-key]').dataset.key });
    }

    post(action, values) {
      const token = document.querySelector('input[name="csrfmiddlewaretoken"]').value;
      return this.ask(this.urlValue + action, {
        method: 'POST',
        headers: { 'X-CSRFToken': token },
        body: new URLSearchParams(values),
      });
    }
  }

  window.wagtail.app.register('report-findings', FindingsController);
})();
