import { matching } from './choices.ts'

/** The offer of a choice column under the cell that is being filled. The focus stays with the text field. */
export interface ChoiceList {
  /** what a press of Enter takes; null where nothing is marked */
  readonly marked: string | null
  readonly isOpen: boolean
  /** `current` is marked, if it is one of them */
  open(choices: readonly string[], current: string, label: string): void
  /** narrows the offer to what was typed, and marks the nearest */
  filter(typed: string): void
  step(by: 1 | -1): void
  close(): void
  /** px within the stage: under `bottom` where there is room before `end`, else over `top` */
  place(at: { readonly x: number; readonly top: number; readonly bottom: number; readonly end: number }): void
  destroy(): void
}

export interface ChoiceListEvents {
  readonly taken: (choice: string) => void
  /** another option is marked; null: none, or the list is closed */
  readonly markedElement: (option: HTMLElement | null) => void
}

let lists = 0

export function createChoiceList(stage: HTMLElement, events: ChoiceListEvents): ChoiceList {
  const list = document.createElement('div')
  list.className = 'choices'
  list.id = `choices-${++lists}`
  list.setAttribute('role', 'listbox')
  list.hidden = true
  stage.append(list)
  let all: readonly string[] = []
  let shown: readonly string[] = []
  let at = -1

  const mark = (next: number) => {
    at = next
    for (const [index, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(index === at))
    const option = list.children[at]
    option?.scrollIntoView({ block: 'nearest' })
    events.markedElement(option instanceof HTMLElement ? option : null)
  }
  const show = (choices: readonly string[]) => {
    shown = choices
    list.hidden = choices.length === 0
    list.replaceChildren(
      ...choices.map((choice, index) => {
        const option = document.createElement('div')
        option.id = `${list.id}-${index}`
        option.setAttribute('role', 'option')
        option.textContent = choice
        return option
      }),
    )
  }
  // the list lies over cells, and presses on it are not theirs; the field keeps the focus
  const own = (event: Event) => {
    event.stopPropagation()
    if (event.type === 'mousedown') event.preventDefault()
  }
  for (const type of ['pointerdown', 'mousedown', 'dblclick']) list.addEventListener(type, own)
  list.addEventListener('click', event => {
    const index = [...list.children].findIndex(option => event.target instanceof Node && option.contains(event.target))
    const choice = shown[index]
    if (choice !== undefined) events.taken(choice)
  })

  return {
    get marked() {
      return shown[at] ?? null
    },
    get isOpen() {
      return shown.length > 0
    },
    open(choices, current, label) {
      all = choices
      list.setAttribute('aria-label', label)
      show(choices)
      mark(choices.indexOf(current.trim()))
    },
    filter(typed) {
      if (all.length === 0) return
      show(matching(all, typed))
      const exact = shown.indexOf(typed.trim())
      mark(exact >= 0 || typed.trim() === '' ? exact : Math.min(0, shown.length - 1))
    },
    step(by) {
      mark(at < 0 && by < 0 ? shown.length - 1 : Math.max(0, Math.min(shown.length - 1, at + by)))
    },
    close() {
      if (all.length === 0) return
      all = []
      show([])
      at = -1
      events.markedElement(null)
    },
    place({ x, top, bottom, end }) {
      if (list.hidden) return
      const { offsetHeight: height, offsetWidth: width } = list
      const y = bottom + height <= end || top < height ? bottom : top - height
      list.style.transform = `translate(${Math.max(0, Math.min(x, stage.clientWidth - width))}px,${y}px)`
    },
    destroy() {
      list.remove()
    },
  }
}
