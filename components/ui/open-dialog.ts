/** Opens the dialog or side sheet with this id; the focus goes inside and comes back after. */
export function openDialog(id: string): void {
  const found = document.getElementById(id);
  if (!found) window.dispatchEvent(new CustomEvent(wanted, { detail: id }));
  if (found instanceof HTMLDialogElement && !found.open) found.showModal();
}

const wanted = 'dialog-wanted';

/** Calls with the id of a dialog that was asked for and isn't there yet. Returns how to stop. */
export function onDialogWanted(call: (id: string) => void): () => void {
  const heard = (event: Event) => call(String((event as CustomEvent).detail));
  window.addEventListener(wanted, heard);
  return () => window.removeEventListener(wanted, heard);
}
