// Puts a button below a text to copy, where the browser lets a page copy.

for (const text of document.querySelectorAll('[data-copy]')) {
  if (navigator.clipboard) offer(text);
}

function offer(text) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: text.dataset.copy });
  const message = document.createElement('span');
  message.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    text.select(); // what can be copied by hand, should the browser refuse
    message.textContent = '';
    await navigator.clipboard.writeText(text.value).then(
      () => { message.textContent = text.dataset.copied; },
      () => {},
    );
  });
  text.after(button, ' ', message);
}
