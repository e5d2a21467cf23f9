/** Where the grid speaks: one calm line near the active cell, read out too. It goes when one goes on. */
export interface Speaker {
  /** what is being said; '' for nothing */
  readonly text: string
  say(message: string): void
  hush(): void
  /** px within the grid; null while the active cell is out of view */
  place(at: { readonly x: number; readonly y: number } | null): void
}

export function createSpeaker(bubble: HTMLElement, heard: (message: string) => void): Speaker {
  let text = ''
  let inView = true
  const show = () => bubble.classList.toggle('silent', text === '' || !inView)
  const say = (message: string) => {
    text = message
    bubble.textContent = message
    show()
    if (message) heard(message)
  }
  return {
    get text() {
      return text
    },
    say,
    hush() {
      if (text) say('')
    },
    place(at) {
      if (inView !== (at !== null)) {
        inView = at !== null
        show()
      }
      if (at) bubble.style.transform = `translate(${at.x}px,${at.y}px)`
    },
  }
}
