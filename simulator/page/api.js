async function ask(method, path, body) {
  const response = await fetch(`/control/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `The simulator answered ${response.status}.`);
  return answer;
}

export const get = (path) => ask('GET', path);
export const post = (path, body = {}) => ask('POST', path, body);
export const remove = (path) => ask('DELETE', path);

/** Listens for changes; `onOpen` also comes after a connection was lost and found again. */
export function listen({ onOpen, onChanges, onReload, onMail }) {
  const source = new EventSource('/events');
  source.addEventListener('open', onOpen);
  source.addEventListener('reload', onReload);
  source.addEventListener('mail', onMail);
  source.addEventListener('changes', (event) => onChanges(JSON.parse(event.data)));
}
