/** The colours are the browser's own, light or dark. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif; }
body { max-width: 72rem; margin: 0 auto; padding: 1rem; }
small { display: block; font-size: .75rem; }
section { border: 1px solid; border-radius: .5rem; padding: .5rem .75rem; margin: .5rem 0; }
h3 { margin: 0 0 .5rem; }
.choices { display: flex; flex-wrap: wrap; gap: .5rem; }
button { min-height: 48px; min-width: 6rem; padding: .25rem .75rem; font: inherit; }
[role=status] { min-height: 1.5rem; font-weight: 600; }
`;

/** Sends what a button wishes, and shows the page as it then is; every two seconds too. Focus stays where it was. */
export const PAGE_SCRIPT = `
let shown = '';
const said = document.getElementById('said');
async function refresh() {
  const answer = await fetch('/mock-bank/now').catch(() => null);
  if (answer === null || !answer.ok) return;
  const now = await answer.text();
  if (now === shown) return;
  shown = now;
  const focused = document.activeElement?.id;
  document.getElementById('main').innerHTML = now;
  if (focused) document.getElementById(focused)?.focus();
}
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-wish]');
  if (button === null) return;
  said.textContent = '…';
  const answer = await fetch('/mock-bank/transfers', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: button.dataset.wish,
  }).then((response) => response.json()).catch(() => ({}));
  said.textContent = answer.message ?? answer.detail ?? 'Backend không trả lời.';
  await refresh();
});
setInterval(refresh, 2000);
`;
