/*
 * The table as a file: downloaded as it stands, and one that is chosen or dropped read back.
 *
 * What would change is listed first; taken over, it is one step of the grid that undo takes back.
 * Who makes and reads the files says so in <script type="application/json"
 * id="report-table-files">: {download, read}, addresses to post to. Without it there is nothing.
 */
(() => {
  'use strict';

  const { make, relations } = window.reportBlocks;
  const { fill } = relations;
  const SHOWN = 20; // changes that are listed

  class TableFile {
    constructor(grid, heading) {
      const addresses = document.getElementById('report-table-files');
      if (!addresses) return;
      Object.assign(this, { grid, heading, addresses: JSON.parse(addresses.textContent) });
      this.chooser = make('input', { type: 'file', hidden: 'hidden', 'aria-hidden': 'true' });
      this.chooser.addEventListener('change', () => this.read(this.chooser.files[0]));
      this.offer = make('div', { class: 'report-grid__offer', 'aria-live': 'polite' });
      const { element, words } = grid;
      this.opener = this.button(words.readTable, () => this.chooser.click());
      element.querySelector('.report-grid__buttons').append(
        this.button(words.downloadTable, () => this.download()),
        this.opener,
        this.chooser,
      );
      element.querySelector('.report-grid__scroll').before(this.offer);
      element.addEventListener('dragover', (event) => this.over(event));
      element.addEventListener('dragleave', () => element.classList.remove('is-over'));
      element.addEventListener('drop', (event) => this.drop(event));
    }

    button(label, act) {
      const attributes = { type: 'button', class: 'button button-small button-secondary' };
      const button = make('button', attributes, label);
      button.addEventListener('click', act);
      return button;
    }

    over(event) {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      this.grid.element.classList.add('is-over');
    }

    drop(event) {
      this.grid.element.classList.remove('is-over');
      const [file] = event.dataTransfer.files;
      if (!file) return;
      event.preventDefault();
      this.read(file);
    }

    async post(address, file) {
      const body = new FormData();
      body.set('value', this.grid.figures.posted());
      if (file) body.set('file', file);
      const headers = { 'X-CSRFToken': window.wagtailConfig.CSRF_TOKEN };
      const response = await fetch(address, { method: 'POST', body, headers });
      if (!response.ok || response.redirected) throw new Error(response.status);
      return response;
    }

    async download() {
      try {
        const content = await (await this.post(this.addresses.download)).blob();
        const link = make('a', { download: `${this.heading}.xlsx`, href: URL.createObjectURL(content) });
        link.click();
        URL.revokeObjectURL(link.href);
      } catch {
        this.grid.say(this.grid.words.fileFailed);
      }
    }

    async read(file) {
      if (!file) return;
      this.chooser.value = '';
      this.offer.replaceChildren();
      try {
        const answer = await (await this.post(this.addresses.read, file)).json();
        if (answer.error) this.grid.say(answer.error);
        else this.show(file.name, answer);
      } catch {
        this.grid.say(this.grid.words.fileFailed);
      }
    }

    /* What the file has otherwise than the grid, to be taken over or left. */
    show(name, { cells, said }) {
      const { figures, words } = this.grid;
      const changes = Object.entries(cells).filter(([key, text]) => figures.texts.get(key) !== text);
      this.grid.say(said.join(' '));
      if (!changes.length) {
        this.grid.say(fill(words.fileSame, { file: name }));
        return;
      }
      const lineOf = ([key, text]) =>
        make('li', {}, `${figures.cells.get(key).name} `,
          make('del', {}, figures.texts.get(key) || '—'), ' → ', make('ins', {}, text || '—'));
      const rest = changes.length > SHOWN ? [make('li', {}, '…')] : [];
      const take = this.button(words.fileTake, () => this.take(changes));
      this.offer.replaceChildren(
        make('p', {}, fill(words.fileChanges, { count: changes.length, file: name })),
        make('ul', {}, ...changes.slice(0, SHOWN).map(lineOf), ...rest),
        make('p', {}, take, ' ', this.button(words.fileLeave, () => this.leave())),
      );
      take.focus();
    }

    take(changes) {
      this.offer.replaceChildren();
      this.grid.pasted(changes);
      this.grid.inputs.get(changes[0][0]).focus();
    }

    leave() {
      this.offer.replaceChildren();
      this.opener.focus();
    }
  }

  window.reportBlocks.TableFile = TableFile;
})();
