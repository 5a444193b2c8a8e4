/** Puts a `popover` beside its anchor: below when it fits, else above; always inside the window. */
export function place(popup: HTMLElement, anchor: HTMLElement, gap = 6): void {
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = popup
  const margin = 8
  const below = at.bottom + gap + height <= window.innerHeight - margin
  const top = below ? at.bottom + gap : Math.max(margin, at.top - gap - height)
  const left = Math.min(Math.max(margin, at.left), Math.max(margin, window.innerWidth - width - margin))
  popup.style.top = `${top}px`
  popup.style.left = `${left}px`
}
