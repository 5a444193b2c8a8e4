/**
 * As a `ref`: the element that a dialog gives the focus to when it opens. React's own `autoFocus` acts before the dialog
 * is shown, when nothing in it can have the focus; the attribute is what `showModal` looks for.
 */
export function firstFocus(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '')
}
