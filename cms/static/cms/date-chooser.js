/*
 * Starts Wagtail's date and time choosers. Its own templates do so by an inline script, which
 * our content security policy forbids; ours (templates/wagtailadmin/widgets) name this controller.
 */
(() => {
  'use strict';

  class DateChooserController extends window.StimulusModule.Controller {
    static values = { kind: String, config: Object };

    connect() {
      window[`init${this.kindValue}Chooser`](this.element.querySelector('input').id, this.configValue);
    }
  }

  window.wagtail.app.register('date-chooser', DateChooserController);
})();
