/** Where the grid speaks: one calm line near the active cell, read out too. It goes when one goes on. */
export interface Speaker {
  /** what is being said; '' for nothing */
  readonly text: string
  say(message: string): void
  hush(): void
  /** null while the active cell is out of view */
  place(beside: Beside | null): void
}

/** What the words must not hide, and the room there is; px within the grid. */
export interface Beside {
  readonly x: number
  readonly top: number
  readonly bottom: number
  readonly from: number
  readonly to: number
}

const GAP = 4

/** Under what is selected, else over it, else at the lower edge of the sheet. */
export function bubbleTop({ top, bottom, from, to }: Beside, height: number): number {
  if (bottom >= from && bottom + GAP + height <= to) return bottom + GAP
  if (top <= to && top - GAP - height >= from) return top - GAP - height
  return to - GAP - height
}

export function createSpeaker(bubble: HTMLElement, heard: (message: string) => void): Speaker {
  let text = ''
  let beside: Beside | null = null
  const show = () => bubble.classList.toggle('silent', text === '' || beside === null)
  const put = () => {
    if (beside && text !== '')
      bubble.style.transform = `translate(${beside.x}px,${bubbleTop(beside, bubble.offsetHeight)}px)`
  }
  const say = (message: string) => {
    text = message
    bubble.textContent = message
    show()
    put()
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
    place(next) {
      const turns = (beside === null) !== (next === null)
      beside = next
      if (turns) show()
      put()
    },
  }
}
