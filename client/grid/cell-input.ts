import { type EditMode, type KeyCommand, keyCommand } from './key-command.ts'

export interface CellInputEvents {
  /** an edit begins; `false` refuses it */
  readonly mayBegin: () => boolean
  readonly began: () => void
  /** the text of the edit changed under one's hands */
  readonly typed: (text: string) => void
  /** a key while an edit goes on; true where a list that lies open took it */
  readonly keyForList: (key: string) => boolean
  /** a key that is not text */
  readonly command: (command: KeyCommand) => 'done' | 'leave-to-browser'
  /** somebody types where nothing can be typed */
  readonly refused: () => void
  readonly left: () => void
  readonly focused: () => void
}

export interface CellInput {
  readonly mode: EditMode
  readonly text: string
  begin(mode: 'replace' | 'caret', text: string): void
  insert(text: string): void
  /** another text in place of the one in hand */
  set(text: string): void
  /** back to a field that waits, empty and transparent */
  end(): void
  setReadOnly(readOnly: boolean): void
  focus(): void
  destroy(): void
}

/**
 * The one focused element of the grid: a text field that always lies on the active cell, transparent until somebody types.
 * So an input method composes in the right place from its very first key, and nothing has to be focused in between.
 */
export function createCellInput(field: HTMLTextAreaElement, events: CellInputEvents): CellInput {
  let mode: EditMode = 'none'
  let composing = false

  const enter = (next: 'replace' | 'caret') => {
    mode = next
    field.classList.add('editing')
    events.began()
  }
  const onFirstInput = (event: Event) => {
    if (mode !== 'none') return
    if (events.mayBegin()) return enter('replace')
    event.preventDefault()
    events.refused()
  }
  const onCompositionStart = (event: Event) => {
    composing = true
    onFirstInput(event)
  }
  const onCompositionEnd = () => {
    composing = false
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // 229 covers browsers that end the composition before they tell of the key that ended it.
    if (event.isComposing || composing || event.keyCode === 229) return
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey
    if (mode !== 'none' && plain && events.keyForList(event.key)) return event.preventDefault()
    const command = keyCommand(event, mode)
    if (command) {
      if (events.command(command) === 'done') event.preventDefault()
      return
    }
    const types = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    if (types && mode === 'none' && field.readOnly) {
      event.preventDefault()
      events.refused()
    }
  }
  const onInput = () => {
    if (mode !== 'none') events.typed(field.value)
  }
  const listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['beforeinput', onFirstInput],
    ['input', onInput],
    ['compositionstart', onCompositionStart],
    ['compositionend', onCompositionEnd],
    ['keydown', onKeyDown],
    ['blur', events.left],
    ['focus', events.focused],
  ]
  for (const [type, listener] of listeners) field.addEventListener(type, listener as EventListener)

  return {
    get mode() {
      return mode
    },
    get text() {
      return field.value
    },
    begin(next, text) {
      field.value = text
      field.setSelectionRange(text.length, text.length)
      enter(next)
    },
    insert(text) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
    },
    set(text) {
      field.value = text
      field.setSelectionRange(text.length, text.length)
    },
    end() {
      mode = 'none'
      field.value = ''
      field.classList.remove('editing')
    },
    setReadOnly(readOnly) {
      if (field.readOnly !== readOnly) field.readOnly = readOnly
    },
    focus: () => field.focus({ preventScroll: true }),
    destroy() {
      for (const [type, listener] of listeners) field.removeEventListener(type, listener as EventListener)
    },
  }
}
