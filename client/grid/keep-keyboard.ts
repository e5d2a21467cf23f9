/** controls that keep the keyboard after a press: what they open is worked by keys of its own */
const OPENS = '[aria-haspopup], [aria-expanded], [aria-controls]'
/** places with a keyboard life of their own */
const OWN_KEYS = 'form, aside, dialog, [role=dialog], [role=menu], [role=listbox], [role=tablist], [popover]'

/**
 * Keys never go nowhere: after a press beside every control, or on one that does its work at once, they are the grid's
 * again. Who comes to a control by the keyboard stays there, and so does a text that is being marked to be copied.
 * @returns an undo of the listening
 */
export function keepKeyboard(root: HTMLElement, focus: () => void): () => void {
  const { ownerDocument: page } = root
  const nobodyHasKeys = () => page.activeElement === null || page.activeElement === page.body
  let frame = 0

  const onClick = (event: MouseEvent) => {
    if (event.detail === 0) return // pressed by a key
    cancelAnimationFrame(frame)
    // what the press does, it does first: it may open something that takes the keys
    frame = requestAnimationFrame(() => {
      if (page.getSelection()?.isCollapsed === false) return
      const held = page.activeElement
      const pressed =
        held instanceof HTMLElement &&
        held.matches('button, summary') &&
        event.target instanceof Node &&
        held.contains(event.target) &&
        !held.matches(OPENS) &&
        !held.closest(OWN_KEYS)
      if (nobodyHasKeys() || pressed) focus()
    })
  }
  /** Whatever else took the focus away, a text that was marked or a control that is gone: typing brings it back. */
  const onKeyDown = (event: KeyboardEvent) => {
    const types = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    if ((types || event.key === 'F2' || event.key === 'Enter') && nobodyHasKeys()) focus()
  }
  page.addEventListener('click', onClick)
  page.addEventListener('keydown', onKeyDown)
  return () => {
    cancelAnimationFrame(frame)
    page.removeEventListener('click', onClick)
    page.removeEventListener('keydown', onKeyDown)
  }
}
