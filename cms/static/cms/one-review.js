/*
 * A review is sent once. Wagtail writes it into the form, which then has changed; if the answer
 * takes more than a moment the editor would save by itself, and send the same review again.
 */
document.addEventListener('w-autosave:save', (event) => {
  if (event.detail.formData.has('action-workflow-action')) event.preventDefault();
});
